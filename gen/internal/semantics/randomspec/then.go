package randomspec

import (
	"fmt"
	"strings"
)

// last is the value of a counter from which no cascade goes on.
const last = 3

// then makes n actions that a sync calls, and the lines that a `where` needs
// for them.
func (s *scope) then(n int) (calls []string, needed []line) {
	r := s.g.r
	onward, back := s.targets()
	for range n {
		switch {
		case s.request != nil && r.IntN(4) == 0:
			calls = append(calls, s.respond())
		case len(back) > 0 && (len(onward) == 0 || r.IntN(2) == 0):
			// A cycle, unless the counter of all its causes bounds it.
			if call, ok := s.call(pick(r, back...), s.use(s.level)+" + 1"); ok {
				calls = append(calls, call)
				bound := fmt.Sprintf("%s < %d", s.use(s.level), last)
				needed = append(needed, func() string { return bound })
			}
		case len(onward) > 0:
			if call, ok := s.forward(pick(r, onward...)); ok {
				calls = append(calls, call)
			}
		}
	}
	return calls, needed
}

// shown shows most of what lines of where have bound and nothing uses.
func (s *scope) shown() (calls []string) {
	for _, v := range s.found {
		if v.uses == 0 && !v.t.hasSecret() && s.g.r.IntN(4) > 0 {
			s.calls = append(s.calls, s.g.sink)
			calls = append(calls, s.g.sink.full()+" (value: "+s.use(v)+")")
		}
	}
	return calls
}

// targets are the actions that come after all those of the patterns, and the
// others, as far as they and their causes are bounded by a counter.
func (s *scope) targets() (onward, back []*action) {
	for _, a := range s.g.actionList {
		if a.system && s.g.r.IntN(4) > 0 {
			continue // that syncs call a root again is rare
		}
		if _, counts := a.counterParam(); a.number > s.farthest {
			onward = append(onward, a)
		} else if counts && s.bounded() {
			back = append(back, a)
		}
	}
	return onward, back
}

// bounded reports whether the counter is that of all patterns.
func (s *scope) bounded() bool { return s.level != nil && s.levelled == len(s.patterned) }

// forward calls an action that comes after all those of the patterns.
func (s *scope) forward(target *action) (string, bool) {
	level := fmt.Sprint(last)
	if s.bounded() {
		level = s.use(s.level)
	}
	return s.call(target, level)
}

func (s *scope) call(target *action, level string) (string, bool) {
	var args []string
	for _, p := range target.params {
		switch {
		case p.t.kind == kindCounter && level == p.name:
			args = append(args, p.name)
		case p.t.kind == kindCounter:
			args = append(args, p.name+": "+level)
		default:
			arg, ok := s.arg(p)
			if !ok {
				return "", false
			}
			if arg != "" {
				args = append(args, arg)
			}
		}
	}
	for _, p := range target.further {
		if value, ok := s.expr(p.t, 1); ok && s.g.r.IntN(2) == 0 {
			args = append(args, p.name+": "+value)
		}
	}
	s.calls = append(s.calls, target)
	return fmt.Sprintf("%s (%s)", target.full(), strings.Join(args, ", ")), true
}

// args writes the arguments of a query.
func (s *scope) args(params []param) (string, bool) {
	var args []string
	for _, p := range params {
		arg, ok := s.arg(p)
		if !ok {
			return "", false
		}
		if arg != "" {
			args = append(args, arg)
		}
	}
	return strings.Join(args, ", "), true
}

// arg writes one argument, or nothing where an optional one is left out.
func (s *scope) arg(p param) (string, bool) {
	t := p.t
	if t.kind == kindOptional {
		if s.g.r.IntN(3) == 0 {
			return "", true
		}
		if s.any(t) == nil || s.g.r.IntN(2) == 0 {
			t = t.elem
		}
	}
	value, ok := s.expr(t, 2)
	switch {
	case !ok:
		return "", p.t.kind == kindOptional
	case value == p.name:
		return value, true
	}
	return p.name + ": " + value, true
}

// otherwise makes an `else` of actions, or nothing.
func (s *scope) otherwise(allowed bool) string {
	r := s.g.r
	if !allowed || r.IntN(3) > 0 {
		return ""
	}
	var calls []string
	for range 1 + r.IntN(2) {
		if s.request != nil && r.IntN(2) == 0 {
			calls = append(calls, s.respond())
		} else if onward, _ := s.targets(); len(onward) > 0 {
			if call, ok := s.forward(pick(r, onward...)); ok {
				calls = append(calls, call)
			}
		}
	}
	switch len(calls) {
	case 0:
		return ""
	case 1:
		return " else " + calls[0]
	}
	return " else {\n      " + strings.Join(calls, "\n      ") + "\n    }"
}
