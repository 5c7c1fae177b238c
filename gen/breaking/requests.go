package breaking

import (
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/openapi"
)

// requests compares the values that the requests of a route have. Those who call
// send what they sent, and the server reads it as it does now.
func (c *comparison) requests(was, now *route) {
	sent, read := values(c.before, was), values(c.after, now)
	for _, slot := range read.order {
		v, old := read.bySlot[slot], sent.bySlot[slot]
		switch {
		case old != nil:
			c.value(now, old, v)
		case v.Required:
			c.required(v.place(), nil, now.name, v.called())
		}
	}
	for _, slot := range sent.order {
		if read.bySlot[slot] == nil {
			c.ignored(now, sent.bySlot[slot])
		}
	}
}

// value compares one value of requests.
func (c *comparison) value(r *route, sent, read *value) {
	was := c.was(sent.place(), "was %s", described(sent.Type, !sent.Required))
	if read.Required && !sent.Required {
		c.required(read.place(), &was, r.name, read.called())
	}
	for _, m := range misfits(sent.Type, read.Type, read.called()) {
		c.unreadable(read.place(), was, "requests of", r.name, m)
	}
}

// unreadable reports what callers send and is not read any more.
func (c *comparison) unreadable(at source.Span, was diagnostic.Label, of, name string, m misfit) {
	switch m.kind {
	case missing, maybeMissing, maybeNull:
		if _, optional := types.Resolved(m.read).(*types.Optional); !optional {
			c.required(at, &was, name, m.path)
		}
	case newConstant:
		d := c.report(diagnostic.ConstantRefused, is(at, "takes `%s`", m.read), "`%s` no longer takes %s for `%s`", name, quoted(m.constants), m.path)
		d.Secondary = append(d.Secondary, was)
		breaks(d, "callers of `%s` that send %s", name, quoted(m.constants))
		wayOut(d, "keep the constant, and let a sync answer what it stands for now")
	default:
		d := c.report(diagnostic.ValueChanged, is(at, "is %s", described(m.read, false)), "`%s` of %s `%s` has another type", m.path, of, name)
		d.Secondary = append(d.Secondary, was)
		breaks(d, "callers that send %s as `%s`", described(m.sent, false), m.path)
		wayOut(d, "take the new form as a value of another name beside this one, `name?`, until nobody sends the old one")
	}
}

// required reports a value that callers need not have sent.
func (c *comparison) required(at source.Span, was *diagnostic.Label, name, path string) {
	d := c.report(diagnostic.ValueRequired, is(at, "has to be there"), "`%s` now requires `%s`", name, path)
	if was != nil {
		d.Secondary = append(d.Secondary, *was)
	}
	breaks(d, "callers of `%s` that do not send `%s`", name, path)
	wayOut(d, "let it be absent: `name?`, or `name? = …` with a default")
}

// ignored reports a value that nothing reads any more.
func (c *comparison) ignored(r *route, v *value) {
	d := c.report(diagnostic.ValueIgnored, c.was(v.place(), "was read here"), "`%s` no longer reads `%s`", r.name, v.called())
	if _, at := r.begins(); at.Valid() {
		d.Secondary = append(d.Secondary, is(at, "what requests send beyond this is ignored"))
	}
	breaks(d, "callers of `%s` that send `%s` and count on what it did", r.name, v.called())
	wayOut(d, "go on reading it, `%s?`, for as long as it is sent", v.Name)
}

// described is a type as findings name it.
func described(t types.Type, optional bool) string {
	text := t.String()
	if _, known := types.Resolved(t).(*types.Optional); optional && !known {
		text = "optional " + text
	}
	return "`" + text + "`"
}

// value is one that the requests of a route have.
type value struct {
	*program.RequestValue
	route source.Span
}

// called is what callers know a value by.
func (v *value) called() string {
	if v.Header != "" {
		return v.Header
	}
	return v.Name
}

// place is where a value is asked for: by a pattern that insists on it, if any
// does.
func (v *value) place() source.Span {
	at := v.route
	for _, m := range v.Matches {
		if !m.Optional {
			return m.Field.At
		}
		if at == v.route {
			at = m.Field.At
		}
	}
	return at
}

// valueList has the values of a route by the slots that they come in: a segment
// by its place in the path, a header as one, every other one by its name.
type valueList struct {
	order  []string
	bySlot map[string]*value
}

func values(s *side, r *route) valueList {
	list := valueList{bySlot: map[string]*value{}}
	method, path := r.Endpoint()
	_, at := r.begins()
	segments := map[string]string{}
	for i, segment := range strings.Split(path, "/") {
		if name, ok := segmentName(segment); ok {
			segments[name] = "/" + strconv.Itoa(i)
		}
	}
	for _, v := range s.requests.Values(r.Route) {
		if asText := v.InPath || v.Header != "" || !openapi.TakesBody(method); asText && types.Resolved(v.Type) == types.Type(types.JSON) {
			v.Type = types.String // there is nothing else in a text
		}
		slot := v.Name
		switch {
		case v.InPath:
			slot = segments[v.Name]
		case v.Header != "":
			slot = "header " + v.Header
		}
		list.order = append(list.order, slot)
		list.bySlot[slot] = &value{v, at}
	}
	return list
}
