package wire

import (
	"net/url"
	"strings"
)

// absoluteURI returns s as a URI by RFC 3986. Characters that a URI may not
// hold, as in "http://example.org/São Paulo", are escaped; what has no scheme
// is not one.
func absoluteURI(s string) (string, bool) {
	scheme, rest, ok := strings.Cut(s, ":")
	// One letter before a colon is a drive on somebody's disk.
	if !ok || len(scheme) < 2 || rest == "" || !isScheme(scheme) {
		return "", false
	}
	if i := badByte(s); i >= 0 {
		s = escapeFrom(s, i)
	}
	authority, ok := strings.CutPrefix(rest, "//")
	if !ok || plainHost(authority) {
		return s, true
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" && scheme != "file" {
		return "", false
	}
	return s, true
}

// plainHost reports whether an authority is a name and nothing else, as nearly
// all are: then there is nothing in it for net/url to find fault with.
func plainHost(s string) bool {
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case ch == '/' || ch == '?' || ch == '#':
			return i > 0
		case !unreserved(ch):
			return false
		}
	}
	return s != ""
}

func isScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		ch := s[i] | 0x20
		letter := 'a' <= ch && ch <= 'z'
		other := '0' <= s[i] && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.'
		if !letter && (!other || i == 0) {
			return false
		}
	}
	return true
}

// badByte finds the first byte that may not stand in a URI as it is, or -1.
// Brackets may only stand around an IPv6 address, and a second # nowhere.
func badByte(s string) int {
	fragment := false
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case ch == '#':
			if fragment {
				return i
			}
			fragment = true
		case ch == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return i
			}
		case ch == '[' || ch == ']':
			return i
		case !uriByte(ch):
			return i
		}
	}
	return -1
}

// escapeFrom escapes what may not stand in a URI from byte i on.
func escapeFrom(s string, i int) string {
	var b strings.Builder
	b.WriteString(s[:i])
	fragment := strings.Contains(s[:i], "#")
	host := strings.Index(s, "://[")
	for ; i < len(s); i++ {
		ch := s[i]
		ok := uriByte(ch)
		switch ch {
		case '#':
			ok = !fragment
			fragment = true
		case '%':
			ok = i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
		case '[', ']':
			ok = host >= 0 && !strings.Contains(s[host+3:i], "]")
		}
		if ok {
			b.WriteByte(ch)
		} else {
			writeEscaped(&b, ch)
		}
	}
	return b.String()
}

func writeEscaped(b *strings.Builder, ch byte) {
	const hex = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(hex[ch>>4])
	b.WriteByte(hex[ch&15])
}

func isHex(ch byte) bool {
	return '0' <= ch && ch <= '9' || 'a' <= ch|0x20 && ch|0x20 <= 'f'
}

func unreserved(ch byte) bool {
	return '0' <= ch && ch <= '9' || 'a' <= ch|0x20 && ch|0x20 <= 'z' || ch == '-' || ch == '.' || ch == '_' || ch == '~'
}

func uriByte(ch byte) bool {
	return unreserved(ch) || strings.IndexByte(":/?#@!$&'()*+,;=%", ch) >= 0
}

// joinURI puts a code behind its scheme, as ninjs 1.x means them.
func joinURI(scheme, code string) string {
	if scheme == "" || code == "" {
		return ""
	}
	if strings.IndexByte("/#:=?", scheme[len(scheme)-1]) < 0 {
		scheme += "/"
	}
	return scheme + escapeSegment(code)
}

// escapeSegment escapes all but the characters that never mean anything in a
// URI, and the colon.
func escapeSegment(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if unreserved(s[i]) || s[i] == ':' {
			b.WriteByte(s[i])
		} else {
			writeEscaped(&b, s[i])
		}
	}
	return b.String()
}
