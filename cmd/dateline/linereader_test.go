package main

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestLineReader(t *testing.T) {
	long := strings.Repeat("x", 200_000)
	for _, c := range []struct {
		name, in string
		max      int
		want     []string // "!" stands for a line that is too long
	}{
		{"nothing gives no line", "", 10, nil},
		{"the last line needs no end", "a\nb", 10, []string{"a", "b"}},
		{"empty lines are lines", "\n\na\n", 10, []string{"", "", "a"}},
		{"Windows line ends are cut", "a\r\nb\r\n", 10, []string{"a", "b"}},
		{"a byte order mark is cut from the first line only", "\xef\xbb\xbfa\n\xef\xbb\xbfb\n", 10, []string{"a", "\xef\xbb\xbfb"}},
		{"a line of just the maximum passes", "12345\n123456\n1\n", 5, []string{"12345", "!", "1"}},
		{"the maximum does not count the line's end", "12345\r\n", 5, []string{"12345"}},
		{"a long line passes through a small buffer", long + "\nb\n", 1 << 20, []string{long, "b"}},
		{"a line that is too long costs only itself", "a\n" + long + "\nb", 1000, []string{"a", "!", "b"}},
		{"a last line that is too long ends the input", "a\n" + long, 1000, []string{"a", "!"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newLineReader(iotest.OneByteReader(strings.NewReader(c.in)), c.max)
			for i, want := range c.want {
				line, err := r.next()
				if want == "!" {
					if !errors.Is(err, errTooLong) {
						t.Fatalf("line %d: got %v, want errTooLong", i+1, err)
					}
				} else if err != nil || string(line) != want {
					t.Fatalf("line %d: got %.40q, %v; want %.40q", i+1, line, err, want)
				}
				if r.number != i+1 {
					t.Fatalf("line %d is counted as %d", i+1, r.number)
				}
			}
			if line, err := r.next(); err != io.EOF {
				t.Errorf("after the last line: %.40q, %v", line, err)
			}
		})
	}
}

func TestLineReaderDoesNotHoldALineThatIsTooLong(t *testing.T) {
	const size = 64 << 20
	allocated := testing.AllocsPerRun(1, func() {
		r := newLineReader(io.LimitReader(repeat('x'), size), 1000)
		if _, err := r.next(); !errors.Is(err, errTooLong) {
			t.Errorf("got %v", err)
		}
	})
	if allocated > 20 {
		t.Errorf("%v allocations for a line that is skipped", allocated)
	}
}

// repeat is an endless stream of one byte.
type repeat byte

func (b repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

func TestLineReaderHandsOnTheReadersError(t *testing.T) {
	broken := errors.New("cable cut")
	r := newLineReader(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken)), 10)
	if line, err := r.next(); err != nil || string(line) != "a" {
		t.Fatalf("got %q, %v", line, err)
	}
	if line, err := r.next(); !errors.Is(err, broken) {
		t.Errorf("got %q, %v, want %v", line, err, broken)
	}
}

func FuzzLineReader(f *testing.F) {
	f.Add("a\nbb\r\n\nccc", 2)
	f.Add("\xef\xbb\xbf\n", 1)
	f.Fuzz(func(t *testing.T, in string, max int) {
		if max < 1 || max > 1000 {
			return
		}
		r := newLineReader(strings.NewReader(in), max)
		lines := 0
		for {
			line, err := r.next()
			if err == io.EOF {
				break
			}
			if lines++; r.number != lines {
				t.Fatalf("line %d counted as %d", lines, r.number)
			}
			if len(line) > max || strings.Contains(string(line), "\n") {
				t.Fatalf("line %d: %q", lines, line)
			}
		}
		if want := len(strings.SplitAfter(in, "\n")); lines != want && lines != want-1 {
			t.Fatalf("%d lines in %q", lines, in)
		}
	})
}
