package wire

import (
	"net/url"
	"strings"
)

// What we wrote into an item comes back by these: see encodeNewsMLG2.

// byDateline tells that an element is there because it must be, or because we
// concluded it: the source did not say it.
func byDateline(e *element) bool { return strings.HasPrefix(e.attr("creatoruri"), creatorPrefix) }

// g2Qcode is a code as it is, or the free word that stands in one of our own.
func g2Qcode(qcode string) string {
	code, ok := strings.CutPrefix(qcode, g2Alias+":")
	if !ok {
		return qcode
	}
	if word, err := url.PathUnescape(code); err == nil {
		return word
	}
	return code
}

// g2Role is a code without its scheme, as ninjs has roles and relations.
func g2Role(qcode string) string {
	if strings.HasPrefix(qcode, g2Alias+":") {
		return g2Qcode(qcode)
	}
	if strings.Contains(qcode, "://") {
		return qcode[strings.LastIndexByte(qcode, '/')+1:]
	}
	return localCode(qcode)
}

// g2RoleOf is the role of an element, by its code or its URI.
func g2RoleOf(e *element) string { return g2Role(firstOf(e.attr("role"), e.attr("roleuri"))) }

// g2More are the properties of ninjs that have no place in NewsML-G2.
func g2More(e *element) map[string]any {
	doc := e.first("ninjs")
	if doc == nil {
		return nil
	}
	v, err := parseJSON([]byte(doc.raw()), NewsMLG2)
	if err != nil {
		return nil
	}
	m, _ := v.(map[string]any)
	return m
}

// addMore adds those of an element to what it says itself.
func addMore(m map[string]any, e *element) {
	for name, v := range g2More(e) {
		if m[name] == nil {
			m[name] = v
		}
	}
}

// g2Symbols are what the shares of an organisation are traded under.
func g2Symbols(e *element) []any {
	var all []any
	for _, i := range e.child("organisationDetails").all("hasInstrument") {
		if ticker := i.attr("symbol"); ticker != "" {
			s := map[string]any{"symbol": ticker}
			setIf(s, "exchange", firstOf(i.attr("marketlabel"), localCode(i.attr("market"))))
			all = append(all, s)
		}
	}
	return all
}
