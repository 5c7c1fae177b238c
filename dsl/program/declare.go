package program

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// declareConcepts gives every concept its actions and queries.
func (r *resolver) declareConcepts() {
	for _, c := range r.conceptDecls {
		d := &declarer{r: r, c: c, objects: map[string]*types.Object{}, enums: map[string]*types.Enum{}}
		d.typeParams()
		d.collectNames()
		d.state()
		d.actions()
		d.queries()
		d.answers()
		c.HasErrors = c.HasErrors || d.failed
	}
}

// declarer resolves one concept.
type declarer struct {
	r          *resolver
	c          *Concept
	objects    map[string]*types.Object // by name, also the type parameters
	enums      map[string]*types.Enum   // by constants
	inState    map[string]bool          // object types that the state declares
	stateNames []string                 // the same in order
	written    map[string]bool          // type names that actions and queries write
	failed     bool
	lost       bool // a type of the declaration at hand did not resolve
}

// report says what is wrong with a declaration, once for all its instances.
func (d *declarer) report(f diagnostic.Diagnostic) {
	d.failed = true
	if d.c.Use == nil {
		d.r.report(f)
	}
}

func (d *declarer) typeParams() {
	seen := map[string]syntax.Ident{}
	for _, id := range d.c.Decl.TypeParams {
		if first, ok := seen[id.Name]; ok {
			f := finding(diagnostic.DuplicateName, id.At, "named again", "concept `%s` has two type parameters `%s`", d.c.Name, id.Name)
			also(&f, first.At, "named here first")
			d.report(f)
			continue
		}
		seen[id.Name] = id
		if _, primitive := types.PrimitiveNamed(id.Name); primitive {
			f := finding(diagnostic.DuplicateName, id.At, "the name of a primitive type", "a type parameter cannot be named `%s`", id.Name)
			help(&f, "a primitive type needs no parameter: use `%s` in the concept as it is", id.Name)
			d.report(f)
			continue
		}
		o := &types.Object{Concept: d.c.Name, Name: id.Name, Param: true}
		d.objects[id.Name] = o
		d.c.TypeParams = append(d.c.TypeParams, o)
	}
}

func (d *declarer) actions() {
	for _, decl := range d.c.Decl.Actions {
		if decl.Name.Name == "" {
			continue // did not parse
		}
		a := d.c.Action(decl.Name.Name)
		d.lost = false
		params, rest := d.params(decl.Params)
		if a == nil {
			a = &Action{Concept: d.c, Name: decl.Name.Name, Params: params, Rest: rest, Decl: decl}
			d.c.Actions = append(d.c.Actions, a)
		} else if !d.sameParams(a, params, rest, decl) {
			d.r.doubtful[a] = true
		}
		a.System = a.System || decl.System
		if decl.Batch != nil && !strings.HasPrefix(a.Name, "_") {
			d.badBatch(decl, "`%s` is an action, and declared as `batch`", a.FullName(), "only a query is asked for many inputs at once; an action is called for each")
		}
		results, restResult := d.params(decl.Results)
		o := &Outcome{Action: a, Index: len(a.Outcomes), Results: results, Rest: restResult, Decl: decl}
		o.Refusal = o.Result("error") != nil
		if d.sameOutcome(a, o) {
			d.lost = true // the results that were meant are not known
		} else {
			a.Outcomes = append(a.Outcomes, o)
		}
		if d.lost {
			d.r.doubtful[a] = true
		}
	}
}

// sameParams checks that a further declaration of an action takes what the
// first one does.
func (d *declarer) sameParams(a *Action, params []*Param, rest bool, decl *syntax.Action) bool {
	same := rest == a.Rest && len(params) == len(a.Params)
	at := decl.Name.At
	if decl.Params != nil {
		at = decl.Params.At
	}
	what := ""
	for _, p := range params {
		first := a.Param(p.Name)
		switch {
		case first == nil:
			same = false
			if what == "" {
				at, what = p.Decl.At, "the other declaration has no `"+p.Name+"`"
			}
		case first.Type.String() != p.Type.String():
			same = false
			if what == "" {
				at, what = p.Decl.At, "`"+d.typeName(first.Type)+"` in the other declaration"
			}
		}
	}
	if same {
		return true
	}
	if what == "" {
		what = "the other declaration has no `...`"
		if a.Rest {
			what = "`...` is left out"
		}
		for _, p := range a.Params {
			if paramNamed(params, p.Name) == nil {
				what = "`" + p.Name + "` is left out"
				break
			}
		}
	}
	f := finding(diagnostic.MismatchedOutcome, at, what, "two declarations of `%s` take different parameters", a.FullName())
	if a.Decl.Params != nil {
		also(&f, a.Decl.Params.At, "the other declaration")
		if decl.Params != nil {
			fix(&f, false, "take the parameters of the first declaration",
				replace(decl.Params.At, d.r.text(a.Decl.Params.At)))
		}
	}
	help(&f, "an action is called in one way: give all its outcomes the same parameters, or make it two actions")
	d.report(f)
	return false
}

// sameOutcome reports an outcome that cannot be told from an earlier one.
func (d *declarer) sameOutcome(a *Action, o *Outcome) bool {
	for _, other := range a.Outcomes {
		both := o.Refusal && other.Refusal
		if !both && !slices.Equal(sortedNames(o.Results), sortedNames(other.Results)) {
			continue
		}
		at, first := o.Decl.Name.At, other.Decl.Name.At
		if o.Decl.Results != nil {
			at = o.Decl.Results.At
		}
		if other.Decl.Results != nil {
			first = other.Decl.Results.At
		}
		f := finding(diagnostic.DuplicateName, at, "the same outcome again", "`%s` has two outcomes with the same results", a.FullName())
		if both {
			f.Primary.Text = "refuses again"
			f.Message = "`" + a.FullName() + "` has two refusals"
			help(&f, "an action has one refusal, whose `error` says why: put the reasons under one `requires`")
		} else {
			help(&f, "outcomes are told apart by the names of their results: give one of them another name")
		}
		also(&f, first, "declared here first")
		d.report(f)
		return true
	}
	return false
}

func sortedNames(params []*Param) []string {
	names := make([]string, len(params))
	for i, p := range params {
		names[i] = p.Name
	}
	slices.Sort(names)
	return names
}

func (d *declarer) queries() {
	for _, decl := range d.c.Decl.Queries {
		if decl.Name.Name == "" {
			continue
		}
		d.lost = false
		q := &Query{Concept: d.c, Name: decl.Name.Name, Cardinality: decl.Cardinality, Decl: decl}
		q.Params, _ = d.params(decl.Params)
		q.Results, _ = d.params(decl.Results)
		q.Batch = decl.Batch != nil && len(q.Params) > 0
		p := q.Result("error")
		if p != nil {
			d.errorInQuery(q, p)
		}
		if decl.Batch != nil && len(q.Params) == 0 && !d.lost {
			d.badBatch(decl, "query `%s` takes nothing, and is declared as `batch`", q.FullName(), "without parameters there is one thing to ask, and nothing to ask it for many times")
		}
		switch first := d.c.Query(q.Name); {
		case first == nil:
			if d.lost {
				d.r.doubtful[q] = true
			}
			d.c.Queries = append(d.c.Queries, q)
		case p == nil: // else it is the refusal that is too much
			f := finding(diagnostic.DuplicateName, decl.Name.At, "declared again", "`%s` has two queries named `%s`", d.c.Name, q.Name)
			also(&f, first.Decl.Name.At, "declared here first")
			d.report(f)
		}
	}
}

func (d *declarer) errorInQuery(q *Query, p *Param) {
	f := finding(diagnostic.ErrorInQuery, p.Decl.Name.At, "a query does not refuse", "query `%s` has a result `error`", q.FullName())
	help(&f, "where there is nothing to return a query returns no row: leave `error` out; a sync says with `else` what happens then")
	if list := q.Decl.Results.List; len(list) > 1 {
		i := slices.Index(list, p.Decl)
		at := p.Decl.At
		if i > 0 {
			at.Start = list[i-1].At.End
		} else {
			at.End = list[1].At.Start
		}
		fix(&f, false, "leave `error` out", replace(at, ""))
	}
	d.report(f)
}

// badBatch reports the word `batch` where it makes no sense.
func (d *declarer) badBatch(decl *syntax.Action, message, name, why string) {
	f := finding(diagnostic.BadBatch, decl.Batch.At, "not here", message, name)
	help(&f, "%s", why)
	at := decl.Batch.At
	at.End = decl.Name.At.Start
	fix(&f, true, "leave `batch` out", replace(at, ""))
	d.report(f)
}

// answers binds the lines `answers request`.
func (d *declarer) answers() {
	for _, a := range d.c.Actions {
		for _, decl := range d.c.Decl.Actions {
			if decl.Name.Name == a.Name && decl.Answers != nil {
				d.bindAnswers(a, *decl.Answers)
			}
		}
	}
}

func (d *declarer) bindAnswers(a *Action, id syntax.Ident) {
	var systems []string
	for _, other := range d.c.Actions {
		if other.System {
			systems = append(systems, other.Name)
		}
	}
	request := d.c.Action(id.Name)
	switch {
	case request == nil:
		if d.c.Decl.Broken() {
			return
		}
		f := finding(diagnostic.BadAnswers, id.At, "no such action", "`%s` answers `%s`, which is no action of `%s`", a.FullName(), id.Name, d.c.Name)
		if meant := spelling.Closest(id.Name, systems); meant != "" {
			rename(&f, id, meant)
		}
		d.report(f)
	case !request.System:
		f := finding(diagnostic.BadAnswers, id.At, "not a system action", "`%s` answers `%s`, which nothing outside starts", a.FullName(), id.Name)
		also(&f, request.Decl.Name.At, "declared without `system`")
		help(&f, "only an action that the outside world starts is owed an answer: declare it as `system %s`", id.Name)
		at := request.Decl.Name.At
		fix(&f, false, "declare it as `system "+id.Name+"`", insert(at.File, at.Start, "system "))
		d.report(f)
	case a.System:
		f := finding(diagnostic.BadAnswers, id.At, "must be left to syncs", "`%s` answers `%s`, and is started from outside", a.FullName(), id.Name)
		also(&f, a.Decl.Name.At, "declared as `system`")
		help(&f, "an answer is given by the syncs: leave `system` out")
		d.report(f)
	case len(a.Outcomes) > 1 || len(a.Outcomes[0].Results) > 0 || a.Outcomes[0].Rest:
		f := finding(diagnostic.BadAnswers, id.At, "must have one outcome, without results", "`%s` answers `%s`, and has results", a.FullName(), id.Name)
		last := a.Outcomes[len(a.Outcomes)-1]
		if last.Decl.Results != nil {
			also(&f, last.Decl.Results.At, "nothing can wait for this: the flow has its answer")
		}
		help(&f, "leave the results out")
		if last.Refusal {
			f.Message = "`" + a.FullName() + "` answers `" + id.Name + "`, and can refuse"
			f.Help = []string{"leave the refusal out: what can go wrong is told apart before the answer"}
		}
		d.report(f)
	default:
		a.Answers = request
	}
}
