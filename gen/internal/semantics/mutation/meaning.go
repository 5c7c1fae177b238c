package mutation

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// meaning tells of the parts of a tree what the program has made of them. The
// lines of a guard have one meaning for each of its uses; any of them will do.
type meaning struct {
	matches     map[*syntax.Field]*program.Match
	args        map[*syntax.Field]*program.Arg
	patterns    map[*syntax.Call]*program.Pattern
	invocations map[*syntax.Call]*program.Invocation
	refs        []*syntax.Name // the uses of variables that have an expression of their own
	// binds has the field that gives a variable its value, and compared those
	// of such fields whose variable another field is compared with. That one
	// would bind it otherwise.
	binds    map[*program.Var]*syntax.Field
	compared map[*syntax.Field]bool
}

func meaningOf(p *program.Program) *meaning {
	m := &meaning{
		matches:     map[*syntax.Field]*program.Match{},
		args:        map[*syntax.Field]*program.Arg{},
		patterns:    map[*syntax.Call]*program.Pattern{},
		invocations: map[*syntax.Call]*program.Invocation{},
		binds:       map[*program.Var]*syntax.Field{},
		compared:    map[*syntax.Field]bool{},
	}
	for _, s := range p.Syncs {
		for _, w := range s.When {
			m.patterns[w.Call] = w
		}
		for _, exit := range s.Exits() {
			for _, i := range exit.Calls {
				m.invocations[i.Call] = i
				m.give(i.Args)
			}
		}
		program.Visitor{Match: m.match, Step: m.step, Expr: m.expr}.Sync(s)
	}
	m.findRefs(p)
	return m
}

func (m *meaning) match(x *program.Match) {
	m.matches[x.Field] = x
	if v := comparedWith(x); v != nil {
		m.compared[m.binds[v]] = true
	} else if x.Var != nil {
		m.binds[x.Var] = x.Field
	}
}

func (m *meaning) step(s program.Step) {
	switch s := s.(type) {
	case *program.QueryStep:
		m.give(s.Args)
	case *program.AggregateStep:
		m.give(s.Results)
	}
}

func (m *meaning) expr(e program.Expr) {
	if r, ok := e.(*program.Record); ok {
		m.give(r.Fields)
	}
}

func (m *meaning) give(list []*program.Arg) {
	for _, a := range list {
		m.args[a.Field] = a
	}
}

// findRefs finds the uses of variables that stand in the tree: where a field is
// written short, its name stands there.
func (m *meaning) findRefs(p *program.Program) {
	short := map[source.Span]bool{}
	for f := range m.args {
		short[f.Name.At] = f.Value == nil
	}
	seen := map[*syntax.Name]bool{}
	visitor := program.Visitor{Expr: func(e program.Expr) {
		ref, ok := e.(*program.Ref)
		if !ok {
			return
		}
		name, ok := ref.Decl.(*syntax.Name)
		if ok && !seen[name] && !short[name.At] && name.Ident.Name == ref.Var.Name {
			seen[name] = true
			m.refs = append(m.refs, name)
		}
	}}
	for _, s := range p.Syncs {
		visitor.Sync(s)
	}
}

// comparedWith returns the variable that a value must be equal to, if any.
func comparedWith(m *program.Match) *program.Var {
	if m.Join {
		return m.Var
	}
	if ref, ok := m.Test.(*program.Ref); ok {
		return ref.Var
	}
	return nil
}

// awaited lists the variables that the patterns of a sync bind.
func awaited(s *program.Sync) (list []*program.Var) {
	program.Visitor{Match: func(m *program.Match) {
		if m.Var != nil && !m.Join {
			list = append(list, m.Var)
		}
	}}.Patterns(s.When)
	return list
}

// answers reports whether a call in `then` or after `else` answers a request.
func (m *meaning) answers(c *syntax.Call) bool {
	i := m.invocations[c]
	return i != nil && i.Action.Answers != nil
}

// responders are the syncs whose `then` answers.
func (a *App) responders() []*syntax.Sync {
	return slices.DeleteFunc(a.syncs(), func(s *syntax.Sync) bool { return !slices.ContainsFunc(s.Then, a.meaning.answers) })
}

// syncs lists the syncs as written, in the order of the program.
func (a *App) syncs() []*syntax.Sync {
	var list []*syntax.Sync
	for _, s := range a.Program.Syncs {
		list = append(list, s.Decl)
	}
	return list
}
