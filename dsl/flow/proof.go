package flow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/types"
)

// Proof is what the analysis knows of a route's answers.
type Proof struct {
	Route *program.Route
	// Owed tells that each root of the route is owed an answer. Without it
	// there is nothing to prove.
	Owed bool
	// Proved tells that each root is answered exactly once, in all flows
	// that the machine does not break off, as far as Assumed goes.
	Proved  bool
	Answers []Answer // in the order in which the analysis meets them
	Assumed []string // what the rules do not show, and the proof rests on
	// Findings are what speaks against the proof, whether or not comments
	// silence it.
	Findings diagnostic.List
	// Why says why there is no proof where Findings do not.
	Why string
}

// Answer is a place that answers.
type Answer struct {
	Sync *program.Sync
	On   string      // `after Profile.authenticate : (error)`; which line failed
	At   source.Span // of the call
}

// prove writes down what was found.
func (j *judge) prove() {
	proof := j.out.proof
	proof.Proved = len(j.out.findings) == 0
	for _, c := range j.u.answers {
		a := Answer{Sync: c.firing.sync, On: j.on(c), At: c.invocation.Call.At}
		if !slices.Contains(proof.Answers, a) {
			proof.Answers = append(proof.Answers, a)
		}
	}
	for _, text := range j.assumptions() {
		if !slices.Contains(proof.Assumed, text) {
			proof.Assumed = append(proof.Assumed, text)
		}
	}
}

// on says in which flows of its sync a call is made: after what, and how the
// lines of `where` came out.
func (j *judge) on(c *call) string {
	var parts []string
	if after := j.after(c.firing); after != "" {
		parts = append(parts, "after "+after)
	}
	if picked := j.picked(c.firing); len(picked) > 0 {
		parts = append(parts, "with `"+strings.Join(picked, ", ")+"`")
	}
	if step := c.exit.step; step != nil {
		parts = append(parts, "when "+Failure(j.sources, step)+inGuard(step))
	} else if passed := j.passed(c.firing.sync); passed != "" {
		parts = append(parts, passed)
	}
	if len(parts) == 0 {
		return "at once"
	}
	return strings.Join(parts, ", ")
}

// after names the record that set a firing off; "" for a root of one outcome,
// which is what everything comes after.
func (j *judge) after(f *firing) string {
	o := f.cause
	p := f.sync.When[slices.Index(f.records, o)]
	if len(p.Outcomes) == len(o.action.Outcomes) {
		if o == j.u.occurrences[0] {
			return ""
		}
		return o.action.FullName()
	}
	outcomes := make([]string, len(p.Outcomes))
	for i, out := range p.Outcomes {
		outcomes[i] = OutcomeText(out)
	}
	return o.action.FullName() + " : " + strings.Join(outcomes, " or ")
}

// picked lists what the patterns of a firing ask for of the values of their
// records, beside what is so in the whole route.
func (j *judge) picked(f *firing) []string {
	var list []string
	for i, p := range f.sync.When {
		root := f.records[i] == j.u.occurrences[0]
		for _, m := range p.Inputs {
			if ofRoute := root && !m.Rest && m.Test != nil; !ofRoute && asks(m, root) {
				list = append(list, snippet(j.sources, m.Field.At))
			}
		}
		for _, m := range p.Outputs {
			if asks(m, false) {
				list = append(list, snippet(j.sources, m.Field.At))
			}
		}
	}
	return list
}

// asks reports whether a match takes some values only. Further values of a root
// are there, where a pattern names them: a server insists on them.
func asks(m *program.Match, root bool) bool {
	_, optional := m.Type.(*types.Optional)
	return m.Test != nil || optional && !m.Optional && !(root && m.Rest) ||
		slices.ContainsFunc(m.Record, func(inner *program.Match) bool { return asks(inner, root) })
}

// passed says what holds when a sync comes to its `then`, as far as the lines
// that answer themselves have not said so; "" where it always does.
func (j *judge) passed(s *program.Sync) string {
	var silent []program.Step
	otherwise := ""
	for _, step := range s.Where {
		switch {
		case !program.Narrows(step):
		case program.ElseOf(step) != nil:
			otherwise = "otherwise"
		default:
			silent = append(silent, step)
		}
	}
	switch len(silent) {
	case 0:
		return otherwise
	case 1, 2:
		all := make([]string, len(silent))
		for i, step := range silent {
			all[i] = success(j.sources, step) + inGuard(step)
		}
		return "when " + strings.Join(all, " and ")
	}
	return "when all lines of `where` leave something"
}

// inGuard names the guard or view that a line comes from.
func inGuard(s program.Step) string {
	uses := s.Uses()
	if len(uses) == 0 {
		return ""
	}
	g := uses[len(uses)-1].Guard
	return " (" + g.Decl.Kind() + " " + g.Name + ")"
}

// assumptions lists what a proof rests on beside the rules.
func (j *judge) assumptions() []string {
	var list []string
	for _, group := range j.u.loops {
		list = append(list, ends(group))
	}
	for _, c := range j.u.answers {
		if name, ok := j.strange(c); ok {
			list = append(list, fmt.Sprintf("the `%s` that sync `%s` answers is the one that its flow began with", name, c.firing.sync.Name))
		}
	}
	var shared []string
	for rows, q := range j.u.asked {
		_, flag := j.u.flags[rows]
		if q.query != "" && q.second != nil && (flag || j.u.choices[rows] != nil) {
			shared = append(shared, fmt.Sprintf("no other flow changes what `%s` returns while syncs `%s` and `%s` ask it", q.query, q.first.Name, q.second.Name))
		}
	}
	slices.Sort(shared)
	return append(list, shared...)
}

// ends says of actions in a cycle that they do not go on for ever.
func ends(group []*program.Action) string {
	names := make([]string, len(group))
	for i, a := range group {
		names[i] = "`" + a.FullName() + "`"
	}
	if len(names) == 1 {
		return names[0] + " does not cause itself for ever"
	}
	slices.Sort(names)
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last] + " do not cause each other for ever"
}

// strange reports whether a call answers something that is not known to be the
// root of its flow.
func (j *judge) strange(c *call) (name string, strange bool) {
	root := j.u.occurrences[0]
	for _, a := range c.invocation.Args {
		for _, o := range root.action.Outcomes {
			for _, r := range o.Results {
				if a.Type == r.Type && !a.Rest {
					given := c.frame.value(a.Value)
					if given != j.u.result(root, r.Name) {
						return a.Name, true
					}
				}
			}
		}
	}
	return "", false
}
