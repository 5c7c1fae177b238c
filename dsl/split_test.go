package dsl_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

const stepping = `concept Stepping

purpose go on

principle after a step comes the next

actions
  begin (x: String) : (a: String, b: String)
  begin (x: String) : (error: String)

%s
  end (x: String) : (b: String)

queries
  _look (x: String) : (y: String)
`

// Whatever results a `then` uses, the fix leaves a program without errors, in
// the canonical layout, or none is offered and the finding says why.
func TestSplitMendsEveryChain(t *testing.T) {
	steps := ""
	for i := range 5 {
		for _, results := range []string{"(a: String)", "(a: String, b: String)", "(error: String)"} {
			steps += fmt.Sprintf("  step%d (x: String, y: String) : %s\n", i, results)
		}
	}
	concept := fmt.Sprintf(stepping, steps)
	offered := 0
	rapid.Check(t, func(t *rapid.T) {
		text := drawChain(t)
		texts := []dsl.Text{{Path: "a.concept", Text: concept}, {Path: "a.sync", Text: text}}
		p, list := dsl.Typed(".", texts)
		for _, d := range list {
			if d.Code == diagnostic.ResultInThen && d.Fix == nil {
				require.Contains(t, strings.Join(d.Notes, "\n"), "no fix is offered", "%s\n%s", text, describe(p.Sources, list))
				return
			}
		}
		if list.Errors() > 0 {
			offered++
		}
		for list.Errors() > 0 {
			changed, applied := dsl.ApplyFixes(p.Sources, list)
			require.NotEmpty(t, applied, "%s\n%s", text, describe(p.Sources, list))
			texts[1] = changed[0]
			p, list = dsl.Typed(".", texts)
		}
		tree := p.Files[len(p.Files)-1]
		require.Equal(t, "a.sync", tree.Source.Path)
		require.Equal(t, formattedText("a.sync", texts[1].Text), texts[1].Text, text)
	})
	assert.Positive(t, offered)
}

// drawChain writes a sync in the canonical layout whose actions use results of
// each other.
func drawChain(t *rapid.T) string {
	bound := []string{"u", "v"}
	var b strings.Builder
	b.WriteString("sync Chain\nwhen\n  Requesting.request (path: \"/chain\", u, v) : (request)\n")
	if rapid.Bool().Draw(t, "second pattern") {
		b.WriteString("  Stepping.begin (x: u) : (a, b: c)\n")
		bound = append(bound, "a", "c")
	}
	var where []string
	if rapid.Bool().Draw(t, "binding") {
		where = append(where, fmt.Sprintf("  d = \"${%s}!\"\n", rapid.SampledFrom(bound).Draw(t, "of")))
		bound = append(bound, "d")
	}
	if rapid.Bool().Draw(t, "condition") {
		where = append(where, fmt.Sprintf("  %s != %s\n", rapid.SampledFrom(bound).Draw(t, "left"), rapid.SampledFrom(bound).Draw(t, "right")))
	}
	if rapid.Bool().Draw(t, "query") {
		where = append(where, fmt.Sprintf("  Stepping._look (x: %s) : (y: e)\n", rapid.SampledFrom(bound).Draw(t, "asked")))
		bound = append(bound, "e")
	}
	if len(where) > 0 {
		b.WriteString("where\n" + strings.Join(where, ""))
	}
	b.WriteString("then\n")
	value := func(of string) string {
		name := rapid.SampledFrom(bound).Draw(t, of)
		switch rapid.IntRange(0, 3).Draw(t, "as") {
		case 0:
			return `"` + of + ` ${` + name + `}"`
		case 1:
			return `"fixed"`
		}
		return name
	}
	for i := range rapid.IntRange(1, 5).Draw(t, "actions") {
		result := ""
		switch rapid.IntRange(0, 4).Draw(t, "results") {
		case 0:
			result = fmt.Sprintf(" : (a: r%d)", i)
		case 1:
			result = fmt.Sprintf(" : (a: r%d, b: s%d)", i, i)
		case 2:
			result = fmt.Sprintf(" : (error: r%d)", i)
		}
		step := i
		if rapid.IntRange(0, 9).Draw(t, "again") == 0 {
			step = 0 // which call of it is meant cannot be told
		}
		fmt.Fprintf(&b, "  Stepping.step%d (x: %s, y: %s)%s\n", step, value("x"), value("y"), result)
		if strings.Contains(result, "r") {
			bound = append(bound, fmt.Sprintf("r%d", i))
		}
		if strings.Contains(result, "b: s") {
			bound = append(bound, fmt.Sprintf("s%d", i))
		}
	}
	fmt.Fprintf(&b, "  Requesting.respond (request, last: %s, first: %s)\n", value("last"), value("first"))
	return b.String()
}
