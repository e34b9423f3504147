package wire

import (
	"encoding/json"
	"math"
	"strconv"
)

// geometry conforms GeoJSON: points, lines and areas with two or more
// coordinates each. A Feature is cut down to its geometry.
func (c *conformer) geometry(v any, t *trail) (any, bool) {
	m, _ := v.(map[string]any)
	if inner, ok := m["geometry"].(map[string]any); ok && m["type"] == "Feature" {
		m = inner
	}
	kind, _ := m["type"].(string)
	if depth, least, known := geometryKind(kind); known {
		if coords, ok := coordinates(m["coordinates"], depth, least); ok {
			return map[string]any{"type": kind, "coordinates": coords}, true
		}
	}
	if !empty(v) {
		c.warn(t, "not a GeoJSON point, line or area")
	}
	return nil, false
}

// geometryKind tells how deep the positions of a geometry lie in lists, and
// how many of them a line of it needs.
func geometryKind(kind string) (depth, least int, known bool) {
	switch kind {
	case "Point":
		return 0, 0, true
	case "MultiPoint":
		return 1, 0, true
	case "LineString":
		return 1, 2, true
	case "MultiLineString":
		return 2, 2, true
	case "Polygon":
		return 2, 4, true
	case "MultiPolygon":
		return 3, 4, true
	}
	return 0, 0, false
}

// coordinates checks a tree of positions. least is how many a line needs.
func coordinates(v any, depth, least int) (any, bool) {
	in, ok := v.([]any)
	if !ok || depth == 0 && len(in) < 2 || depth == 1 && len(in) < least {
		return nil, false
	}
	out := make([]any, len(in))
	for i, w := range in {
		if depth > 0 {
			if out[i], ok = coordinates(w, depth-1, least); !ok {
				return nil, false
			}
			continue
		}
		lit, ok := w.(json.Number)
		if !ok {
			return nil, false
		}
		x, err := strconv.ParseFloat(lit.String(), 64)
		if err != nil || math.IsInf(x, 0) {
			return nil, false
		}
		out[i] = floatLiteral(x)
	}
	return out, true
}
