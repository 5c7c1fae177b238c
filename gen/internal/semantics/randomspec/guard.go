package randomspec

import (
	"fmt"
	"slices"
	"strings"
)

// guard is a named list of lines: a guard or a view.
type guard struct {
	name    string
	view    bool
	made    passage
	params  []param
	results []param
	calls   []*action
	first   int // the lowest number of those that it calls
	text    string
}

// passage is what lines make of a frame.
type passage struct {
	narrows bool // they can leave nothing of it
	many    bool // they may make several of it
	parts   bool // of which some may be left out
}

// pass adds a line.
func (p *passage) pass(mayNarrow, narrows, many bool) {
	p.parts = p.parts || p.many && mayNarrow
	p.narrows, p.many = p.narrows || narrows, p.many || many
}

// guards makes the guards and views of a program.
func (g *generator) guards() {
	for i := range g.r.IntN(4) {
		name, view := fmt.Sprintf("Guard%d", i), g.r.IntN(2) == 0
		if view {
			name = fmt.Sprintf("View%d", i)
		}
		if made := g.guard(name, view); made != nil {
			g.allGuards = append(g.allGuards, made)
		}
	}
}

func (g *generator) guard(name string, view bool) *guard {
	made := &guard{name: name, view: view, first: len(g.actionList)}
	s := g.scope()
	for _, p := range g.params(1+g.r.IntN(2), false) {
		if p.t.kind == kindOptional {
			p.t = p.t.elem
		}
		v := &variable{name: p.name, t: p.t}
		s.names[p.name] = true
		s.visible = append(s.visible, v)
		made.params = append(made.params, param{p.name, p.t})
	}
	taken := len(s.visible)
	// Only the last actions may be called, so that the guard fits most syncs.
	s.farthest = len(g.actionList) - 3
	var lines []line
	for range 1 + g.r.IntN(2) {
		make := s.queryLine
		switch g.r.IntN(6) {
		case 0, 1:
			make = s.filterLine
		case 2:
			make = func(top bool) line { return s.guardLine(top) }
		}
		if l := make(!view); l != nil {
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	for _, v := range s.visible[taken:] {
		if g.r.IntN(2) == 0 && len(made.results) < 2 {
			s.use(v)
			made.results = append(made.results, param{v.name, v.t})
		}
	}
	for _, v := range s.visible[:taken] {
		if v.uses == 0 && comparable(v.t) {
			name := v.name
			lines = append([]line{func() string { return name + " == " + name }}, lines...)
			s.made.narrows = true
		}
	}
	made.made, made.calls = s.made, s.calls
	for _, a := range s.calls {
		made.first = min(made.first, a.number)
	}
	keyword := "guard"
	if view {
		keyword = "view"
	}
	made.text = fmt.Sprintf("%s %s (%s)", keyword, name, bare(made.params))
	if len(made.results) > 0 {
		made.text += " : (" + bare(made.results) + ")"
	}
	made.text += "\n" + written(lines, "  ")
	return made
}

func bare(params []param) string {
	names := make([]string, len(params))
	for i, p := range params {
		names[i] = p.name
	}
	return strings.Join(names, ", ")
}

// guardLine uses a guard or, where nothing may answer, a view.
func (s *scope) guardLine(top bool) line {
	known := s.g.allGuards
	if !top {
		known = slices.DeleteFunc(slices.Clone(known), func(g *guard) bool { return !g.view })
	}
	if len(known) == 0 {
		return nil
	}
	used := pick(s.g.r, known...)
	if used.first <= s.farthest {
		return nil
	}
	args, ok := s.args(used.params)
	if !ok {
		return nil
	}
	s.calls = append(s.calls, used.calls...)
	otherwise := s.otherwise(top && used.view && used.made.narrows && !used.made.parts)
	s.made.pass(true, used.made.narrows, used.made.many)
	s.made.parts = s.made.parts || used.made.parts
	var results []field
	for _, p := range used.results {
		if s.g.r.IntN(3) > 0 {
			results = append(results, field{name: p.name, binds: s.bind(p.name, p.t)})
		}
	}
	return func() string {
		text := used.name + " (" + args + ")"
		// A result that nothing uses is left out.
		var wanted []field
		for _, f := range results {
			if f.binds.uses > 0 {
				wanted = append(wanted, f)
			}
		}
		if len(wanted) > 0 {
			text += " : (" + fields(wanted) + ")"
		}
		return text + otherwise
	}
}
