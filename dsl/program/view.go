package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// The lines of a view have no `else`: its use may have one, which becomes that
// of each line of the expansion that can leave nothing of a frame. So it is
// done once for each frame that the view leaves nothing of, as long as no such
// line stands behind one that makes several frames of it.

// passage is what lines make of a frame that comes to them.
type passage struct {
	narrows syntax.Line // the first that may leave nothing of it
	many    syntax.Line // the first that may make several frames of it
	parts   syntax.Line // the first behind that one that may leave some of them out
}

// then adds what further lines make of what is left.
func (p *passage) then(next passage) {
	switch {
	case p.many == nil:
		p.many, p.parts = next.many, next.parts
	case p.parts == nil:
		p.parts = next.narrows
	}
	if p.narrows == nil {
		p.narrows = next.narrows
	}
}

func passageOf(steps []Step) (all passage) {
	for _, s := range steps {
		var made passage
		if Narrows(s) {
			made.narrows = s.Line()
		}
		if Multiplies(s) {
			made.many = s.Line()
		}
		all.then(made)
	}
	return all
}

// inView reports whether the lines at hand are those of a view.
func (b *binder) inView() bool {
	g, ok := b.decl.(*syntax.Guard)
	return ok && g.View
}

// answersHere reports the use of a guard that answers where nothing may.
func (b *binder) answersHere(call *syntax.Call, g *guard) {
	place, why := "", ""
	switch {
	case b.inBlock:
		place, why = "block", "leaves frames out, and a block has only rows"
	case b.inView():
		place, why = "view", "says what happens, and a view answers nobody"
	default:
		return
	}
	d := finding(diagnostic.MisplacedElse, call.Name.At, why, "%s has lines with `else` and cannot be used in a %s", g.title(), place)
	also(&d, g.Decl.Name.At, "declared here")
	b.report(d)
}

// useElse binds the `else` of the use of a view; of a guard it reports it.
func (b *binder) useElse(l *syntax.QueryLine, g *guard) []*Invocation {
	if g.Decl.View || l.Else == nil {
		return b.orElse(l.Else)
	}
	b.noElse(l.Else, "the lines of "+g.title()+" say themselves what happens", "leave it out: only a `view` leaves that to those who use it")
	return nil
}

// checkUseElse sees that the `else` of a view's use can be that of its lines.
func (b *binder) checkUseElse(l *syntax.QueryLine, g *guard, made passage) {
	d := finding(diagnostic.MisplacedElse, l.Else.At, "", "`else` cannot stand on this line")
	switch {
	case made.narrows == nil:
		d.Primary.Text = g.title() + " leaves nothing out"
		also(&d, g.Decl.Name.At, "declared here")
		help(&d, "leave the `else` out")
	case made.parts != nil:
		d.Primary.Text = g.title() + " makes several frames, of which only some may be left out"
		also(&d, made.many.Span(), "makes several frames of one")
		also(&d, made.parts.Span(), "may leave out some of them")
		help(&d, "let the view take its rows together, as `collect` does; or move what leaves some of them out behind the use; or ask before it: `some { %s (…) } else …`", g.Name)
	default:
		return
	}
	b.report(d)
}

// spread gives the `else` of a use to the lines of the expansion that can leave
// nothing of a frame. It sees what was bound before.
func (b *binder) spread(l *syntax.QueryLine, steps []Step, otherwise []*Invocation, before []binding) {
	scope, quiet := b.scope, b.quiet
	b.scope, b.quiet = before, true
	for _, s := range steps {
		if !Narrows(s) {
			continue
		}
		if otherwise == nil { // each line has calls of its own
			otherwise = b.orElse(l.Else)
		}
		switch s := s.(type) {
		case *QueryStep:
			s.Else = otherwise
		case *FilterStep:
			s.Else = otherwise
		case *ExistsStep:
			s.Else = otherwise
		case *EachStep:
			s.Else = otherwise
		}
		otherwise = nil
	}
	b.scope, b.quiet = scope, quiet
}
