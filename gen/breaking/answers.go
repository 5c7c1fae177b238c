package breaking

import (
	"fmt"
	"net/textproto"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/openapi"
)

// answers compares what requests of a route are answered with, status by status.
// The server sends what it does now, and those who call read it as they did.
func (c *comparison) answers(was, now *route) {
	read, sent := answersOf(was), answersOf(now)
	c.statuses(was, now, read, sent)
	for _, old := range read {
		if i := slices.IndexFunc(sent, func(a *answer) bool { return a.status == old.status }); i >= 0 {
			c.fields(now.name, old, sent[i])
			c.headers(now.name, old, sent[i])
		}
	}
}

// answer is all that a route answers with one status.
type answer struct {
	status  string
	replies []openapi.Reply
	fields  []*field
}

// field is a named value of answers.
type field struct {
	name   string
	given  []*program.Arg
	always bool // all answers of the status have it
}

func answersOf(r *route) []*answer {
	var list []*answer
	for _, reply := range r.replies {
		for _, status := range reply.Statuses() {
			i := slices.IndexFunc(list, func(a *answer) bool { return a.status == status })
			if i < 0 {
				i = len(list)
				list = append(list, &answer{status: status})
			}
			list[i].replies = append(list[i].replies, reply)
		}
	}
	method, _ := r.Endpoint()
	for _, a := range list {
		if openapi.HasBody(method, a.status) {
			a.gather()
		}
	}
	slices.SortFunc(list, func(a, b *answer) int { return strings.Compare(a.status, b.status) })
	return list
}

// gather finds the fields of the answers.
func (a *answer) gather() {
	for _, reply := range a.replies {
		for _, arg := range reply.Call.Args {
			if !arg.Rest {
				continue
			}
			f := a.field(arg.Name)
			if f == nil {
				f = &field{name: arg.Name}
				a.fields = append(a.fields, f)
			}
			f.given = append(f.given, arg)
		}
	}
	for _, f := range a.fields {
		f.always = len(f.given) == len(a.replies) && !slices.ContainsFunc(f.given, mayBeAbsent)
	}
}

func mayBeAbsent(a *program.Arg) bool {
	optional, ok := types.Resolved(a.Type).(*types.Optional)
	return ok && optional.Lack.MayBeAbsent()
}

func (a *answer) field(name string) *field {
	for _, f := range a.fields {
		if f.name == name {
			return f
		}
	}
	return nil
}

// without is where an answer of the status lacks a field, or may lack it, and
// what is to be done about that.
func (a *answer) without(name string) (at diagnostic.Label, help string) {
	for _, reply := range a.replies {
		i := slices.IndexFunc(reply.Call.Args, func(arg *program.Arg) bool { return arg.Rest && arg.Name == name })
		switch {
		case i < 0:
			return is(reply.Call.Call.At, "answers without it"), "answer it here, too"
		case mayBeAbsent(reply.Call.Args[i]):
			at = is(reply.Call.Args[i].Field.At, "may be absent")
		}
	}
	return at, fmt.Sprintf("give it a value where there is none: `%s: … ?? …`", name)
}

// fields compares the bodies of the answers of one status.
func (c *comparison) fields(route string, read, sent *answer) {
	for _, old := range read.fields {
		f := sent.field(old.name)
		was := c.was(old.given[0].Field.At, "was %s", described(present(old.given[0].Type), !old.always))
		switch {
		case f == nil:
			at, _ := sent.without(old.name)
			c.fieldRemoved(at, was, route, read.status, old.name)
			continue
		case old.always && !f.always:
			at, help := sent.without(old.name)
			c.fieldOptional(at, was, route, read.status, old.name, help)
		}
		for _, given := range f.given {
			for _, m := range c.closest(old, given) {
				c.unexpected(is(given.Field.At, "is %s", described(present(given.Type), false)), was, route, read.status, m)
			}
		}
	}
}

// closest is what does not fit in a field that is given now: nothing, if it fits
// one of the forms that the field had.
func (c *comparison) closest(old *field, given *program.Arg) []misfit {
	var first []misfit
	for i, form := range old.given {
		list := misfits(present(given.Type), present(form.Type), old.name)
		if len(list) == 0 {
			return nil
		}
		if i == 0 {
			first = list
		}
	}
	return first
}

// present is the type of a value where it is there, be it null.
func present(t types.Type) types.Type {
	optional, ok := types.Resolved(t).(*types.Optional)
	switch {
	case ok && optional.Lack.MayBeNull():
		return &types.Optional{Elem: optional.Elem, Lack: types.Null}
	case ok:
		return optional.Elem
	}
	return t
}

// unexpected reports what callers get and cannot read.
func (c *comparison) unexpected(at, was diagnostic.Label, route, status string, m misfit) {
	switch m.kind {
	case missing:
		c.fieldRemoved(at, was, route, status, m.path)
	case maybeMissing:
		c.fieldOptional(at, was, route, status, m.path, "give it a value where there is none: `… ?? …`")
	case maybeNull:
		d := c.report(diagnostic.FieldOptional, at, "`%s` may now answer null for `%s`", route, m.path)
		d.Secondary = append(d.Secondary, was)
		breaks(d, "callers that count on `%s` in an answer with status %s", m.path, status)
		wayOut(d, "give it a value in the place of null: `… ?? …`")
	case newConstant:
		at.Text = "may be `" + m.sent.String() + "`"
		d := c.report(diagnostic.ConstantAdded, at, "`%s` of `%s` may be %s now", m.path, route, quoted(m.constants))
		d.Secondary = append(d.Secondary, was)
		breaks(d, "callers that know what to do with %s alone", quoted(m.read.(*types.Enum).Constants))
		wayOut(d, "answer one of the old constants to those who know no other, and the new one in a field beside it")
	default:
		d := c.report(diagnostic.FieldChanged, at, "`%s` of `%s` has another type", m.path, route)
		d.Secondary = append(d.Secondary, was)
		breaks(d, "callers that read `%s` as %s in an answer with status %s", m.path, described(m.read, false), status)
		wayOut(d, "keep the old field as it is, and answer the new form in another one beside it")
	}
}

func (c *comparison) fieldRemoved(at, was diagnostic.Label, route, status, name string) {
	d := c.report(diagnostic.FieldRemoved, at, "`%s` no longer answers `%s`", route, name)
	d.Secondary = append(d.Secondary, was)
	breaks(d, "callers that read `%s` of an answer with status %s", name, status)
	wayOut(d, "go on answering it, beside what is new, until nobody reads it")
}

func (c *comparison) fieldOptional(at, was diagnostic.Label, route, status, name, help string) {
	d := c.report(diagnostic.FieldOptional, at, "`%s` may now answer without `%s`", route, name)
	d.Secondary = append(d.Secondary, was)
	breaks(d, "callers that count on `%s` in an answer with status %s", name, status)
	d.Help = append(d.Help, help)
}

// headers compares the headers of the answers of one status.
func (c *comparison) headers(route string, read, sent *answer) {
	known := map[string]bool{}
	for _, reply := range sent.replies {
		for _, h := range reply.Headers() {
			known[textproto.CanonicalMIMEHeaderKey(h.Name)] = true
		}
	}
	for _, reply := range read.replies {
		for _, h := range reply.Headers() {
			name := textproto.CanonicalMIMEHeaderKey(h.Name)
			if known[name] {
				continue
			}
			known[name] = true
			d := c.report(diagnostic.HeaderRemoved, is(sent.replies[0].Call.Call.At, "answers without it"), "`%s` no longer answers the header `%s`", route, name)
			d.Secondary = append(d.Secondary, c.was(h.Field.At, "was answered here"))
			breaks(d, "callers that read `%s` of an answer with status %s", name, read.status)
			wayOut(d, "go on answering it until nobody reads it")
		}
	}
}
