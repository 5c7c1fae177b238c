package scenario

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen"
)

// load reads a program and its scenarios.
func load(t *testing.T, path string) (p *program.Program, scenarios []dsl.Text) {
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	var specs []dsl.Text
	for _, f := range archive.Files {
		text := dsl.Text{Path: f.Name, Text: string(f.Data)}
		if filepath.Ext(f.Name) == ".scenario" {
			scenarios = append(scenarios, text)
		} else {
			specs = append(specs, text)
		}
	}
	p, found := dsl.Typed(".", specs)
	require.Zero(t, found.Errors(), "%v", found)
	return p, scenarios
}

// Values of every kind come to the emitted code and back, in an app of one
// package and in one of several.
func TestKinds(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles programs")
	}
	for name, splitAbove := range map[string]int{"whole": 0, "split": 1} {
		t.Run(name, func(t *testing.T) {
			p, texts := load(t, "testdata/kinds.txtar")
			scenarios, found := Read(p, texts)
			require.Empty(t, found)
			dir := "../../generated/kinds"
			path, err := gen.ImportPath(dir)
			require.NoError(t, err)
			results, coverage, err := Run(p, scenarios, Stage{Dir: dir, Options: gen.Options{
				Package: "kinds", ImportPath: path, Source: "kinds", Version: "test", SplitAbove: splitAbove,
			}})
			require.NoError(t, err)
			for _, r := range results {
				assert.Empty(t, r.Problems, "%s\n%v", r.Scenario.Name(), r.Trail)
			}
			for _, part := range coverage.Parts() {
				assert.Empty(t, part.Missed, part.Kind)
			}
		})
	}
}
