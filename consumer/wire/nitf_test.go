package wire

import (
	"fmt"
	"testing"
)

func TestTheVersionOfANITFDocumentIsNoPartOfItsID(t *testing.T) {
	for _, test := range []struct{ id, key, uri, version string }{
		{"urn-newsml-example-com-20240504-99-1:1714816800123", "", "urn:dateline:nw:urn-newsml-example-com-20240504-99-1", "1714816800123"},
		{"urn-newsml-example-com-20240504-99-1", "", "urn:dateline:nw:urn-newsml-example-com-20240504-99-1", ""},
		{"urn:newsml:example.com:20240504:99-1:1714816800123", "7", "urn:newsml:example.com:20240504:99-1", "7"},
		{"urn:newsml:example.com:20240504:99-1", "7", "urn:newsml:example.com:20240504:99-1", "7"},
	} {
		s := decodeOne(t, fmt.Sprintf(`<nitf><head><docdata><doc-id id-string=%q/><du-key version=%q/></docdata></head>
			<body><body.head><hedline><hl1>Ferries return</hl1></hedline></body.head><body.content><p>They do.</p></body.content></body></nitf>`, test.id, test.key))
		if s.URI != test.uri || s.Version != test.version {
			t.Errorf("%s: uri %s, version %q; want %s, %q", test.id, s.URI, s.Version, test.uri, test.version)
		}
	}
}
