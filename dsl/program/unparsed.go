package program

import (
	"regexp"
	"strings"
)

// heading is how a declaration begins, whatever its keyword.
var heading = regexp.MustCompile(`(?m)^\w+[ \t]+(\w+)(?:[ \t]+as[ \t]+(\w+))?`)

// utf16 takes out of a text in UTF-16 what makes its names illegible.
var utf16 = strings.NewReplacer("\x00", "", "\xff\xfe", "", "\xfe\xff", "")

// declaredUnread reports whether a name may be that of a declaration which the
// parser could not tell for one, because its keyword is misspelt or its file is
// not UTF-8. That was reported, and explains why the name is not known.
func (r *resolver) declaredUnread(name string) bool {
	if r.unread == nil {
		r.unread = map[string]bool{}
		for _, f := range r.program.Files {
			text := f.Source.Text
			start := int32(0)
			for _, d := range f.Decls {
				at := d.Span()
				r.readHeadings(text[start:max(at.Start, start)])
				start = max(at.End, start)
			}
			r.readHeadings(text[start:])
		}
	}
	return r.unread[name]
}

// readHeadings looks for headings in text that belongs to no declaration. What
// stands there besides comments was reported by the parser.
func (r *resolver) readHeadings(text string) {
	for line := range strings.Lines(utf16.Replace(text)) {
		code, _, _ := strings.Cut(line, "//")
		if m := heading.FindStringSubmatch(code); m != nil {
			r.unread[m[1]] = true
			if m[2] != "" {
				r.unread[m[2]] = true // the name that a misspelt `use` gives
			}
		}
	}
}
