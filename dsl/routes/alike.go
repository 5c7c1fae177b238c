package routes

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// variant is one way in which patterns write a path.
type variant struct {
	path string
	uses []*use
}

// alike reports paths that differ from another in nothing that matters: in
// case, in a slash at the end, or in the names of segments. What most patterns
// write is right, or else what is written first.
func (c *checker) alike() {
	var order []string
	groups := map[string][]*variant{}
	known := map[string]*variant{}
	for _, u := range c.uses {
		s := known[u.path]
		if s == nil {
			s = &variant{path: u.path}
			known[u.path] = s
			key := strings.ToLower(trimmed(shape(u.path)))
			if groups[key] == nil {
				order = append(order, key)
			}
			groups[key] = append(groups[key], s)
		}
		s.uses = append(s.uses, u)
	}
	for _, key := range order {
		c.variants(groups[key])
	}
}

// variants reports all but the usual one of several ways to write a path.
func (c *checker) variants(list []*variant) {
	if len(list) < 2 {
		return
	}
	usual := list[0]
	for _, s := range list {
		if len(s.uses) > len(usual.uses) {
			usual = s
		}
	}
	for _, s := range list {
		if s == usual {
			continue
		}
		switch a, b := shape(s.path), shape(usual.path); {
		case a == b:
			c.sameRequests(s, list)
		case trimmed(a) == trimmed(b):
			c.differs(s, usual, "a slash at its end")
		default:
			c.differs(s, usual, "case")
		}
	}
}

// differs reports a path that is likely meant to be another one.
func (c *checker) differs(s, usual *variant, only string) {
	for _, u := range s.uses {
		d := finding(u.at, "a path of its own to the server", "the path `%s` differs from `%s` by %s only", s.path, usual.path, only)
		also(&d, usual)
		d.Help = []string{"write both alike, or, if they are two things, give them two names"}
		u.rename(&d, usual.path)
		c.found = append(c.found, d)
	}
}

// sameRequests reports a path that another one takes the requests of: a server
// that is asked for `/files/7` cannot know whether `{file}` or `{id}` is meant.
// Routes of different methods may have different names.
func (c *checker) sameRequests(s *variant, list []*variant) {
	for _, other := range list {
		if other == s {
			// Those after it are reported for themselves, unless they are usual.
			continue
		}
		method, both := common(s, other)
		if shape(other.path) != shape(s.path) || !both || !prefers(other, s, list) {
			continue
		}
		for _, u := range s.uses {
			d := finding(u.at, "the same requests", "`%s %s` and `%s %s` are the same requests to the server", method, s.path, method, other.path)
			also(&d, other)
			d.Help = []string{"give the segments one name in both"}
			u.rename(&d, other.path)
			c.found = append(c.found, d)
		}
		return
	}
}

// prefers reports whether one variant is the one to keep of two.
func prefers(a, b *variant, list []*variant) bool {
	if len(a.uses) != len(b.uses) {
		return len(a.uses) > len(b.uses)
	}
	for _, s := range list {
		if s == a || s == b {
			return s == a
		}
	}
	return false
}

// common is a method that both of two paths are served for.
func common(a, b *variant) (string, bool) {
	for _, m := range a.methods() {
		for _, n := range b.methods() {
			if m == n {
				return m, true
			}
		}
	}
	return "", false
}

// methods are those that a path has routes for.
func (s *variant) methods() []string {
	var list []string
	for _, u := range s.uses {
		if u.method != "" {
			list = append(list, strings.ToUpper(u.method))
		}
	}
	if list == nil {
		list = []string{"POST"}
	}
	return list
}

func also(d *diagnostic.Diagnostic, s *variant) {
	text := "as here"
	if len(s.uses) > 1 {
		text = "as here and in other patterns"
	}
	d.Secondary = append(d.Secondary, diagnostic.Label{Span: s.uses[0].at, Text: text})
}

// rename offers to write another path, and to take the values of the segments
// by the names that they have there.
func (u *use) rename(d *diagnostic.Diagnostic, path string) {
	write(d, false, path)
	from, to := strings.Split(u.path, "/"), strings.Split(path, "/")
	for i := range min(len(from), len(to)) {
		if from[i] == to[i] || !isPlaceholder(from[i]) || !isPlaceholder(to[i]) {
			continue
		}
		old, name := from[i][1:len(from[i])-1], to[i][1:len(to[i])-1]
		if m := input(u.pattern, old); m != nil {
			d.Fix.Edits = append(d.Fix.Edits, renamed(m.Field, name))
		}
	}
}

// renamed is the edit that has a field take a value by another name and bind
// what it did.
func renamed(f *syntax.Field, name string) diagnostic.Edit {
	if f.Value == nil && !f.Optional {
		return diagnostic.Edit{Span: f.Name.At, New: name + ": " + f.Name.Name}
	}
	if f.Value == nil {
		at := f.Name.At
		at.End = f.At.End
		if f.Default != nil {
			at.End = f.Name.At.End + 1
		}
		return diagnostic.Edit{Span: at, New: name + "?: " + f.Name.Name}
	}
	return diagnostic.Edit{Span: f.Name.At, New: name}
}

func input(p *program.Pattern, name string) *program.Match {
	for _, m := range p.Inputs {
		if m.Name == name {
			return m
		}
	}
	return nil
}

func isPlaceholder(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}")
}

// shape is a path without the names of its `{name}` segments.
func shape(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if isPlaceholder(segment) {
			segments[i] = "{}"
		}
	}
	return strings.Join(segments, "/")
}

// trimmed is a path without a slash at its end.
func trimmed(path string) string {
	if path == "/" {
		return path
	}
	return strings.TrimSuffix(path, "/")
}
