package config

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// suggestKey is the hint for a key that is not known in section, a struct
// whose keys start with prefix.
func suggestKey(name, prefix string, section reflect.Type) string {
	known := names(section)
	if best := nearest(name, known); best != "" {
		return fmt.Sprintf("did you mean %s?", best)
	}
	for _, key := range Keys() {
		if before, ok := strings.CutSuffix(key, "."+snake(name)); ok && before+"." != prefix {
			return fmt.Sprintf("did you mean %s? it belongs under %s:", key, before)
		}
	}
	if prefix == "" {
		return "the keys here are " + strings.Join(known, ", ") + "; dateline config default explains them"
	}
	return "the keys here are " + strings.Join(known, ", ")
}

// nearest finds the word that name was probably meant to be, or nothing. One
// slip in a short word, two in a long one and a wrong ending are forgiven.
func nearest(name string, words []string) string {
	name = snake(name)
	best, least := "", 1+min(2, len(name)/3)
	for _, w := range words {
		d := distance(name, w)
		if len(w) > 2 && strings.HasPrefix(name, w) || len(name) > 2 && strings.HasPrefix(w, name) {
			d = min(d, 1) // warning for warn, sub for subject
		}
		if d < least {
			best, least = w, d
		}
	}
	return best
}

// snake writes maxAge, Max-Age and MAX_AGE as max_age.
func snake(s string) string {
	var b strings.Builder
	var before rune
	for _, r := range s {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte('_')
		}
		before = r
		if r == '-' || r == ' ' {
			r = '_'
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// distance counts the letters to insert, delete, replace or swap with their
// neighbour.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return len(a) + len(b)
	}
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
