package program

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/syntax"
)

// part is a sync that takes over the then actions first to end of another one.
type part struct {
	*cutter
	first, end int
	name       string

	needed    map[string]bool // variables that the sync has to have
	used      map[string]bool // those that its where and then look at
	producers map[int]bool    // then actions that it waits for
	when      []*syntax.Call  // patterns of the original that it keeps
	where     []syntax.Line   // lines of the original that it repeats
	// exact keeps all that the original waited for: other syncs call the
	// same action, and must not set this one off.
	exact bool
}

// text writes the sync up to the keyword `then`; the actions that follow in
// the file are its own.
func (p *part) text() string {
	p.needed, p.used, p.producers = map[string]bool{}, map[string]bool{}, map[int]bool{p.first - 1: true}
	for _, call := range p.s.Then[p.first:p.end] {
		p.look(valueNames(call.Inputs))
	}
	p.await()
	for i := range p.producers {
		p.exact = p.exact || p.b.r.countCalls()[callName(p.s.Then[i])] > 1
	}
	if p.exact {
		p.keepFilters()
	}
	for p.grow() {
	}
	p.name = p.chooseName()

	s := &syntax.Sync{Name: syntax.Ident{Name: p.name}, ThenKeyword: p.s.ThenKeyword}
	s.ThenKeyword.Comments = syntax.Comments{}
	for _, call := range p.when {
		s.When = append(s.When, p.trim(call))
	}
	for _, i := range slices.Sorted(maps.Keys(p.producers)) {
		s.When = append(s.When, p.waitFor(p.s.Then[i]))
	}
	for _, l := range p.where {
		s.Where = append(s.Where, bare(l, p.moved[l]))
	}
	text := "\n\n" + strings.TrimSuffix(syntax.FormatSync(s), "\n")
	if strings.Contains(p.b.r.program.Sources.File(p.s.At.File).Text, "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

func (p *part) look(names []syntax.Ident) {
	for _, id := range names {
		p.needed[id.Name], p.used[id.Name] = true, true
	}
}

// await adds the actions of whose results the part needs one. Lines that it
// repeats need none: in `where` no result of a then action is bound.
func (p *part) await() {
	for name := range p.needed {
		if i, ok := p.producer[name]; ok && i < p.first {
			p.producers[i] = true
		}
	}
}

// grow adds to the part what gives the variables that it needs. It reports
// whether there was anything to add.
func (p *part) grow() bool {
	size := len(p.needed) + len(p.where)
	for _, name := range slices.Sorted(maps.Keys(p.needed)) {
		if _, result := p.producer[name]; !result && !p.suppliedByCause(name) && !p.boundInWhen(name) {
			p.repeat(name)
		}
	}
	p.keepPatterns()
	return p.why == "" && size != len(p.needed)+len(p.where)
}

// suppliedByCause reports whether a name is passed as it is to an action that
// the part waits for, so that its pattern binds the name.
func (p *part) suppliedByCause(name string) bool {
	for i := range p.producers {
		if slices.ContainsFunc(p.s.Then[i].Inputs.List, func(f *syntax.Field) bool { return fieldVariable(f) == name }) {
			return true
		}
	}
	return false
}

func (p *part) boundInWhen(name string) bool {
	return slices.ContainsFunc(p.s.When, func(call *syntax.Call) bool { return mentionsName(call, name) })
}

// keepPatterns keeps the patterns that give a needed variable and those that
// tell roots apart. What a pattern and the awaited action have in common joins
// the two, so that each cause stays with its own effect.
func (p *part) keepPatterns() {
	p.when = p.when[:0]
	for _, call := range p.s.When {
		root := p.isRoot(call)
		keep := p.exact || root && hasLiteral(call.Inputs)
		for name := range p.needed {
			keep = keep || mentionsName(call, name)
		}
		if !keep {
			continue
		}
		p.when = append(p.when, call)
		if root && !p.exact {
			continue // a flow has one root
		}
		for _, id := range append(patternNames(call.Inputs), patternNames(call.Outputs)...) {
			if p.suppliedByCause(id.Name) {
				p.needed[id.Name] = true
			}
		}
	}
}

// repeat takes over the line of where that binds a name.
func (p *part) repeat(name string) {
	for _, l := range p.s.Where {
		switch bind, ok := l.(*syntax.BindLine); {
		case !bindsName(l, name):
		case ok && pure(bind.Value):
			if !slices.Contains(p.where, l) {
				p.where = append(p.where, l)
				p.sortWhere()
				p.look(exprNames(bind.Value))
			}
			return
		case ok:
			p.fail("`%s` would have another value when `%s` computes it again", name, p.nextName())
			return
		default:
			p.fail("`%s` is read in `where`, and `%s` may have changed by then what it is read from", name, callName(p.s.Then[p.first-1]))
			return
		}
	}
}

// keepFilters repeats the conditions on what the `when` patterns bind.
func (p *part) keepFilters() {
	for _, l := range p.s.Where {
		f, ok := l.(*syntax.FilterLine)
		if !ok || !pure(f.Cond) {
			continue
		}
		names := exprNames(f.Cond)
		if !slices.ContainsFunc(names, func(id syntax.Ident) bool { return !p.boundInWhen(id.Name) }) {
			p.where = append(p.where, l)
			p.look(names)
		}
	}
}

func (p *part) sortWhere() {
	slices.SortFunc(p.where, func(a, b syntax.Line) int { return int(a.Span().Start - b.Span().Start) })
}

func (p *part) isRoot(call *syntax.Call) bool {
	a := p.actionOf(call)
	return a != nil && a.System
}

func (c *cutter) actionOf(call *syntax.Call) *Action {
	if concept := c.b.r.concepts[call.Concept.Name]; concept != nil {
		return concept.Action(call.Name.Name)
	}
	return nil
}

// nextName is how a report names the sync before it has its name.
func (p *part) nextName() string { return p.s.Name.Name + "Then…" }

// chooseName derives the part's name from the original's and from what it does.
func (p *part) chooseName() string {
	call := p.s.Then[p.first]
	name := p.s.Name.Name + "Then" + capitalized(call.Name.Name)
	if a := p.actionOf(call); strings.ToLower(call.Name.Name) == call.Name.Name && (a == nil || a.Answers == nil) {
		name += call.Concept.Name // `create` alone says little
	}
	free := name
	for n := 2; p.b.r.syncNames[free]; n++ {
		free = fmt.Sprintf("%s%d", name, n)
	}
	p.b.r.syncNames[free] = true
	return free
}

// bare is a line of where without what it does for the frames that it leaves
// out: the original does that. A line that leaves the original takes its
// comments with it.
func bare(l syntax.Line, moved bool) syntax.Line {
	switch l := l.(type) {
	case *syntax.BindLine:
		if moved {
			return l
		}
		return &syntax.BindLine{Place: l.Place, Name: l.Name, Value: l.Value}
	case *syntax.FilterLine:
		return &syntax.FilterLine{Place: l.Place, Cond: l.Cond}
	}
	return l
}
