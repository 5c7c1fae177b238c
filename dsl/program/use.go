package program

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// addInstances enters the concepts that lines of `use` make. They are as good
// as declared ones from then on: declared once more from the same declaration,
// each has actions, queries and types of its own.
func (r *resolver) addInstances() {
	byName := map[string]*syntax.Use{}
	for _, u := range r.uses {
		if u.Name.Name != "" && byName[u.Name.Name] == nil {
			byName[u.Name.Name] = u
		}
	}
	var declared []string
	for _, c := range r.program.Concepts {
		declared = append(declared, c.Name)
	}
	var instances []*Concept
	for _, u := range r.uses {
		if c := r.usedConcept(u, byName, declared); c != nil {
			instances = append(instances, &Concept{Decl: c.Decl, Use: u, Name: u.Name.Name, HasErrors: c.HasErrors})
		} else {
			r.lost[u.Name.Name] = true
		}
	}
	for _, c := range instances {
		if r.freeName(c) {
			r.conceptDecls = append(r.conceptDecls, c)
			r.enterConcept(c)
		}
	}
}

// usedConcept finds the declared concept that a line of `use` means. It returns
// nil where there is none to make an instance of, having said so.
func (r *resolver) usedConcept(u *syntax.Use, byName map[string]*syntax.Use, declared []string) *Concept {
	if u.Broken() {
		return nil
	}
	c := r.concepts[u.Concept.Name]
	if c == nil {
		return r.usedAgain(u, byName, declared)
	}
	if c.BuiltIn {
		f := finding(diagnostic.BadUse, u.Concept.At, "built in", "`%s` is built in, and there is one of it", c.Name)
		help(&f, "what comes in by another way is a system action of a concept of your own")
		r.report(f)
		return nil
	}
	return c
}

// usedAgain says why a line of `use` names no declared concept. Where it names
// what another line makes of one, that concept is meant.
func (r *resolver) usedAgain(u *syntax.Use, byName map[string]*syntax.Use, declared []string) *Concept {
	name := u.Concept.Name
	first := byName[name]
	origin := first
	var c *Concept
	for range len(byName) { // uses may lead in a circle
		if origin == nil || c != nil {
			break
		}
		if c = r.concepts[origin.Concept.Name]; c == nil {
			origin = byName[origin.Concept.Name]
		}
	}
	switch {
	case first == nil || origin != nil && c == nil:
		if !r.declaredUnread(name) {
			r.unknownConcept(u.Concept, declared)
		}
		return nil
	case origin == nil || c.BuiltIn || origin.Broken():
		return nil // reported there
	}
	f := finding(diagnostic.BadUse, u.Concept.At, "another name for `"+c.Name+"`", "`%s` is no concept of its own: it is `%s` in another role", name, c.Name)
	also(&f, first.At, "made here")
	help(&f, "each role is an instance of the concept itself: write `use %s as %s`", c.Name, u.Name.Name)
	fix(&f, true, "write `"+c.Name+"`", replace(u.Concept.At, c.Name))
	r.report(f)
	return c
}

// freeName reports whether nothing else has the name of an instance.
func (r *resolver) freeName(c *Concept) bool {
	u := c.Use
	first := r.concepts[c.Name]
	if first == nil {
		return true
	}
	switch {
	case first.Use == nil && first.Decl == c.Decl:
		f := finding(diagnostic.DuplicateName, u.Name.At, "its own name", "`%s` is used under its own name", c.Name)
		help(&f, "a concept needs no `use` to be called by its name: remove the line, or give the instance a name for its role")
		fix(&f, true, "remove the line", r.removeLine(u.At))
		r.report(f)
	case first.Decl == c.Decl:
		f := finding(diagnostic.DuplicateName, u.Name.At, "again", "`%s` is used as `%s` twice", u.Concept.Name, c.Name)
		also(&f, first.Use.At, "here first")
		help(&f, "one line is enough: the name is known in all files of the program")
		fix(&f, true, "remove the line", r.removeLine(u.At))
		r.report(f)
	case first.BuiltIn:
		f := finding(diagnostic.DuplicateName, u.Name.At, "a built-in concept", "`%s` is the name of a built-in concept", c.Name)
		help(&f, "give `%s` another name in this role", u.Concept.Name)
		r.report(f)
	default:
		r.duplicate("concept", u.Name, first.named())
	}
	return false
}

// unusedInstances reports the instances that no sync and no guard names. It
// says nothing where a name may stand in text that could not be read.
func (r *resolver) unusedInstances() {
	for _, c := range r.program.Concepts {
		if c.Use == nil || r.used[c] {
			continue
		}
		if r.unreadText() {
			return
		}
		d := finding(diagnostic.UnusedInstance, c.Use.Name.At, "made and never used", "`%s` is never used", c.Name)
		d.Severity = diagnostic.Warning
		help(&d, "remove the line: the app would have to be given an implementation that nothing calls")
		fix(&d, false, "remove the line", r.removeLine(c.Use.At))
		r.report(d)
	}
}

// unreadText reports whether a declaration did not parse.
func (r *resolver) unreadText() bool {
	if r.declaredUnread("") || len(r.unread) > 0 {
		return true
	}
	return slices.ContainsFunc(r.program.Files, func(f *syntax.File) bool {
		return slices.ContainsFunc(f.Decls, syntax.Decl.Broken)
	})
}

// removeLine takes a declaration of one line out of its file, with the line
// where nothing else is on it, and not leaving two empty lines in its place.
func (r *resolver) removeLine(at source.Span) diagnostic.Edit {
	text := r.program.Sources.File(at.File).Text
	before, behind := text[:at.Start], text[at.End:]
	rest, after, _ := strings.Cut(behind, "\n")
	if strings.TrimSpace(rest) != "" {
		at.End += int32(len(behind) - len(strings.TrimLeft(behind, " \t")))
		return replace(at, "")
	}
	at.Start -= int32(len(before) - len(strings.TrimRight(before, " \t")))
	at.End = int32(len(text) - len(after))
	before = text[:at.Start]
	switch apart := before == "" || strings.HasSuffix(before, "\n\n"); {
	case apart && strings.HasPrefix(after, "\n"):
		at.End++
	case apart && after == "" && before != "":
		at.Start--
	}
	return replace(at, "")
}
