package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const analysisPage = "../../docs/analysis.md"

// Each example of the page on the analysis passes, fails or gives warnings only,
// as its fence says; what is shown below it is what the tool says about it. The
// examples share the concepts of the page on diagnostics, and those that this
// page begins with; one with a concept of its own has that instead.
func TestAnalysisPage(t *testing.T) {
	p := readPage(t, analysisPage)
	common := append(conceptsOf(readPage(t, diagnosticsPage)), conceptsOf(p)...)
	shown := map[*block][]*block{}
	shared := map[*block][]*block{}
	var examples []*block
	for i, b := range p.blocks {
		switch {
		case b.isExample():
			examples = append(examples, b)
			if shared[b] = common; p.blocks[i-1].lang() == "concept" && p.blocks[i-1].section == b.section {
				shared[b] = p.blocks[i-1 : i]
			}
		case b.lang() == "text":
			require.NotEmpty(t, examples, "line %d of %s shows what is said of no example", b.first, analysisPage)
			last := examples[len(examples)-1]
			shown[last] = append(shown[last], b)
		}
	}
	require.NotEmpty(t, examples)
	for _, b := range examples {
		t.Run(fmt.Sprintf("%s, line %d", b.section, b.first), func(t *testing.T) {
			specs := append(slices.Clone(shared[b]), b)
			exit, out := check(t, specs, "--format=short")
			switch {
			case b.is("right"):
				assert.Empty(t, out)
				assert.Equal(t, exitClean, exit)
			case b.is("wrong"):
				assert.Equal(t, exitFindings, exit)
				assert.NotEmpty(t, shown[b], "the page shows the findings of what is wrong")
			case b.is("doubtful"):
				assert.Contains(t, out, "warning[")
				assert.Equal(t, exitClean, exit, out)
				assert.NotEmpty(t, shown[b], "the page shows the warnings of what is doubtful")
			}
			for _, text := range shown[b] {
				said := out
				if text.is("proof") {
					_, said = check(t, specs, "--format=short", "--proof")
				}
				if *update {
					text.text = said
				}
				assert.Equal(t, text.text, said, "line %d of %s", text.first, analysisPage)
			}
		})
	}
	if *update {
		p.write(t)
	}
}

// conceptsOf are the concepts that the examples of a page share.
func conceptsOf(p *page) []*block {
	return slices.DeleteFunc(p.section("The concepts of the examples"), func(b *block) bool { return b.lang() != "concept" })
}

// Every request that the example apps take is proved to be answered exactly
// once.
func TestExampleAppsAreProved(t *testing.T) {
	t.Chdir("../..")
	var stdout, stderr bytes.Buffer
	exit := run([]string{"check", "--proof", "--format=json", "./specs/..."}, strings.NewReader(""), &stdout, &stderr, environment{})
	require.Equal(t, exitClean, exit, stderr.String())
	var report struct {
		Proofs []struct {
			Program string
			LeftOut int
			Routes  []struct {
				Route, Root, Verdict string
				Answers              []any
			}
		}
	}
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &report))
	requests := map[string]int{}
	for _, p := range report.Proofs {
		assert.Zero(t, p.LeftOut, p.Program)
		for _, r := range p.Routes {
			assert.NotEqual(t, "not-proved", r.Verdict, "%s: %s", p.Program, r.Route)
			if r.Root == "Requesting.request" {
				requests[p.Program]++
				assert.Equal(t, "proved", r.Verdict, "%s: %s", p.Program, r.Route)
				assert.NotEmpty(t, r.Answers, "%s: %s", p.Program, r.Route)
			}
		}
	}
	assert.Equal(t, 15, requests["specs/focusreader"])
}
