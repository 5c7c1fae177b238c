package lsp

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// node is an action or a sync in the hierarchy of what causes what. From an
// action it goes to the syncs that wait for it or call it, from a sync to the
// actions.
type node struct {
	symbol *symbol.Symbol
	at     source.Span // of the name
	whole  source.Span // of the declaration
}

// link is a node with the places that lead to it or from it.
type link struct {
	node
	at []source.Span
}

// nodes are what the hierarchy can begin with at a place.
func (p place) nodes() []node {
	var list []node
	for _, o := range p.symbols() {
		if o.Symbol.Kind == symbol.Action || o.Symbol.Kind == symbol.Sync {
			list = append(list, p.node(o.Symbol))
		}
	}
	return list
}

// node places a symbol. An action of a built-in concept stands where it is named
// first: its declaration is in no file.
func (s *snapshot) node(of *symbol.Symbol) node {
	n := node{of, of.Decl, of.Decls[0].Span()}
	if f := s.source(of.Decl.File); f == nil || !f.BuiltIn() {
		return n
	}
	for _, o := range s.index().Of(of) {
		if !s.source(o.At.File).BuiltIn() {
			return node{of, o.At, o.At}
		}
	}
	return n
}

// causes lists what can lead to a node: the syncs that call an action, the
// actions that a sync waits for.
func (s *snapshot) causes(of *symbol.Symbol) []link {
	var list []link
	if of.Kind == symbol.Sync {
		for _, p := range of.Sync.When {
			if n, ok := s.nodeOf(p.Action); ok {
				list = addLink(list, n, n.at)
			}
		}
		return list
	}
	for _, other := range s.syncs() {
		for _, at := range s.calls(other.Sync, of) {
			list = addLink(list, s.node(other), at)
		}
	}
	return list
}

// effects lists what a node can lead to: the syncs that wait for an action, the
// actions that a sync calls.
func (s *snapshot) effects(of *symbol.Symbol) []link {
	var list []link
	if of.Kind == symbol.Action {
		for _, other := range s.syncs() {
			if slices.ContainsFunc(other.Sync.When, func(p *program.Pattern) bool { return isAction(of, p.Action) }) {
				list = addLink(list, s.node(other), s.node(of).at)
			}
		}
		return list
	}
	for _, exit := range of.Sync.Exits() {
		for _, call := range exit.Calls {
			if n, ok := s.nodeOf(call.Action); ok {
				list = addLink(list, n, callSite(of.Sync, exit, call))
			}
		}
	}
	return list
}

// syncs are the symbols of the program's syncs, in the order of the program.
func (s *snapshot) syncs() []*symbol.Symbol {
	var list []*symbol.Symbol
	for _, x := range s.index().Symbols {
		if x.Kind == symbol.Sync {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b *symbol.Symbol) int { return a.Sync.Index - b.Sync.Index })
	return list
}

// calls are the places of a sync where it calls an action.
func (s *snapshot) calls(sync *program.Sync, action *symbol.Symbol) []source.Span {
	var list []source.Span
	for _, exit := range sync.Exits() {
		for _, call := range exit.Calls {
			if isAction(action, call.Action) {
				list = append(list, callSite(sync, exit, call))
			}
		}
	}
	return list
}

// callSite is where a sync calls an action: for a line of a guard, where the
// sync uses that.
func callSite(sync *program.Sync, exit program.Exit, call *program.Invocation) source.Span {
	at := call.Call.Name.At
	if own := sync.Decl.At; at.File == own.File && own.Start <= at.Start && at.End <= own.End {
		return at
	}
	return exit.Step.Uses()[0].Call.Name.At
}

// isAction reports whether a symbol is an action, be it that of an instance.
func isAction(s *symbol.Symbol, a *program.Action) bool {
	return slices.ContainsFunc(s.Decls, func(d syntax.Node) bool { return d == syntax.Node(a.Decl) })
}

func (s *snapshot) nodeOf(a *program.Action) (node, bool) {
	for _, x := range s.index().Symbols {
		if x.Kind == symbol.Action && isAction(x, a) {
			return s.node(x), true
		}
	}
	return node{}, false
}

func addLink(list []link, n node, at source.Span) []link {
	i := slices.IndexFunc(list, func(l link) bool { return l.symbol == n.symbol })
	if i < 0 {
		return append(list, link{n, []source.Span{at}})
	}
	if !slices.Contains(list[i].at, at) {
		list[i].at = append(list[i].at, at)
	}
	return list
}
