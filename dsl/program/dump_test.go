package program_test

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
)

// dumper writes what names were bound to. A variable is followed by its number
// in the sync, so that two of one name can be told apart.
type dumper struct {
	strings.Builder
	vars map[*program.Var]int
}

func dump(p *program.Program) string {
	d := &dumper{}
	for _, c := range p.Concepts {
		if !c.BuiltIn {
			d.concept(c)
		}
	}
	for _, s := range p.Syncs {
		d.sync(s)
	}
	return d.String()
}

func (d *dumper) line(indent int, format string, args ...any) {
	fmt.Fprintf(d, strings.Repeat("  ", indent)+format+"\n", args...)
}

func (d *dumper) concept(c *program.Concept) {
	d.line(0, "concept %s", c.Name)
	for _, o := range c.TypeParams {
		d.line(1, "parameter %s", o.Name)
	}
	for _, o := range c.Objects {
		d.line(1, "object %s", o.Name)
	}
	for _, a := range c.Actions {
		system, answers := "", ""
		if a.System {
			system = "system "
		}
		if a.Answers != nil {
			answers = " answers " + a.Answers.Name
		}
		d.line(1, "%s%s (%s)%s", system, a.Name, params(a.Params, a.Rest), answers)
		for _, o := range a.Outcomes {
			kind := "gives"
			if o.Refusal {
				kind = "refuses with"
			}
			d.line(2, "%s (%s)", kind, params(o.Results, o.Rest))
		}
	}
	for _, q := range c.Queries {
		batch := ""
		if q.Batch {
			batch = "batch "
		}
		d.line(1, "%s%s (%s) : %s (%s)", batch, q.Name, params(q.Params, false), q.Cardinality, params(q.Results, false))
	}
}

func params(list []*program.Param, rest bool) string {
	var parts []string
	for _, p := range list {
		parts = append(parts, p.Name+": "+p.Type.String())
	}
	if rest {
		parts = append(parts, "...")
	}
	return strings.Join(parts, ", ")
}

func (d *dumper) sync(s *program.Sync) {
	d.line(0, "sync %s", s.Name)
	d.vars = map[*program.Var]int{}
	for i, v := range s.Vars {
		d.vars[v] = i
	}
	for _, p := range s.When {
		var outcomes []int
		for _, o := range p.Outcomes {
			outcomes = append(outcomes, o.Index)
		}
		d.line(1, "when %s (%s) : %v (%s)", p.Action.FullName(), d.matches(p.Inputs), outcomes, d.matches(p.Outputs))
	}
	d.steps(1, s.Where)
	d.calls(1, "then", s.Then)
}

func (d *dumper) calls(indent int, word string, calls []*program.Invocation) {
	for _, c := range calls {
		d.line(indent, "%s %s (%s)", word, c.Action.FullName(), d.args(c.Args))
	}
}

func (d *dumper) matches(list []*program.Match) string {
	var parts []string
	for _, m := range list {
		part := m.Name
		if m.Rest {
			part = "..." + part
		}
		if m.Optional {
			part += "?"
		}
		switch {
		case m.Join:
			part += " = " + d.variable(m.Var)
		case m.Var != nil:
			part += " -> " + d.variable(m.Var)
		case m.Test != nil:
			part += " = " + d.expr(m.Test)
		case m.Record != nil:
			part += " -> {" + d.matches(m.Record) + "}"
		case m.Ignore:
			part += " -> _"
		}
		if m.Default != nil {
			part += " or " + d.expr(m.Default)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func (d *dumper) args(list []*program.Arg) string {
	var parts []string
	for _, a := range list {
		name := a.Name
		if a.Rest {
			name = "..." + name
		}
		parts = append(parts, name+" = "+d.expr(a.Value))
	}
	return strings.Join(parts, ", ")
}

func (d *dumper) steps(indent int, steps []program.Step) {
	for _, step := range steps {
		switch s := step.(type) {
		case *program.QueryStep:
			d.line(indent, "%s%s (%s) : (%s)", via(s.Guards), s.Query.FullName(), d.args(s.Args), d.matches(s.Results))
			d.calls(indent+1, "else", s.Else)
		case *program.FilterStep:
			d.line(indent, "%sfilter %s", via(s.Guards), d.expr(s.Cond))
			d.calls(indent+1, "else", s.Else)
		case *program.ExistsStep:
			d.line(indent, "%sexists, negated %v", via(s.Guards), s.Negated)
			d.block(indent+1, s.Block)
			d.calls(indent+1, "else", s.Else)
		case *program.BindStep:
			d.line(indent, "%s%s = %s", via(s.Guards), d.variable(s.Var), d.expr(s.Value))
		case *program.EachStep:
			d.line(indent, "%sfor %s in %s", via(s.Guards), d.variable(s.Var), d.expr(s.In))
			d.calls(indent+1, "else", s.Else)
		case *program.AggregateStep:
			d.line(indent, "%s%s = %s (%s)", via(s.Guards), d.variable(s.Var), s.Kind, d.args(s.Results))
			d.block(indent+1, s.Block)
			if s.Default != nil {
				d.line(indent+1, "else %s", d.expr(s.Default))
			}
			d.calls(indent+1, "else", s.Else)
		}
	}
}

func (d *dumper) block(indent int, b *program.Block) {
	d.steps(indent, b.Steps)
	for _, k := range b.OrderBy {
		d.line(indent, "order by %s, descending %v", d.expr(k.Key), k.Desc)
	}
	if b.Limit != nil {
		d.line(indent, "limit %s", d.expr(b.Limit))
	}
}

// via is the chain of guards that a step comes from.
func via(guards []program.Use) string {
	text := ""
	for _, g := range guards {
		text += g.Guard.Name + " > "
	}
	return text
}

func (d *dumper) variable(v *program.Var) string {
	n, ok := d.vars[v]
	if !ok {
		return v.Name + "#not in the sync"
	}
	return fmt.Sprintf("%s#%d", v.Name, n)
}

func (d *dumper) exprs(list []program.Expr) string {
	var parts []string
	for _, e := range list {
		parts = append(parts, d.expr(e))
	}
	return strings.Join(parts, ", ")
}

func (d *dumper) expr(e program.Expr) string {
	switch e := e.(type) {
	case *program.Literal:
		return fmt.Sprintf("%#v", e.Value)
	case *program.Text:
		return "text(" + d.exprs(e.Parts) + ")"
	case *program.Ref:
		return d.variable(e.Var)
	case *program.Select:
		return d.expr(e.X) + "." + e.Name
	case *program.Unary:
		return "(" + e.Op.String() + " " + d.expr(e.X) + ")"
	case *program.Binary:
		return "(" + d.expr(e.X) + " " + e.Op.String() + " " + d.expr(e.Y) + ")"
	case *program.IsNull:
		return "(null? " + d.expr(e.X) + ")"
	case *program.OrNull:
		return "(" + d.expr(e.X) + " or null)"
	case *program.If:
		return "(if " + d.expr(e.Cond) + " then " + d.expr(e.Then) + " else " + d.expr(e.Else) + ")"
	case *program.Record:
		return "{" + d.args(e.Fields) + "}"
	case *program.List:
		return "[" + d.exprs(e.Items) + "]"
	case *program.Apply:
		return e.Func + "(" + d.exprs(e.Args) + ")"
	}
	return "?"
}
