package picture

import (
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
)

// detail draws syncs with all that they wait for and call.
type detail struct {
	program *program.Program
	graph   *Graph
	roots   map[string]*Node
	syncs   map[*program.Sync]*Node
	actions map[*program.Action]*Node
	answers map[answer]*Node
	// answering are the nodes of an action that answers, which has one for
	// each answer.
	answering map[*program.Action][]*Node
}

// answer is what a sync answers. Calls that say the same are one node.
type answer struct {
	sync  *program.Sync
	kind  Kind
	label string
}

func newDetail(p *program.Program, title string) *detail {
	return &detail{
		program: p, graph: &Graph{Title: title},
		roots: map[string]*Node{}, syncs: map[*program.Sync]*Node{}, actions: map[*program.Action]*Node{},
		answers: map[answer]*Node{}, answering: map[*program.Action][]*Node{},
	}
}

// route draws a route: its root, and all syncs that its flows may come to.
func (d *detail) route(reached *flow.Reached) {
	root := d.root(reached.Route)
	for _, s := range d.add(reached.Syncs, true) {
		for _, p := range s.When {
			switch {
			case implied(reached.Syncs, s, p):
			case reached.Route.Matches(p):
				d.waits(root, d.syncs[s], p)
			default:
				d.after(d.syncs[s], p)
			}
		}
		d.calls(s, true)
	}
}

// around draws syncs with those of some routes that they take part in. With `all`,
// it draws the `else` of their lines, too, and arrows for all that they wait for.
func (d *detail) around(syncs []*program.Sync, routes []*program.Route, all bool) {
	for _, s := range d.add(syncs, all) {
		for _, p := range s.When {
			switch {
			case !all && implied(d.program.Syncs, s, p):
			case !p.Action.System:
				d.after(d.syncs[s], p)
			case len(rootLiterals(p)) == 0:
				d.waits(d.anyRoot(p.Action), d.syncs[s], p)
			default:
				for _, r := range routes {
					if r.Matches(p) {
						d.waits(d.root(r), d.syncs[s], p)
					}
				}
			}
		}
		d.calls(s, all)
	}
	d.graph.Across = !all || d.graph.isTooWide()
}

// rootLiterals are the literals by which a pattern picks routes.
func rootLiterals(p *program.Pattern) []*program.Match {
	return slices.DeleteFunc(slices.Clone(p.Inputs), func(m *program.Match) bool {
		_, picks := m.Literal()
		return !picks
	})
}

// add draws the nodes of syncs and of what they call, so that arrows find them,
// and returns the syncs. With `all`, it draws what is behind an `else`, too.
func (d *detail) add(syncs []*program.Sync, all bool) []*program.Sync {
	for _, s := range syncs {
		if d.syncs[s] == nil {
			d.syncs[s] = d.graph.add(Sync, s.Name, s.Name, Tip{place(d.program.Sources, s.Decl.Span()), strings.TrimSpace(written(d.program.Sources, s.Decl.Span()))})
		}
		for _, exit := range exits(s, all) {
			for _, call := range exit.Calls {
				d.called(s, call)
			}
		}
	}
	return syncs
}

// exits are the `then` of a sync and, with `all`, the `else` of its lines.
func exits(s *program.Sync, all bool) []program.Exit {
	list := s.Exits()
	if !all {
		list = list[:1]
	}
	return list
}

// calls draws the arrows from a sync to what it calls.
func (d *detail) calls(s *program.Sync, all bool) {
	for _, exit := range exits(s, all) {
		for i, call := range exit.Calls {
			e := Edge{From: d.syncs[s], To: d.called(s, call), Kind: Calls, Tip: quoted(d.program.Sources, call.Call.Span())}
			var labels []string
			if exit.Step != nil {
				e.Kind = Else
				labels = append(labels, failing(d.program.Sources, exit.Step))
			}
			if len(exit.Calls) > 1 {
				labels = append(labels, strconv.Itoa(i+1))
			}
			if exit.Many {
				labels = append(labels, "for each")
			}
			e.Label = strings.Join(labels, "\n")
			d.graph.connect(e)
		}
	}
}

// called is the node of what a sync calls.
func (d *detail) called(s *program.Sync, call *program.Invocation) *Node {
	if call.Action.Answers != nil {
		return d.answer(s, call)
	}
	return d.action(call.Action)
}

func (d *detail) answer(s *program.Sync, call *program.Invocation) *Node {
	label, kind := answerText(d.program.Sources, call)
	key := answer{s, kind, label}
	n := d.answers[key]
	if n == nil {
		status, _, _ := strings.Cut(label, "\n")
		n = d.graph.add(kind, s.Name+"_"+status, label, quoted(d.program.Sources, call.Call.Span()))
		d.answers[key] = n
		d.answering[call.Action] = append(d.answering[call.Action], n)
	}
	return n
}

func (d *detail) action(a *program.Action) *Node {
	n := d.actions[a]
	if n == nil {
		n = d.graph.add(Action, a.FullName(), a.FullName(), signatures(d.program.Sources, a))
		d.actions[a] = n
	}
	return n
}

func (d *detail) root(r *program.Route) *Node {
	return d.rootNamed(flow.RouteName(r), r.Root)
}

// anyRoot stands for all routes of a root action.
func (d *detail) anyRoot(a *program.Action) *Node { return d.rootNamed(a.FullName(), a) }

func (d *detail) rootNamed(name string, a *program.Action) *Node {
	n := d.roots[name]
	if n == nil {
		n = d.graph.add(Root, name, name, signatures(d.program.Sources, a))
		d.roots[name] = n
	}
	return n
}

// after draws that a sync waits for an action.
func (d *detail) after(to *Node, p *program.Pattern) {
	answers := d.answering[p.Action]
	for _, from := range answers {
		d.waits(from, to, p)
	}
	if len(answers) == 0 {
		d.waits(d.action(p.Action), to, p)
	}
}

func (d *detail) waits(from, to *Node, p *program.Pattern) {
	e := Edge{From: from, To: to, Kind: Waits, Label: wrap(outcome(d.program.Sources, p), edgeWidth), Tip: quoted(d.program.Sources, p.Call.Span())}
	if refuses(p) {
		e.Kind = Refuse
	}
	d.graph.connect(e)
}

// implied reports whether flows that have come to another action which the sync
// waits for have done so only through the completion that a pattern asks for. An
// arrow for it would show nothing that the others do not.
func implied(syncs []*program.Sync, s *program.Sync, p *program.Pattern) bool {
	if len(s.When) == 1 || slices.ContainsFunc(slices.Concat(p.Inputs, p.Outputs), func(m *program.Match) bool {
		return m.Test != nil && !(p.Action.System && !m.Rest)
	}) {
		return false // it stands alone, or asks for certain values
	}
	without := reachedWithout(syncs, p)
	return slices.ContainsFunc(s.When, func(other *program.Pattern) bool {
		return !other.Action.System && other.Action != p.Action && !without[other.Action]
	})
}

// reachedWithout finds the actions that flows may come to when no action
// completes as a pattern asks for.
func reachedWithout(syncs []*program.Sync, without *program.Pattern) map[*program.Action]bool {
	actions := map[*program.Action]bool{}
	for before := -1; before != len(actions); {
		before = len(actions)
		for _, s := range syncs {
			if slices.ContainsFunc(s.When, func(p *program.Pattern) bool {
				return !p.Action.System && !actions[p.Action] || within(p, without)
			}) {
				continue
			}
			for _, exit := range s.Exits() {
				for _, call := range exit.Calls {
					actions[call.Action] = true
				}
			}
		}
	}
	return actions
}

// within reports whether all completions that a pattern takes are such as
// another one takes, as far as outcomes and the literals of roots tell.
func within(p, other *program.Pattern) bool {
	if p.Action != other.Action {
		return false
	}
	for _, o := range p.Outcomes {
		if !slices.Contains(other.Outcomes, o) {
			return false
		}
	}
	for _, want := range rootLiterals(other) {
		if !slices.ContainsFunc(rootLiterals(p), func(has *program.Match) bool {
			v, _ := has.Literal()
			w, _ := want.Literal()
			return has.Name == want.Name && v == w
		}) {
			return false
		}
	}
	return true
}
