package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// shop is the concept that the rules of these tests are about.
const shop = `concept Shop

purpose sell

principle after an order it is sold

state
  a set of Orders

actions
  system tick (kind: String)
  order (n: Integer, s: String) : (order: Order)
  order (n: Integer, s: String) : (waiting: Integer)
  order (n: Integer, s: String) : (error: String)
  pay (n: Integer, note: optional String)
  pay (n: Integer, note: optional String) : (error: String)
  send (n: Integer, note: optional String)
  tell (kind: String, ...)

queries
  _one (n: Integer) : one (v: Integer, f: Flag, e: of RED or GREEN or BLUE, o: optional Integer)
  _perhaps (n: Integer) : optional (v: Integer, w: String)
  _all (n: Integer) : (v: Integer, w: String, o: optional Integer)
`

// typed is the program of some rules beside the concept Shop.
func typed(t testing.TB, rules string) *program.Program {
	t.Helper()
	sources := &source.Map{}
	sources.Add("rules.sync", rules)
	sources.Add("shop.concept", shop)
	var files []*syntax.File
	var found diagnostic.List
	for _, f := range sources.Files() {
		tree, list := syntax.Parse(f)
		files = append(files, tree)
		found = append(found, list...)
	}
	p, list := program.Resolve(".", sources, files)
	found = append(append(found, list...), program.Infer(p)...)
	require.Zero(t, found.Errors(), "%s\n%s", said(found), rules)
	return p
}

func said(list diagnostic.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s: %s\n", d.Code, d.Message)
	}
	return b.String()
}

// unfolded follows the flows of the first route of some rules.
func unfolded(t testing.TB, rules string) *unfolding {
	t.Helper()
	p := typed(t, rules)
	routes := p.Routes()
	require.NotEmpty(t, routes)
	return unfold(NewIndex(p).Reach(routes[0]))
}
