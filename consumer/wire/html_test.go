package wire

import (
	"strings"
	"testing"
)

func TestHTMLBecomesWhatAReaderSees(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs stand apart", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."},
		{"white space is one space", "<p>  One\n\t two </p>\n\n<p>Three</p>", "One two\n\nThree"},
		{"br is a line break", "One<br>two<br/>three", "One\ntwo\nthree"},
		{"br before a paragraph adds nothing", "One<br></p><p>Two", "One\n\nTwo"},
		{"inline tags are no space", "<p>Mos<b>cow</b>, <a href='x'>Russia</a></p>", "Moscow, Russia"},
		{"space around inline tags is one", "<p>in <b> Oslo </b> today</p>", "in Oslo today"},
		{"entities", "&Aacute;vila&nbsp;&amp; Le&#243;n &#x2014; &lt;b&gt; &unknown;", "Ávila & León — <b> &unknown;"},
		{"no-break and zero-width space", "a\u00a0b\u00a0\u00a0c\u200bd\u00ade", "a b cde"},
		{"headings and lists", "<h2>Head</h2><ul><li>One</li><li>Two</li></ul>Tail", "Head\n\nOne\nTwo\n\nTail"},
		{"scripts, styles, comments", "<style>p{}</style>a<script>if (a<b) '<p>'</script><!-- no -->b", "a b"},
		{"the head is left out", "<html><head><title>T</title><meta charset=utf-8></head><body>Text</body></html>", "Text"},
		{"a head that is never closed ends at the body", "<html><head><title>T</title><body>Text", "Text"},
		{"an empty title of XHTML swallows nothing", "<html><head><title/></head><body><p>Text</p></body></html>", "Text"},
		{"tables are left out", "<p>One.</p><table><tr><td>1</td><td>2</td></tr></table><p>Two.</p>", "One.\n\nTwo."},
		{"tables in tables", "<p>One.</p><table><tr><td><table><tr><td>1</table></td></tr></table><p>Two.</p>", "One.\n\nTwo."},
		{"even where they are all there is", "<table><tr><td>Lisbon</td><td>21</td></tr><tr><td>Porto</td><td>18</td></tr></table>", ""},
		{"unless there are sentences in them", "<table><tr><td>A mailer</td></tr><tr><td>has laid out the whole of a long story in one table with two rows.</td></tr></table>", "A mailer\nhas laid out the whole of a long story in one table with two rows."},
		{"agate and notes for editors are left out", "<p class='agate'>1 2 3</p><p>One.</p><section class='a notepad'><p>x</p></section><p style='@agate'>4</p><p>Two.</p>", "One.\n\nTwo."},
		{"columns in a paragraph are left out", "<p>Results on Monday\nOslo    2 Bergen  1\nLillehammer 0 Hamar  1\nMoss    2 Tromso  2\nAll times local</p>", "Results on Monday All times local"},
		{"or never end", "<p>One.</p><table><tr><td>Two.</td></tr><p>Three.</p>", "One.\n\nTwo.\n\nThree."},
		{"NITF: the content and no more", "<nitf><head><title>T</title></head><body><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><block><p>One.</p><hl2>Sub</hl2><p>Two.</p></block></body.content><body.end>E</body.end></body></nitf>", "One.\n\nSub\n\nTwo."},
		{"NITF without content", "<nitf><body><body.head><hedline><hl1>H</hl1></hedline></body.head></body></nitf>", "H"},
		{"CDATA", "<p><![CDATA[One & <two>]]></p>", "One & <two>"},
		{"escaped twice", "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;", "One.\n\nTwo & three."},
		{"pre keeps its lines", "<pre>one\ntwo</pre>three", "one\ntwo\n\nthree"},
		{"broken tags", "<p>One <b>two</p <i>three <", "One two\n\nthree <"},
		{"NUL and other controls", "a\x00b\x01c\td", "abc d"},
		{"nothing", "", ""},
		{"only markup", "<p> <br> &nbsp; </p><img src=x>", ""},
		{"quotes and CDATA of dpa", `<section class="main"><p><span class="dateline">New York <span class="credit">(NW)</span> - </span>Ein Test.</p></section>`, "New York (NW) - Ein Test."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if have := htmlText(c.in); have != c.want {
				t.Errorf("%q became\n%q, want\n%q", c.in, have, c.want)
			}
		})
	}
}

func TestABodyNestedAbsurdlyDeepIsRead(t *testing.T) {
	in := strings.Repeat("<div><table><tr><td>", 100_000) + "Text" + strings.Repeat("</td></tr></table></div>", 100_000)
	if have := htmlText(in); have != "Text" {
		t.Errorf("%.80q", have)
	}
}

func TestOnlyTagsThatSomebodyMeantAreMarkup(t *testing.T) {
	for in, want := range map[string]bool{
		"<p>One": true, "One<br/>two": true, "<a href='x'>y": true,
		"x < y > z": false, "<A HREF='x'>y</A>": true, "if a<b then": false, "<30 km/h": false, "Q&A <sic>": false, "<Strong >x": true,
	} {
		if have := looksLikeMarkup(in); have != want {
			t.Errorf("%q: %v", in, have)
		}
	}
}
