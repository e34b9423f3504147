package config

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is a time.Duration that is written with days too: 7d, 1d12h,
// 250ms. It is never negative.
type Duration time.Duration

const day = 24 * time.Hour

var (
	errDuration = errors.New("not a duration")
	errNoUnit   = errors.New("a number without a unit")
	errTooLong  = errors.New("a longer duration than can be counted, 106751 days")
)

// ParseDuration reads a duration. A bare number is refused, except 0, because
// nobody can tell its unit.
func ParseDuration(s string) (Duration, error) {
	if s == "0" {
		return 0, nil
	}
	if isNumber(s) {
		return 0, errNoUnit
	}
	days, rest, hasDays := strings.Cut(s, "d")
	if !hasDays {
		days, rest = "", s
	}
	var d time.Duration
	if hasDays {
		n, err := strconv.ParseUint(days, 10, 64)
		switch {
		case errors.Is(err, strconv.ErrRange) || err == nil && n > uint64(math.MaxInt64/day):
			return 0, errTooLong
		case err != nil:
			return 0, errDuration
		}
		d = time.Duration(n) * day
	}
	if rest == "" && hasDays {
		return Duration(d), nil
	}
	if rest == "0" || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "+") {
		return 0, errDuration
	}
	r, err := time.ParseDuration(rest)
	if err != nil {
		return 0, errDuration
	}
	if r > math.MaxInt64-d {
		return 0, errTooLong
	}
	return Duration(d + r), nil
}

// String writes the duration as ParseDuration reads it: 7d, 36h, 1m30s. Days
// are written where there are several and nothing else.
func (d Duration) String() string {
	if n := time.Duration(d) / day; n > 1 && time.Duration(d)%day == 0 {
		return strconv.FormatInt(int64(n), 10) + "d"
	}
	s := time.Duration(d).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// UnmarshalText reads a duration.
func (d *Duration) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDuration(string(text))
	return err
}

// MarshalText writes a duration.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }
