package main

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const analysisPage = "../../docs/analysis.md"

// Each example of the page on the analysis passes, fails or gives warnings only,
// as its fence says; what is shown below it is what the tool says about it. The
// examples share the page's concepts and those of the page on diagnostics.
func TestAnalysisPage(t *testing.T) {
	p := readPage(t, analysisPage)
	var common []*block
	for _, b := range append(readPage(t, diagnosticsPage).blocks, p.blocks...) {
		if b.lang() == "concept" && !b.isExample() {
			common = append(common, b)
		}
	}
	shown := map[*block][]*block{}
	var examples []*block
	for _, b := range p.blocks {
		switch {
		case b.isExample():
			examples = append(examples, b)
		case b.lang() == "text":
			require.NotEmpty(t, examples, "line %d of %s shows what is said of no example", b.first, analysisPage)
			last := examples[len(examples)-1]
			shown[last] = append(shown[last], b)
		}
	}
	require.NotEmpty(t, examples)
	for _, b := range examples {
		t.Run(fmt.Sprintf("%s, line %d", b.section, b.first), func(t *testing.T) {
			specs := append(common[:len(common):len(common)], b)
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
