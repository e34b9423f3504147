package wire

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// scalar conforms a value to a place that holds a string of some kind.
func (c *conformer) scalar(s *shape, v any, t *trail) (any, bool) {
	str, ok := plainString(v)
	if !ok {
		if !empty(v) {
			c.warn(t, "not a string")
		}
		return nil, false
	}
	if s.words != nil {
		w, ok := s.words[keyword(str)]
		if !ok && str != "" {
			c.warn(t, strconv.Quote(clip(str))+" is no such word")
		}
		return w, ok
	}
	switch s.kind {
	case uri:
		if str = strings.TrimSpace(str); str == "" {
			return nil, false
		}
		u, ok := absoluteURI(str)
		if !ok {
			c.warn(t, strconv.Quote(clip(str))+" is not a URI")
		}
		return u, ok
	case instant, moment:
		if str = strings.TrimSpace(str); str == "" {
			return nil, false
		}
		if s.kind == moment && truncated.MatchString(str) {
			return str, true
		}
		d, ok := dateTime(str)
		if !ok {
			c.warn(t, strconv.Quote(clip(str))+" is not a date and time with its zone")
		}
		return d, ok
	}
	return str, true
}

// plainString reads a string, and what was meant to be one.
func plainString(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), len(v) <= 40
	case bool:
		return strconv.FormatBool(v), true
	case []any:
		parts := make([]string, 0, len(v))
		for _, w := range v {
			p, ok := w.(string)
			if !ok {
				return "", false
			}
			parts = append(parts, p)
		}
		return strings.Join(parts, " "), len(parts) > 0
	}
	return "", false
}

// keyword folds a word of a vocabulary, and cuts off its scheme: stat:usable.
func keyword(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexAny(s, ":/"); i >= 0 {
		s = s[i+1:]
	}
	return strings.ToLower(s)
}

func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}

// number conforms a number, or a string that is one.
func (c *conformer) number(s *shape, v any, t *trail) (any, bool) {
	var lit string
	switch v := v.(type) {
	case json.Number:
		lit = v.String()
	case string:
		if lit = strings.TrimSpace(v); lit == "" {
			return nil, false
		}
	}
	x, err := strconv.ParseFloat(lit, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		c.warn(t, "not a number")
		return nil, false
	}
	if s.kind == number {
		return floatLiteral(x), true
	}
	// Beyond 2⁵³ readers that know only floating point get another number.
	if math.Abs(x) > 1<<53 || s.max != 0 && (x < float64(s.min) || x > float64(s.max)) {
		c.warn(t, clip(lit)+" is out of range")
		return nil, false
	}
	if x != math.Trunc(x) {
		if s.max != 0 {
			c.warn(t, clip(lit)+" is not a whole number")
			return nil, false
		}
		x = math.Round(x)
	}
	return json.Number(strconv.FormatInt(int64(x), 10)), true
}

func floatLiteral(x float64) json.Number {
	if abs := math.Abs(x); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		return json.Number(strconv.FormatFloat(x, 'e', -1, 64))
	}
	return json.Number(strconv.FormatFloat(x, 'f', -1, 64))
}
