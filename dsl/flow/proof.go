package flow

import (
	"fmt"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
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
	// Assumed says what the rules do not show and the proof rests on; for a
	// route that is not proved, why it could not be looked at.
	Assumed []string
}

// Answer is a place that answers.
type Answer struct {
	Sync *program.Sync
	// On says after what: `Profile.authenticate : (error)`, or which line
	// failed.
	On string
	At source.Span // of the call
}

// prove writes down what was found.
func (j *judge) prove() {
	proof := j.out.proof
	proof.Owed = true
	proof.Proved = len(j.out.findings) == 0
	seen := map[Answer]bool{}
	for _, c := range j.u.answers {
		a := Answer{Sync: c.firing.sync, On: j.on(c), At: c.invocation.Call.At}
		if !seen[a] {
			seen[a] = true
			proof.Answers = append(proof.Answers, a)
		}
	}
}

// on says after what a call is made.
func (j *judge) on(c *call) string {
	if c.exit.step != nil {
		return failure(j.sources, c.exit.step)
	}
	for i, o := range c.firing.records {
		if o != c.firing.cause {
			continue
		}
		p := c.firing.sync.When[i]
		if len(p.Outcomes) == 1 && len(o.action.Outcomes) > 1 {
			return o.action.FullName() + " : " + outcomeText(p.Outcomes[0])
		}
		return o.action.FullName()
	}
	return ""
}

// assume notes what a proof rests on beside the rules.
func (j *judge) assume() {
	for _, a := range j.u.loops {
		j.out.proof.Assumed = append(j.out.proof.Assumed, fmt.Sprintf("`%s` does not cause itself for ever", a.FullName()))
	}
	for _, c := range j.u.answers {
		if name, ok := j.strange(c); ok {
			j.out.proof.Assumed = append(j.out.proof.Assumed, fmt.Sprintf("`%s` in sync `%s` is the one that this flow begins with", name, c.firing.sync.Name))
		}
	}
	var shared []string
	for rows, q := range j.u.asked {
		_, flag := j.u.flags[rows]
		if q.query != "" && q.second != nil && (flag || j.u.choices[rows] != nil) {
			shared = append(shared, fmt.Sprintf("no other flow changes what `%s` returns between the looks that syncs `%s` and `%s` take at it", q.query, q.first.Name, q.second.Name))
		}
	}
	slices.Sort(shared)
	j.out.proof.Assumed = append(j.out.proof.Assumed, shared...)
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
