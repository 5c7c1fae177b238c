// Package program is the meaning of a set of specs: every name bound to what
// it names, every variable and expression with its type. It is the one thing
// that the generator, the flow analysis, editors and pictures read.
package program

import (
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// Program is all the specs of one folder.
type Program struct {
	Dir     string // slash-separated, as given
	Sources *source.Map
	Files   []*syntax.File // in path order, the built-in concepts' first
	// Concepts are the declared ones in path order, the built-in ones that are
	// used before them, and behind them the instances that `use` makes. A
	// concept of which there are instances is left out if it is not itself
	// used.
	Concepts []*Concept
	Guards   []*Guard // and views
	Syncs    []*Sync  // in declaration order: files in path order
}

// Concept returns the concept of a name, or nil.
func (p *Program) Concept(name string) *Concept {
	for _, c := range p.Concepts {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Concept is a concept of the program: one that is declared, or an instance of
// one in another role, which has the same declaration.
type Concept struct {
	Decl       *syntax.Concept
	Use        *syntax.Use     // the line that makes the instance; nil for what is declared
	Name       string          // the instance's own, if it is one
	BuiltIn    bool            // ships inside syncgen (Requesting)
	TypeParams []*types.Object // in declaration order
	Objects    []*types.Object // object types of its own, in order of appearance
	Actions    []*Action       // in order of first declaration
	Queries    []*Query
	// HasErrors tells that a part of the declaration did not parse or did not
	// resolve.
	HasErrors bool
}

// named is where the concept gets its name.
func (c *Concept) named() syntax.Ident {
	if c.Use != nil {
		return c.Use.Name
	}
	return c.Decl.Name
}

// Action returns the action of a name, or nil.
func (c *Concept) Action(name string) *Action {
	for _, a := range c.Actions {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Query returns the query of a name (with its underscore), or nil.
func (c *Concept) Query(name string) *Query {
	for _, q := range c.Queries {
		if q.Name == name {
			return q
		}
	}
	return nil
}

// Action is an action with all its outcomes. All its declarations have the
// same parameters.
type Action struct {
	Concept  *Concept
	Name     string
	System   bool // a root of flows
	Params   []*Param
	Rest     bool // takes any further named values
	Outcomes []*Outcome
	Answers  *Action // the action of the same concept that this one answers, or nil
	Decl     *syntax.Action
}

// FullName is `Concept.action`.
func (a *Action) FullName() string { return a.Concept.Name + "." + a.Name }

// Param returns the declared parameter of a name, or nil.
func (a *Action) Param(name string) *Param { return paramNamed(a.Params, name) }

// Refusal returns the outcome that is a refusal, or nil.
func (a *Action) Refusal() *Outcome {
	for _, o := range a.Outcomes {
		if o.Refusal {
			return o
		}
	}
	return nil
}

// Outcome is one way in which an action completes.
type Outcome struct {
	Action  *Action
	Index   int // in Action.Outcomes
	Results []*Param
	Rest    bool
	Refusal bool // has a result named `error`
	Decl    *syntax.Action
}

// Result returns the declared result of a name, or nil.
func (o *Outcome) Result(name string) *Param { return paramNamed(o.Results, name) }

// Query is a declared query.
type Query struct {
	Concept     *Concept
	Name        string // with its underscore
	Params      []*Param
	Results     []*Param
	Cardinality syntax.Cardinality
	Batch       bool // is asked for many inputs at once
	Decl        *syntax.Action
}

// FullName is `Concept._query`.
func (q *Query) FullName() string { return q.Concept.Name + "." + q.Name }

// Param returns the declared parameter of a name, or nil.
func (q *Query) Param(name string) *Param { return paramNamed(q.Params, name) }

// Result returns the declared result of a name, or nil.
func (q *Query) Result(name string) *Param { return paramNamed(q.Results, name) }

// Param is a declared parameter or result. Its type is as declared: type
// parameters are not replaced by their instances.
type Param struct {
	Name string
	Type types.Type
	Decl *syntax.Param
}

func paramNamed(params []*Param, name string) *Param {
	for _, p := range params {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// Guard is a declared guard or view. Syncs hold their own expansion of it.
type Guard struct {
	Name      string
	Decl      *syntax.Guard
	Locals    []Local
	HasErrors bool // as in Sync
}

// Local is a variable of a guard or view as it is written. It has no type of its
// own: each use gives it one.
type Local struct {
	Name string
	Decl source.Span
	Uses []source.Span
}

// title is how messages name it: guard `SignedIn`.
func (g *Guard) title() string { return g.Decl.Kind() + " `" + g.Name + "`" }

// Sync is a rule.
type Sync struct {
	Index int // in Program.Syncs
	Name  string
	Decl  *syntax.Sync
	When  []*Pattern
	Where []Step
	Then  []*Invocation
	Vars  []*Var // all of the sync, in the order in which they are bound
	// HasErrors tells that the declaration, or a declaration that it uses, did
	// not parse, did not resolve or has types that disagree. Later passes leave
	// such a sync out: what they could say about it would follow from what was
	// said already.
	HasErrors bool
}

// Var is a variable of one sync. The expansion of a guard gives each use its
// own variables.
type Var struct {
	Name string     // as written; not unique in a sync where guards or blocks are used
	Type types.Type // instances, never type parameters that have one
	Decl source.Span
	Uses []source.Span
}

// Pattern is a `when` pattern.
type Pattern struct {
	Index    int // in Sync.When
	Call     *syntax.Call
	Action   *Action
	Outcomes []*Outcome // those that it matches; at least one
	Inputs   []*Match
	Outputs  []*Match
}

// Match is what one named value must be for a pattern to match, and what it
// binds. Exactly one of Var, Test, Record and Ignore is set.
type Match struct {
	Field *syntax.Field
	Name  string
	Type  types.Type // of the named value: the declared one; of a rest value what it is when present
	Rest  bool       // not declared: one of the further values of `...`

	// Header is the header that has the value, where one has: `If-None-Match`.
	Header string

	Optional bool // `name?`: matches also when the value is absent
	Null     bool // a further value of a request of which some sync tells null from absent
	Default  Expr // what stands for an absent value; nil when there is none

	Var    *Var     // binds the variable, or joins with it when Join is set
	Join   bool     // Var was bound before (in this pattern or an earlier one)
	Test   Expr     // equals a literal; in query results also any bound expression
	Record []*Match // takes a record apart
	Ignore bool     // `_`
}

// Arg is one input of an action or query that a sync calls.
type Arg struct {
	Field *syntax.Field
	Name  string
	Type  types.Type // the declared one; the expression's own for rest values
	Rest  bool
	Value Expr
}

// Invocation is an action that a sync calls, in `then` or after an `else`.
// Declared inputs that are optional may be missing from Args.
type Invocation struct {
	Call   *syntax.Call
	Action *Action
	Args   []*Arg // in the order written
}

// Step is a line of where, with guards and views expanded.
type Step interface {
	Line() syntax.Line
	Uses() []Use
	step()
}

// Common is embedded by every step.
type Common struct {
	Decl syntax.Line
	// Guards are the uses of guards and views that this line was expanded from,
	// the outermost first; empty for a line of the sync itself.
	Guards []Use
}

// Use is the use of a guard or view.
type Use struct {
	Call  *syntax.Call
	Guard *Guard
}

// Line returns the line as written.
func (c *Common) Line() syntax.Line { return c.Decl }

// Uses returns Guards.
func (c *Common) Uses() []Use { return c.Guards }
func (*Common) step()         {}

// The kinds of step. Else is nil where a line has none.
type (
	// QueryStep makes a frame of each row that matches.
	QueryStep struct {
		Common
		Query   *Query
		Args    []*Arg
		Results []*Match
		Else    []*Invocation
	}
	// FilterStep keeps a frame for which Cond holds.
	FilterStep struct {
		Common
		Cond Expr
		Else []*Invocation
	}
	// ExistsStep keeps a frame for which the block has a row, or none.
	ExistsStep struct {
		Common
		Negated bool // `none`
		Block   *Block
		Else    []*Invocation
	}
	// BindStep binds a variable: where it has an Else, to what is there of an
	// optional value.
	BindStep struct {
		Common
		Var   *Var
		Value Expr
		Else  []*Invocation
	}
	// EachStep makes a frame of each element of a list, or of the value of an
	// optional where it is there.
	EachStep struct {
		Common
		Var  *Var
		In   Expr
		Else []*Invocation
	}
	// AggregateStep binds what the rows of a block come to.
	//
	// collect: a list; of the value itself where Results has one, of records
	// in the order of Results where it has more. first, min, max: the value
	// of the one result, absent (an optional) when there is no row unless
	// Default or Else is set. count: an Integer. sum: of the result's type,
	// zero when there is no row. some, none: a Flag.
	AggregateStep struct {
		Common
		Kind    syntax.AggregateKind
		Var     *Var
		Results []*Arg // Name and Value; Type is the value's own
		Block   *Block
		Default Expr
		Else    []*Invocation
	}
)

// Block is the rows that an aggregate takes.
type Block struct {
	Decl    *syntax.Block
	Steps   []Step // none of them has an else
	OrderBy []OrderKey
	Limit   Expr // nil when there is none
}

// OrderKey is one key of `order by`.
type OrderKey struct {
	Key  Expr
	Desc bool
}
