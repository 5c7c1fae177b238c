package reference_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/reference"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// TestRules runs the flows of testdata. Each file there is about one sentence
// of what a flow does, and has a trace that was worked out by hand.
func TestRules(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			files := map[string]string{}
			for _, f := range archive.Files {
				files[f.Name] = string(f.Data)
			}
			world, want := files["world"], files["trace"]
			delete(files, "world")
			delete(files, "trace")
			p, err := checked.Program(files)
			require.NoError(t, err)
			s := readScript(t, p, world)
			got := reference.Run(p, s, s.root, s.inputs, s.options)
			require.Equal(t, want, text(got))
		})
	}
}

// text writes a trace: one line an action, then how the flow ended.
func text(trace *reference.Trace) string {
	var b strings.Builder
	for _, step := range trace.Steps {
		if step.Cause != "" {
			b.WriteString(step.Cause + ": ")
		}
		b.WriteString(step.Action + " " + value.Canonical(step.Inputs) + " => " + step.Outcome + "\n")
	}
	if trace.Answered {
		b.WriteString("answer " + value.Canonical(trace.Answer) + "\n")
	}
	if trace.Failure != "" {
		b.WriteString("failure: " + string(trace.Failure) + "\n")
	}
	return b.String()
}
