package wire

import (
	"strings"

	"golang.org/x/net/html"
)

// anchor is a link in a stretch of HTML.
type anchor struct{ href, text string }

// linksIn returns the links of a stretch of HTML, in their order.
func linksIn(s string) []anchor {
	z := html.NewTokenizer(strings.NewReader(s))
	var all []anchor
	open := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.StartTagToken:
			name, more := z.TagName()
			if string(name) != "a" {
				continue
			}
			open = false
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if string(key) == "href" && len(value) > 0 {
					all = append(all, anchor{href: string(value)})
					open = true
				}
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" {
				open = false
			}
		case html.TextToken:
			if open {
				last := &all[len(all)-1]
				last.text = oneSpaced(clipTo(last.text+" "+string(z.Text()), 500))
			}
		}
	}
}
