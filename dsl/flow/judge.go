package flow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// judge decides whether each root of a route is answered exactly once.
type judge struct {
	u         *unfolding
	program   *program.Program
	sources   *source.Map
	answerers []*program.Action
	out       *routeResult
}

// maxFindings is how many ends without an answer are reported of one route.
const maxFindings = 20

func (j *judge) decide() {
	if len(j.u.cut) > 0 {
		j.out.giveUp(j.u.reached, tooLarge{"combinations of records"})
		return
	}
	if j.u.reached.RootCalled {
		j.rootCalled()
	}
	j.findUnanswered()
	j.findDoubles()
	j.prove()
}

// rootCalled warns of a root that a sync calls: the answers of two roots in one
// flow are not told apart.
func (j *judge) rootCalled() {
	root := j.u.reached.Route.Root
	for _, s := range j.u.reached.Syncs {
		for _, exit := range s.Exits() {
			for _, c := range exit.Calls {
				if c.Action == root {
					j.report(diagnostic.Diagnostic{
						Code: diagnostic.UnansweredRequest, Severity: diagnostic.Warning,
						Message: fmt.Sprintf("sync `%s` calls `%s`, which is owed an answer of its own", s.Name, root.FullName()),
						Primary: diagnostic.Label{Span: c.Call.At, Text: "only the call that a flow begins with is looked at"},
						Help:    []string{"leave calling it to the world outside"},
					})
				}
			}
		}
	}
}

func (j *judge) route() string { return RouteName(j.u.reached.Route) }

func (j *judge) report(d diagnostic.Diagnostic) { j.out.findings = append(j.out.findings, d) }

// findUnanswered reports each place where a flow ends that has not been
// answered. A world is reported once, by the place that lies the furthest along
// the way to an answer.
func (j *judge) findUnanswered() {
	u := j.u
	open := u.unanswered()
	if open == never {
		return
	}
	if len(u.answers) == 0 {
		j.neverAnswered()
		return
	}
	first := len(j.out.findings)
	for _, g := range u.gaps() {
		here := u.and(open, g.when)
		if here == never {
			continue
		}
		if n := len(j.out.findings); n-first == maxFindings {
			last := &j.out.findings[n-1]
			last.Notes = append(last.Notes, fmt.Sprintf("there are more places where `%s` gets no answer: the first %d are reported", j.route(), maxFindings))
			return
		}
		j.unanswered(g, here)
		if open = u.without(open, g.when); open == never {
			return
		}
	}
	j.undecided(open)
}

func (j *judge) neverAnswered() {
	at := j.u.rootSpan()
	d := diagnostic.Diagnostic{
		Code:    diagnostic.UnansweredRequest,
		Message: fmt.Sprintf("`%s` is never answered", j.route()),
		Primary: diagnostic.Label{Span: at, Text: "no sync that follows calls " + j.answererNames()},
		Help:    []string{"add a sync that waits for what is to happen and answers"},
	}
	j.report(d)
}

// nothingFires reports a route whose syncs all wait for something more that does
// not happen on it.
func (j *judge) nothingFires(syncs []*program.Sync) {
	r := j.u.reached.Route
	j.out.proof.Owed = true
	s := syncs[0]
	d := diagnostic.Diagnostic{
		Code:    diagnostic.UnansweredRequest,
		Message: fmt.Sprintf("`%s` is never answered", j.route()),
		Help:    []string{"add a sync that begins with the request, or let this one wait for the request that it is about"},
	}
	for _, p := range s.When {
		if p.Action == r.Root {
			d.Primary = diagnostic.Label{Span: p.Call.At, Text: "nothing follows such a request"}
		} else {
			d.Secondary = append(d.Secondary, diagnostic.Label{Span: p.Call.At, Text: fmt.Sprintf("sync `%s` waits for this as well, which does not happen then", s.Name)})
		}
	}
	j.report(d)
}

// nothingTakes reports the calls of a root that have none of the literals which
// syncs ask for; p is a pattern that does.
func (j *judge) nothingTakes(p *program.Pattern) {
	var names []string
	for _, m := range p.Inputs {
		if _, ok := m.Literal(); ok {
			names = append(names, "`"+m.Name+"`")
		}
	}
	j.report(diagnostic.Diagnostic{
		Code:    diagnostic.UnansweredRequest,
		Message: fmt.Sprintf("`%s` is never answered with another %s", p.Action.FullName(), strings.Join(names, " and ")),
		Primary: diagnostic.Label{Span: p.Call.At, Text: "syncs ask for certain values only, as here"},
		Help:    []string{"add a sync that takes all others: one that binds the value, and asks in `where` for what it is not"},
	})
}

// literalPattern is the first pattern on a root that asks for a literal, or nil.
func literalPattern(p *program.Program, root *program.Action) *program.Pattern {
	for _, s := range p.Syncs {
		for _, pattern := range s.When {
			if pattern.Action == root && slices.ContainsFunc(pattern.Inputs, func(m *program.Match) bool {
				_, ok := m.Literal()
				return ok
			}) {
				return pattern
			}
		}
	}
	return nil
}

func (j *judge) answererNames() string {
	names := ""
	for i, a := range j.answerers {
		if i > 0 {
			names += " or "
		}
		names += "`" + a.FullName() + "`"
	}
	return names
}

// unanswered reports a place where flows end without an answer.
func (j *judge) unanswered(g *gap, when diagram) {
	w, certain := j.u.witness(when)
	t := j.u.tell(j.sources, w)
	d := diagnostic.Diagnostic{Code: diagnostic.UnansweredRequest}
	if g.ending != nil {
		j.droppedFrame(&d, g.ending, t)
	} else {
		j.nothingFollows(&d, g, t, w)
	}
	d.Trail = t.steps()
	j.doubt(&d, certain, when)
	j.report(d)
}

// droppedFrame describes a line that leaves nothing of a frame.
func (j *judge) droppedFrame(d *diagnostic.Diagnostic, e *ending, t *tale) {
	why := Failure(j.sources, e.step)
	at := e.step.Line().Span()
	s := e.firing.sync
	d.Message = fmt.Sprintf("`%s` gets no answer when %s", j.route(), why)
	d.Primary = diagnostic.Label{Span: at, Text: "this line then leaves nothing, and nobody answers"}
	if uses := e.step.Uses(); len(uses) > 0 {
		d.Secondary = append(d.Secondary, diagnostic.Label{Span: uses[0].Call.At, Text: fmt.Sprintf("sync `%s` uses the %s here", s.Name, uses[0].Guard.Decl.Kind())})
	}
	place := "on the line"
	if inView(e.step) {
		place = "where the view is used"
	}
	d.Help = append(d.Help, "say "+place+" what happens instead: `else "+j.answerers[0].FullName()+" (…)`")
	t.follow(e.firing, at, fmt.Sprintf("%s ends, where %s", s.Name, why))
	if others := t.otherEnds(e); len(others) > 0 {
		d.Primary.Text = "this line then leaves nothing, nor does another sync answer"
		d.Help[0] += ", or let the others answer whatever this one leaves"
	}
	if asksForMany(e.step) {
		d.Help = append(d.Help, "or take the rows together: `collect` gives a list of them, and an empty list is a fine answer")
	}
	j.fixWithElse(d, e)
}

// nothingFollows describes an outcome that no sync takes.
func (j *judge) nothingFollows(d *diagnostic.Diagnostic, g *gap, t *tale, w world) {
	o := g.occurrence
	name := o.action.FullName()
	at := j.u.rootSpan()
	var caller *call
	for _, c := range o.calls {
		if j.u.holds(c.when, w) {
			caller = c
			at = c.invocation.Call.At
			break
		}
	}
	what := "has completed"
	one := len(g.outcomes) == 1 && len(o.action.Outcomes) > 1
	switch {
	case one && g.outcomes[0].Refusal:
		what = "refuses"
	case one && len(g.outcomes[0].Results) == 0:
		what = "does not refuse"
	case one:
		what = "completes with " + OutcomeText(g.outcomes[0])
	}
	d.Message = fmt.Sprintf("`%s` gets no answer when `%s` %s", j.route(), name, what)
	d.Primary = diagnostic.Label{Span: at, Text: "no sync answers after this"}
	if one && g.outcomes[0].Refusal {
		d.Primary.Text = "no sync takes its refusal"
	}
	end := t.occurrence(o)
	for _, f := range j.u.firings {
		i := slices.Index(f.records, o)
		if i >= 0 && !f.many && len(d.Secondary) < 2 && slices.ContainsFunc(f.sync.When[i].Outcomes, func(out *program.Outcome) bool { return slices.Contains(g.outcomes, out) }) {
			d.Secondary = append(d.Secondary, diagnostic.Label{Span: f.sync.When[i].Call.At, Text: fmt.Sprintf("sync `%s` waits for it with other values", f.sync.Name)})
		}
	}
	j.waitingInVain(g, d)
	t.add(end, &taleNode{Label: diagnostic.Label{Span: at, Text: "no sync goes on from here"}})
	if one && g.outcomes[0].Refusal {
		d.Help = append(d.Help, "add a sync that waits for `"+name+" () : (error)` and answers")
	} else {
		d.Help = append(d.Help, "add a sync that waits for `"+name+"` and answers")
	}
	if caller != nil && one && g.outcomes[0].Refusal {
		j.fixWithResponder(d, o.action, caller)
	}
}

// waitingInVain names the syncs that wait for the outcome and for something
// else as well that does not happen.
func (j *judge) waitingInVain(g *gap, d *diagnostic.Diagnostic) {
	for _, s := range j.program.Syncs {
		if s.HasErrors {
			continue
		}
		i := slices.IndexFunc(s.When, func(p *program.Pattern) bool {
			return p.Action == g.occurrence.action && slices.Contains(p.Outcomes, g.outcomes[0])
		})
		if i < 0 || len(s.When) < 2 || len(d.Secondary) == 2 {
			continue
		}
		for k, p := range s.When {
			if k == i || p.Action == j.u.reached.Route.Root && j.u.reached.Route.Matches(p) {
				continue
			}
			if p.Action == j.u.reached.Route.Root && !samePath(j.u.reached.Route, p) {
				continue
			}
			d.Secondary = append(d.Secondary, diagnostic.Label{Span: p.Call.At, Text: fmt.Sprintf("sync `%s` waits for this as well, which does not happen here", s.Name)})
			break
		}
	}
}

// samePath reports whether a pattern is about the route's path.
func samePath(r *program.Route, p *program.Pattern) bool {
	for _, m := range p.Inputs {
		if l, ok := m.Test.(*program.Literal); ok && m.Name == "path" {
			return r.Literal("path") == l.Value
		}
	}
	return false
}

// undecided reports flows without an answer of which no end is known.
func (j *judge) undecided(when diagram) {
	w, certain := j.u.witness(when)
	t := j.u.tell(j.sources, w)
	d := diagnostic.Diagnostic{
		Code:    diagnostic.UnansweredRequest,
		Message: fmt.Sprintf("`%s` gets no answer in some flows", j.route()),
		Primary: diagnostic.Label{Span: j.u.rootSpan(), Text: "not every way from here leads to an answer"},
	}
	for _, f := range j.u.firings {
		if f.many {
			continue
		}
		for _, e := range f.endings {
			if e.step == nil && j.u.holds(e.when, w) {
				for _, c := range e.calls {
					if j.u.holds(c.when, w) {
						t.call(c, "")
					}
				}
			}
		}
	}
	d.Trail = t.steps()
	j.doubt(&d, certain, when)
	j.report(d)
}

// doubt makes a finding a warning that may rest on conditions which cannot all
// be so at once, and says on which.
func (j *judge) doubt(d *diagnostic.Diagnostic, certain bool, when diagram) {
	if certain {
		return
	}
	d.Severity = diagnostic.Warning
	if j.u.mentions(when, j.u.isDoubtful) {
		d.Notes = append(d.Notes, "this cannot be decided from the rules alone: of many rows, records or rounds of a loop, a condition may be met by exactly one, by several or by none")
	} else {
		d.Notes = append(d.Notes, "this cannot be decided from the rules alone: it is so only if the conditions on the trail can all hold at once")
	}
}

// findDoubles reports answers that one flow gives twice. An answer that
// several others meet is reported once.
func (j *judge) findDoubles() {
	list := j.u.doubles()
	for len(list) > 0 {
		meets := map[*syntax.Call]int{}
		var worst *syntax.Call
		for _, d := range list {
			for _, c := range []*call{d.second, d.first} {
				at := c.invocation.Call
				if meets[at]++; worst == nil || meets[at] > meets[worst] {
					worst = at
				}
			}
		}
		var own []double
		list = slices.DeleteFunc(list, func(d double) bool {
			mine := d.first.invocation.Call == worst || d.second.invocation.Call == worst
			if mine {
				own = append(own, d)
			}
			return mine
		})
		j.answeredTwice(own)
	}
}

// answeredTwice reports the pairs that have an answer in common.
func (j *judge) answeredTwice(pairs []double) {
	at := -1
	for i, p := range pairs {
		if j.u.certainly(p.when) != never {
			at = i
			break
		}
	}
	p := pairs[max(at, 0)]
	w, certain := j.u.witness(p.when)
	t := j.u.tell(j.sources, w)
	d := diagnostic.Diagnostic{Code: diagnostic.AnsweredTwice}
	first, second := p.first, p.second
	if first.invocation == second.invocation && first.firing.sync == second.firing.sync {
		d.Message = fmt.Sprintf("`%s` can be answered more than once by the same line", j.route())
		d.Primary = diagnostic.Label{Span: second.invocation.Call.At, Text: "answers each time that sync `" + second.firing.sync.Name + "` fires"}
		if line := multiplier(second.firing.sync); line.Valid() {
			d.Secondary = append(d.Secondary, diagnostic.Label{Span: line, Text: "there may be several rows here"})
			d.Help = append(d.Help, "take the rows together: `first`, `collect` or another aggregate always leaves one frame")
		} else {
			d.Help = append(d.Help, "wait for something that happens once")
		}
	} else {
		d.Message = fmt.Sprintf("`%s` can be answered twice", j.route())
		d.Primary = diagnostic.Label{Span: second.invocation.Call.At, Text: "answers again, in sync `" + second.firing.sync.Name + "`"}
		seen := map[*syntax.Call]bool{second.invocation.Call: true}
		for _, pair := range pairs {
			for _, c := range []*call{pair.first, pair.second} {
				if !seen[c.invocation.Call] && len(d.Secondary) < 4 {
					seen[c.invocation.Call] = true
					d.Secondary = append(d.Secondary, diagnostic.Label{Span: c.invocation.Call.At, Text: "answered here, in sync `" + c.firing.sync.Name + "`"})
				}
			}
		}
		d.Help = append(d.Help, adviceFor(first, second))
	}
	t.call(first, "")
	if second != first {
		t.call(second, "")
	}
	d.Trail = t.steps()
	j.doubt(&d, certain, p.when)
	j.report(d)
}

// adviceFor says how two answers are kept apart.
func adviceFor(first, second *call) string {
	for _, pair := range [][2]*call{{first, second}, {second, first}} {
		for _, sibling := range pair[0].exit.calls {
			if a := sibling.invocation.Action; a.Refusal() != nil && waitsFor(pair[1].firing.sync, a) {
				return fmt.Sprintf("answer from a sync of its own, which waits for `%s () : ()`: that leaves its refusals out", a.FullName())
			}
		}
	}
	for _, pair := range [][2]*call{{first, second}, {second, first}} {
		if method := methodOf(pair[0].firing.sync); method != "" && takesAnyMethod(pair[1].firing.sync) {
			return fmt.Sprintf("sync `%s` names no `method`, so it takes those that other syncs name for the path too: say which one it is about", pair[1].firing.sync.Name)
		}
	}
	return "let one of the two wait for, or ask for, what the other one excludes"
}

// methodOf is the method that a sync's pattern on a request names.
func methodOf(s *program.Sync) string {
	for _, p := range s.When {
		for _, m := range p.Inputs {
			if value, ok := m.Literal(); ok && p.Action.Concept.BuiltIn && m.Name == "method" {
				return fmt.Sprint(value)
			}
		}
	}
	return ""
}

func takesAnyMethod(s *program.Sync) bool {
	return methodOf(s) == "" && slices.ContainsFunc(s.When, func(p *program.Pattern) bool { return p.Action.Concept.BuiltIn && p.Action.System })
}

func waitsFor(s *program.Sync, a *program.Action) bool {
	return slices.ContainsFunc(s.When, func(p *program.Pattern) bool { return p.Action == a })
}

// multiplier is the first line of a sync that may make several frames of one.
func multiplier(s *program.Sync) source.Span {
	for _, step := range s.Where {
		if program.Multiplies(step) {
			return step.Line().Span()
		}
	}
	return source.Span{}
}

// giveUp reports that a route is too large to be followed.
func (r *routeResult) giveUp(reached *Reached, bound tooLarge) {
	if len(answersOf(reached.Route.Root)) == 0 {
		return
	}
	u := &unfolding{reached: reached}
	name := RouteName(reached.Route)
	r.findings = append(r.findings, diagnostic.Diagnostic{
		Code: diagnostic.UnansweredRequest, Severity: diagnostic.Warning,
		Message: fmt.Sprintf("it could not be decided whether `%s` is always answered, and once", name),
		Primary: diagnostic.Label{Span: u.rootSpan(), Text: "too many " + bound.what + " depend on each other from here on"},
		Help:    []string{"let fewer conditions decide over one answer: move some of them into a query"},
	})
}
