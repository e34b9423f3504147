package main

import (
	"testing"
	"time"
)

func TestASubjectIsWholeOrWithoutItsPrefix(t *testing.T) {
	for _, c := range []struct {
		subject   string
		wildcards bool
		want      string // or empty: refused
	}{
		{"wire.raw.ap.politics", false, "wire.raw.ap.politics"},
		{"ap.politics", false, "wire.raw.ap.politics"},
		{"raw", false, "wire.raw.raw"},
		{"ap.>", true, "wire.raw.ap.>"},
		{">", true, "wire.raw.>"},
		{"wire.raw.>", true, "wire.raw.>"},
		{"*.sport", true, "wire.raw.*.sport"},
		{"ap.>", false, ""},
		{"*", false, ""},
		{"wire.enriched.ap", true, ""},
		{"wire.raw", true, ""},
		{"wire.>", true, ""},
		{"wire", false, ""},
		{"", false, ""},
		{"ap..sport", false, ""},
		{".ap", false, ""},
		{"ap.", false, ""},
		{"ap sport", false, ""},
		{"ap\r\nPUB", false, ""},
		{"ap.sp*", true, ""},
		{"ap.>.sport", true, ""},
	} {
		got, err := subjectWithin("wire.raw.>", c.subject, c.wildcards)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q, wildcards %v: %q, %v; want %q", c.subject, c.wildcards, got, err, c.want)
		}
		if err != nil && exitCode(err) != exitUsage {
			t.Errorf("%q: exit code %d", c.subject, exitCode(err))
		}
	}
}

func TestARateIsTheTimeBetweenStories(t *testing.T) {
	for rate, want := range map[string]time.Duration{
		"": 0, "20": 50 * time.Millisecond, "20/s": 50 * time.Millisecond, "0.5/s": 2 * time.Second,
		"30/m": 2 * time.Second, "3600/h": time.Second,
	} {
		if got, err := parseRate(rate); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", rate, got, err, want)
		}
	}
	for _, rate := range []string{"0", "-1/s", "fast", "/s", "1/d", "NaN", "Inf", "1/s/s", "1e9/s"} {
		if got, err := parseRate(rate); exitCode(err) != exitUsage {
			t.Errorf("%q was taken for %v", rate, got)
		}
	}
}

func TestSinceIsADurationOrAll(t *testing.T) {
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	for s, want := range map[string]since{
		"": {}, "all": {all: true}, "90m": {time: now.Add(-90 * time.Minute)}, "2d": {time: now.Add(-48 * time.Hour)},
	} {
		if got, err := parseSince(s, now); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"0", "1", "yesterday", "-1h", "ALL"} {
		if got, err := parseSince(s, now); exitCode(err) != exitUsage {
			t.Errorf("%q was taken for %v", s, got)
		}
	}
}

func TestSizesAreShownForPeople(t *testing.T) {
	for n, want := range map[int]string{0: "0 B", 1023: "1023 B", 1024: "1.0 KiB", 1536: "1.5 KiB", 3 << 20: "3.0 MiB"} {
		if got := bytesText(n); got != want {
			t.Errorf("%d bytes are %q, want %q", n, got, want)
		}
	}
}

func TestTextIsCutToAWidthInColumns(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"short", 5, "short"}, {"longer", 5, "long…"}, {"日本語", 6, "日本語"}, {"日本語", 5, "日本…"}, {"日本語", 4, "日…"},
	} {
		if got := cutText(c.text, c.width); got != c.want {
			t.Errorf("%q in %d columns: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
