package dsl_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/source"
)

// Whatever is changed, and changed back, a memory makes no difference to what is
// found: lines of the examples go, come again, come twice or have their words
// exchanged, and the program is checked with a memory and without one.
func TestMemoryChangesNothing(t *testing.T) {
	for _, dir := range []string{"../specs/focusreader", "../specs/conduit"} {
		original, err := dsl.Load(dir)
		require.NoError(t, err)
		t.Run(dir, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				memory := &dsl.Memory{}
				texts := append([]dsl.Text{}, original...)
				for range rapid.IntRange(1, 4).Draw(t, "changes") {
					i := rapid.IntRange(0, len(texts)-1).Draw(t, "file")
					texts[i].Text = changed(t, texts[i].Text, original[i].Text)
					_, found, flows := memory.Analyze(memory.Parse(dir, texts))
					p, wanted, wantedFlows := dsl.Analyze(dir, texts)
					require.Equal(t, wanted, found)
					require.Equal(t, told(p.Sources, wantedFlows), told(p.Sources, flows))
				}
			})
		})
	}
}

// changed makes one change of a text, or takes all of them back.
func changed(t *rapid.T, text, original string) string {
	lines := strings.SplitAfter(text, "\n")
	i := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
	switch rapid.IntRange(0, 4).Draw(t, "change") {
	case 0:
		return original
	case 1:
		lines[i] = ""
	case 2:
		lines[i] += lines[i]
	case 3:
		lines[i] = "\n" + lines[i]
	default:
		words := strings.Split(strings.TrimSuffix(lines[i], "\n"), " ")
		words[len(words)-1] = rapid.SampledFrom([]string{"user", "\"x\")", "(error)", "Flag", "Integer", "optional"}).Draw(t, "word")
		lines[i] = strings.Join(words, " ") + "\n"
	}
	return strings.Join(lines, "")
}

// told is all that is known of the flows, in words.
func told(sources *source.Map, flows *flow.Analysis) string {
	if flows == nil {
		return "not followed"
	}
	var b strings.Builder
	for _, p := range flows.Routes {
		fmt.Fprintln(&b, flow.RouteName(p.Route), p.Owed, p.Proved, p.Why, p.Assumed, len(p.Findings))
		for _, a := range p.Answers {
			f := sources.File(a.At.File)
			fmt.Fprintln(&b, "  ", a.Sync.Name, a.On, f.Path, f.Position(a.At.Start))
		}
	}
	return b.String()
}
