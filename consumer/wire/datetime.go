package wire

import (
	"regexp"
	"strings"
)

// truncated is the pattern of ninjs for a date that may end early.
var truncated = regexp.MustCompile(`^-?([1-9][0-9]*)?[0-9]{4}(-(1[0-2]|0[1-9])(-(3[01]|0[1-9]|[12][0-9])(T(2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-](2[0-3]|[01][0-9]):[0-5][0-9])?)?)?)?$`)

// looseDate is how the dialects write a date and time with its zone.
var looseDate = regexp.MustCompile(`^(\d{4})-?(\d\d)-?(\d\d)[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9})\d*)?)?\s*(Z|z|UTC|GMT|([+-]\d\d)(?::?(\d\d))?)$`)

// dateTime normalises to RFC 3339. A date without a time, or a time without
// its zone, is not completed: nobody said what is missing.
func dateTime(s string) (string, bool) {
	if isRFC3339(s) {
		return s, true
	}
	g := looseDate.FindStringSubmatch(s)
	if g == nil {
		return "", false
	}
	sec, frac, zone := g[6], g[7], "Z"
	if sec == "" {
		sec = "00"
	}
	if frac != "" {
		frac = "." + frac
	}
	if g[9] != "" {
		minutes := g[10]
		if minutes == "" {
			minutes = "00"
		}
		zone = g[9] + ":" + minutes
	}
	d := g[1] + "-" + g[2] + "-" + g[3] + "T" + g[4] + ":" + g[5] + ":" + sec + frac + zone
	if !isRFC3339(d) {
		return "", false
	}
	return d, true
}

// isRFC3339 is stricter than time.Parse, which takes one-digit hours, commas
// and offsets of a whole day.
func isRFC3339(s string) bool {
	const layout = "0000-00-00T00:00:00"
	if len(s) < len(layout)+1 {
		return false
	}
	for i := range layout {
		if digit := s[i]-'0' <= 9; layout[i] == '0' && !digit || layout[i] != '0' && s[i] != layout[i] {
			return false
		}
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	year, month, day := two(0)*100+two(2), two(5), two(8)
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || two(11) > 23 || two(14) > 59 || two(17) > 59 {
		return false
	}
	zone := s[len(layout):]
	if zone[0] == '.' {
		rest := strings.TrimLeft(zone[1:], "0123456789")
		if len(rest) == len(zone)-1 {
			return false
		}
		zone = rest
	}
	if zone == "Z" {
		return true
	}
	return len(zone) == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' &&
		zone[1] >= '0' && (zone[1] < '2' || zone[1] == '2' && zone[2] <= '3') && zone[2]-'0' <= 9 && zone[4]-'0' <= 5 && zone[5]-'0' <= 9
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
