package randomspec

import (
	"fmt"
	"strings"
)

// routes makes the requests that programs take: up to two paths.
func (g *generator) routes() {
	g.answer = &action{name: "respond", number: -1, outcomes: []outcome{{}}}
	g.answer.params = []param{{"status", optional(integer)}}
	g.answer.further = []param{{answerName(str), str}, {answerName(flag), flag}}
	for i := range g.r.IntN(3) {
		route := fmt.Sprintf("path: \"/path%d\"", i)
		if g.r.IntN(3) == 0 {
			route = pick(g.r, `method: "GET", `, `method: "PUT", `) + route
		}
		a := &action{name: "request", number: -1, system: true, route: route}
		for _, p := range g.params(g.r.IntN(4), true) {
			if !p.t.hasRecord() && g.r.IntN(4) == 0 {
				a.headers = append(a.headers, param{p.name, g.restType("headers."+p.name, p.t)})
			} else {
				a.params = append(a.params, param{p.name, g.restType(p.name, p.t)})
			}
		}
		if g.r.IntN(2) == 0 {
			a.params = append(a.params, param{"n", counter})
		}
		g.roots = append(g.roots, &root{a, []*action{a}})
	}
}

// restType is the type of a further value. One name has one type all over the
// program.
func (g *generator) restType(name string, t *typ) *typ {
	if known, ok := g.rests[name]; ok {
		return known
	}
	g.rests[name] = t
	return t
}

// requestPattern is a pattern of a request, which most syncs bind.
func (s *scope) requestPattern(inputs []field) line {
	var outputs []field
	if s.g.r.IntN(5) > 0 {
		s.request = &variable{name: "request"}
		for s.names[s.request.name] {
			s.request.name += "2"
		}
		s.names[s.request.name] = true
		outputs = append(outputs, field{name: "request", binds: s.request})
	}
	return func() string {
		text := "  Requesting.request (" + fields(inputs) + ")"
		if len(outputs) > 0 {
			text += " : (" + fields(outputs) + ")"
		}
		return text
	}
}

// requestedOptional returns a variable that may be compared with null, or nil.
func (s *scope) requestedOptional() *variable {
	return s.find(func(v *variable) bool { return v.requested && v.t.kind == kindOptional })
}

// respond answers the request.
func (s *scope) respond() string {
	r := s.g.r
	args := []string{"request"}
	if s.use(s.request) != "request" {
		args[0] = "request: " + s.request.name
	}
	if r.IntN(2) == 0 {
		args = append(args, "status: "+pick(r, "201", "404"))
	}
	if value, ok := s.expr(str, 0); ok && r.IntN(8) == 0 {
		args = append(args, `headers: { "X-Random": `+value+" }")
	}
	if v := s.find(func(v *variable) bool { return !v.t.hasSecret() && !comparable(v.t) }); v != nil {
		args = append(args, "rest: "+s.use(v))
	}
	if v := s.find(func(v *variable) bool { return v.t.kind == kindOptional && !v.t.hasSecret() }); v != nil && r.IntN(3) > 0 {
		args = append(args, "orNull: "+s.use(v)+" ?? null")
	}
	s.calls = append(s.calls, s.g.answer)
	named := map[string]bool{}
	for range r.IntN(3) {
		t := pick(r, str, integer, number, flag, &typ{kind: kindIdentity, class: pick(r, s.g.classes...)}, list(str))
		name := answerName(t)
		value, ok := s.expr(t, 1)
		if ok && !named[name] {
			named[name] = true
			args = append(args, name+": "+value)
		}
	}
	return "Requesting.respond (" + strings.Join(args, ", ") + ")"
}

// answerName is the name of values of a type in answers, so that one name has
// one type.
func answerName(t *typ) string { return "r" + strings.ReplaceAll(t.key(), " ", "") }
