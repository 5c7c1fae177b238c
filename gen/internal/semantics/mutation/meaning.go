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
	queries     map[*syntax.Call]*program.QueryStep
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
		queries:     map[*syntax.Call]*program.QueryStep{},
		invocations: map[*syntax.Call]*program.Invocation{},
		binds:       map[*program.Var]*syntax.Field{},
		compared:    map[*syntax.Field]bool{},
	}
	seen := map[*syntax.Name]bool{}
	for _, s := range p.Syncs {
		for _, w := range s.When {
			m.patterns[w.Call] = w
			m.match(w.Inputs)
			m.match(w.Outputs)
		}
		m.steps(s.Where)
		for _, exit := range s.Exits() {
			for _, i := range exit.Calls {
				m.invocations[i.Call] = i
				m.give(i.Args)
			}
		}
		short := map[source.Span]bool{}
		program.Visit(s, func(e program.Expr) {
			if r, ok := e.(*program.Record); ok {
				m.give(r.Fields)
			}
		})
		for f := range m.args {
			short[f.Name.At] = short[f.Name.At] || f.Value == nil
		}
		program.Visit(s, func(e program.Expr) {
			ref, ok := e.(*program.Ref)
			if !ok {
				return
			}
			if name, ok := ref.Decl.(*syntax.Name); ok && !seen[name] && !short[name.At] && name.Ident.Name == ref.Var.Name {
				seen[name] = true
				m.refs = append(m.refs, name)
			}
		})
	}
	return m
}

func (m *meaning) match(list []*program.Match) {
	for _, x := range list {
		m.matches[x.Field] = x
		if v := comparedWith(x); v != nil {
			m.compared[m.binds[v]] = true
		} else if x.Var != nil {
			m.binds[x.Var] = x.Field
		}
		m.match(x.Record)
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

func (m *meaning) give(list []*program.Arg) {
	for _, a := range list {
		m.args[a.Field] = a
	}
}

func (m *meaning) steps(list []program.Step) {
	for _, s := range list {
		switch s := s.(type) {
		case *program.QueryStep:
			if line, ok := s.Decl.(*syntax.QueryLine); ok && line.Call.Concept != nil {
				m.queries[line.Call] = s
			}
			m.give(s.Args)
			m.match(s.Results)
		case *program.ExistsStep:
			m.steps(s.Block.Steps)
		case *program.AggregateStep:
			m.give(s.Results)
			m.steps(s.Block.Steps)
		}
	}
}

// awaited lists the variables that the patterns of a sync bind.
func awaited(s *program.Sync) (list []*program.Var) {
	var all func([]*program.Match)
	all = func(matches []*program.Match) {
		for _, m := range matches {
			if m.Var != nil && !m.Join {
				list = append(list, m.Var)
			}
			all(m.Record)
		}
	}
	for _, p := range s.When {
		all(p.Inputs)
		all(p.Outputs)
	}
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
