package wire

import (
	"strings"
	"unicode"
)

// The functions of an element may be called of a nil one, which has nothing in
// it: a path through a document need not be checked at every step.

// attr returns an attribute by its local name, without white space around it.
func (e *element) attr(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.attrs {
		if a.Name.Local == name && a.Name.Space != "xmlns" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// child follows a path of element names, the first that matches at each step.
func (e *element) child(path ...string) *element {
	for _, name := range path {
		e = e.first(name)
	}
	return e
}

func (e *element) first(name string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// all returns the children with one of the names, in their order.
func (e *element) all(names ...string) []*element {
	if e == nil {
		return nil
	}
	var found []*element
	for _, k := range e.kids {
		for _, name := range names {
			if k.name == name && name != "" {
				found = append(found, k)
			}
		}
	}
	return found
}

// within returns the elements of that name at any depth, in the order of the
// document; it does not look for more of them within one of them.
func (e *element) within(name string) []*element {
	if e == nil {
		return nil
	}
	var found []*element
	for _, k := range e.kids {
		if k.name == name {
			found = append(found, k)
		} else if k.name != "" {
			found = append(found, k.within(name)...)
		}
	}
	return found
}

// anywhere returns the first element of that name at any depth.
func (e *element) anywhere(name string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
		if found := k.anywhere(name); found != nil {
			return found
		}
	}
	return nil
}

// words is all text in an element on one line.
func (e *element) words() string {
	var b strings.Builder
	e.writeText(&b)
	return oneSpaced(b.String())
}

// raw is all text in an element as it stands there.
func (e *element) raw() string {
	var b strings.Builder
	e.writeText(&b)
	return b.String()
}

func (e *element) writeText(b *strings.Builder) {
	if e == nil {
		return
	}
	if e.name == "br" {
		b.WriteByte(' ')
	}
	b.WriteString(e.text)
	for _, k := range e.kids {
		k.writeText(b)
	}
}

// lines is the text of an element that may have paragraphs.
func (e *element) lines() string {
	if e == nil {
		return ""
	}
	broken := false
	for _, k := range e.kids {
		switch k.name {
		case "":
		case "br":
			broken = true
		default:
			return htmlText(e.inner())
		}
	}
	if !broken {
		return e.words()
	}
	var b strings.Builder
	for _, k := range e.kids {
		if b.WriteString(oneSpaced(k.text)); k.name == "br" {
			b.WriteByte('\n')
		}
	}
	return strings.TrimSpace(b.String())
}

// oneSpaced puts one space where there is white space of any kind.
func oneSpaced(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }), " ")
}

var markupEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// markup writes an element as HTML reads it: without prefixes and namespaces,
// and with an end to every element that is not known to have none.
func (e *element) markup() string {
	var b strings.Builder
	e.write(&b)
	return b.String()
}

// inner is the markup of what is in an element.
func (e *element) inner() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	for _, k := range e.kids {
		k.write(&b)
	}
	return strings.TrimSpace(b.String())
}

func (e *element) write(b *strings.Builder) {
	if e == nil {
		return
	}
	if e.name == "" {
		markupEscaper.WriteString(b, e.text)
		return
	}
	b.WriteByte('<')
	b.WriteString(e.name)
	for _, a := range e.attrs {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Local == "schemaLocation" {
			continue
		}
		b.WriteByte(' ')
		b.WriteString(a.Name.Local)
		b.WriteString(`="`)
		markupEscaper.WriteString(b, a.Value)
		b.WriteByte('"')
	}
	if len(e.kids) == 0 && void(e.name) {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	for _, k := range e.kids {
		k.write(b)
	}
	b.WriteString("</")
	b.WriteString(e.name)
	b.WriteByte('>')
}

// void elements of HTML have no content and no end.
func void(name string) bool {
	switch strings.ToLower(name) {
	case "br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr":
		return true
	}
	return false
}
