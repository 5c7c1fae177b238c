package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// binder resolves one sync or guard.
type binder struct {
	r     *resolver
	decl  syntax.Decl
	scope []binding // innermost last; a block's own names are dropped at its end
	vars  []*Var    // all that were bound, in order
	roles []role    // of each of vars
	steps int       // lines expanded so far
	chain []Use     // the guards that the line at hand was expanded from

	inBlock   bool    // inside an aggregate's block, where no line has an else
	inHeaders bool    // of a request, which are text and never null
	asking    *Query  // whose results are matched
	checking  bool    // a guard on its own: guards that it uses are not expanded
	quiet     bool    // what is wrong was said, or will be, where it is declared
	failed    bool    // something did not resolve
	made      passage // by the guards and views that are used, where they are not expanded
	vague     bool    // a name was used that nothing is known of, or a value is missing

	reported  map[string]bool // unbound names that were reported
	shorthand syntax.Ident    // the name at hand, when it names a field as well
	place     argument        // what the variable at hand is passed for
	split     *split          // how the sync is to be cut after result patterns in `then`
}

// argument is the place of a variable that is passed to an action.
type argument struct {
	root  *Action // that the action answers, or nil
	param *Param  // nil for a further value
	meant string  // the parameter that the name of a further value is a misspelling of
}

// binding is a name in scope.
type binding struct {
	name string
	v    *Var
}

// role says how a variable was bound, for the report that it is never used.
type role struct {
	field *syntax.Field // of a pattern, or nil
	kind  roleKind
	seen  int // uses inside a guard, which are none of the sync's own
}

type roleKind uint8

const (
	fromPattern roleKind = iota // a field of a `when` pattern or of a query's results
	fromLine                    // the left side of `name = …`
	fromLoop                    // the name of `for … in`
	fromParam                   // a parameter of a guard
	fromGuard                   // inside the expansion of a guard
)

func (b *binder) report(d diagnostic.Diagnostic) {
	if d.Severity == diagnostic.Error {
		b.failed = true
	}
	if !b.quiet {
		b.r.report(d)
	}
}

// lookup returns the variable that a name means here, or nil.
func (b *binder) lookup(name string) *Var {
	for i := len(b.scope) - 1; i >= 0; i-- {
		if b.scope[i].name == name {
			return b.scope[i].v
		}
	}
	return nil
}

// bind makes a variable of a name that is not bound yet.
func (b *binder) bind(name syntax.Ident, as role) *Var {
	v := &Var{Name: name.Name, Decl: name.At}
	if len(b.chain) > 0 {
		as.kind = fromGuard
	}
	b.vars = append(b.vars, v)
	b.roles = append(b.roles, as)
	if name.Name != "_" {
		b.scope = append(b.scope, binding{name.Name, v})
	}
	return v
}

// bindNew is bind for the left side of a line, which must be a new name.
func (b *binder) bindNew(name syntax.Ident, as role) *Var {
	if old := b.lookup(name.Name); old != nil {
		d := finding(diagnostic.ReboundVariable, name.At, "bound again", "`%s` is bound already", name.Name)
		also(&d, old.Decl, "bound here")
		if as.kind == fromLoop {
			help(&d, "give the element a name of its own")
		} else {
			help(&d, "a variable has one value: give this one another name, or compare the two with `==`")
		}
		b.report(d)
		old.Uses = append(old.Uses, name.At)
		return old
	}
	return b.bind(name, as)
}

// use returns the variable that a name stands for. Where nothing binds the
// name it says so and returns a variable of the binder's own.
func (b *binder) use(name syntax.Ident) *Var {
	if v := b.lookup(name.Name); v != nil {
		v.Uses = append(v.Uses, name.At)
		return v
	}
	b.failed = true
	if !b.quiet && !b.reported[name.Name] {
		if b.reported == nil {
			b.reported = map[string]bool{}
		}
		b.reported[name.Name] = name.Name != "_"
		b.unbound(name)
	}
	return &Var{Name: name.Name, Decl: name.At}
}

// bindSync resolves a sync that did parse.
func bindSync(r *resolver, s *Sync) {
	b := &binder{r: r, decl: s.Decl}
	for i, call := range s.Decl.When {
		if p := b.pattern(i, call); p != nil {
			s.When = append(s.When, p)
		}
	}
	s.Where = b.lines(s.Decl.Where)
	s.Then = b.then(s.Decl)
	b.unused()
	s.Vars = b.vars
	s.HasErrors = b.failed
}

func (b *binder) names() []string {
	names := make([]string, len(b.scope))
	for i := range b.scope {
		names[i] = b.scope[i].name
	}
	return names
}

// endOf returns the empty span at the end of a node.
func endOf(n syntax.Node) source.Span {
	at := n.Span()
	at.Start = at.End
	return at
}
