package wire

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// trailer7901 is the time at the end of a message: "131137 GMT Nov 13".
var trailer7901 = regexp.MustCompile(`\b(\d{2})(\d{2})(\d{2}) ?(GMT|UTC|Z)? ?(\p{L}{3,4})\.? (\d{2})\b`)

// time7901 reads the time at the end of a message, where it says its zone.
func time7901(trailer string) (string, bool) {
	g := trailer7901.FindStringSubmatch(trailer)
	if g == nil || g[4] == "" {
		return "", false
	}
	month, ok := months[strings.ToLower(g[5])[:min(3, len(g[5]))]]
	if !ok {
		return "", false
	}
	return timestamp(g[6], month, g[1], g[2], g[3])
}

// months by the first three letters of their names in English and German;
// those of French and Spanish that differ.
var months = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "mär": 3, "mae": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
	"oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "fév": 2, "fev": 2, "avr": 4, "aoû": 8, "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
}

// trailerANPA is the time at the end of a message of AP: "AP-WF-11-13-13 0745GMT".
var trailerANPA = regexp.MustCompile(`\b([A-Z]{2,4})-([A-Z]{1,4})-(\d{2})-(\d{2})-(\d{2}) (\d{2})(\d{2})(GMT)?`)

func timeANPA(trailer string) (string, bool) {
	g := trailerANPA.FindStringSubmatch(trailer)
	if g == nil || g[8] == "" {
		return "", false
	}
	month, err := strconv.Atoi(g[3])
	if err != nil {
		return "", false
	}
	return timestamp(g[5], month, g[4], g[6], g[7])
}

// timestamp joins the parts of a time in UTC. Years have two digits; the
// formats are older than any copy that is still sent.
func timestamp(year string, month int, day, hour, minute string) (string, bool) {
	n := func(s string) int { i, _ := strconv.Atoi(s); return i }
	t := time.Date(2000+n(year), time.Month(month), n(day), n(hour), n(minute), 0, 0, time.UTC)
	if t.Day() != n(day) || int(t.Month()) != month || t.Hour() != n(hour) || t.Minute() != n(minute) {
		return "", false
	}
	return t.Format(time.RFC3339), true
}
