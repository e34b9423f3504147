package main

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPrintableLetsNoStoryControlTheTerminal(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain text stays", "Zürich — “ok” 東京", "Zürich — “ok” 東京"},
		{"escape sequences lose their escape", "a\x1b[2Jb", "a\ufffd[2Jb"},
		{"so do those of one rune", "a\u009b2Jb", "a\ufffd2Jb"},
		{"bells and backspaces are shown", "a\a\b", "a\ufffd\ufffd"},
		{"line breaks become spaces", "a\r\nb\u2028c\td", "a  b c d"},
		{"direction overrides are dropped", "a\u202egnp.exe\u202c\u2066x\u2069", "agnp.exex"},
		{"bytes that are no text are shown", "a\xffb", "a\ufffdb"},
		{"joiners that scripts need stay", "می\u200cخواهم", "می\u200cخواهم"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := printable(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := printableLines("a\n\t^\x1b"); got != "a\n\t^\ufffd" {
		t.Errorf("printableLines: %q", got)
	}
}

func TestASCIIControlsKeepsTheMeaningOfJSON(t *testing.T) {
	const text = "a\u009b31m\u007fÂ\u00a0é東"
	doc, err := json.Marshal(map[string]string{"k": text})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.ContainsRune(string(doc), '\u009b') {
		t.Fatal("encoding/json escapes by itself now: asciiControls has nothing left to do")
	}
	safe := asciiControls(doc)
	if strings.ContainsFunc(string(safe), unicode.IsControl) {
		t.Errorf("controls left in %q", safe)
	}
	var back map[string]string
	if err := json.Unmarshal(safe, &back); err != nil || back["k"] != text {
		t.Errorf("reads as %q, %v", back["k"], err)
	}
	if clean := []byte(`{"a":"é"}`); &asciiControls(clean)[0] != &clean[0] {
		t.Error("a clean document was copied")
	}
}

func FuzzPrintable(f *testing.F) {
	f.Add("MOSCOW (AP) \x1b]0;title\a — \u202eabc")
	f.Fuzz(func(t *testing.T, s string) {
		out := printable(s)
		if !utf8.ValidString(out) || strings.ContainsFunc(out, unicode.IsControl) {
			t.Fatalf("%q became %q", s, out)
		}
	})
}

func FuzzASCIIControls(f *testing.F) {
	f.Add("a\u009b31m\u007f\u00a0")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		var want, got string
		if err := json.Unmarshal(doc, &want); err != nil {
			t.Fatal(err)
		}
		safe := asciiControls(doc)
		if err := json.Unmarshal(safe, &got); err != nil || got != want || strings.ContainsFunc(string(safe), unicode.IsControl) {
			t.Fatalf("%q became %q, %v", doc, safe, err)
		}
	})
}
