package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The README shows how to use the app as shell lines, each answer as a comment
// below its line: `# → {"user":"…"}`, where `…` stands for one value. The
// very same lines run here, except that the server has a port of its own.
func TestReadme(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not installed")
	}
	s := start(t)
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	block := shellBlock(t, string(readme), "## Try it")
	const shown = "http://127.0.0.1:8000/api"
	require.Contains(t, block, shown)
	steps := readSteps(strings.ReplaceAll(block, shown, s.URL))
	require.NotEmpty(t, steps)

	// One shell for all lines, since later ones use what earlier ones set.
	const end = "--- end of step"
	var script strings.Builder
	for _, step := range steps {
		fmt.Fprintf(&script, "%s\nprintf '\\n%s\\n'\n", step.command, end)
	}
	shell := exec.CommandContext(t.Context(), "sh", "-eu", "-c", script.String())
	shell.Dir = t.TempDir()
	output, err := shell.CombinedOutput()
	require.NoError(t, err, "%s", output)
	answers := strings.Split(string(output), end+"\n")
	require.Len(t, answers, len(steps)+1)
	for i, step := range steps {
		pattern := strings.ReplaceAll(regexp.QuoteMeta(step.answer), "…", `[^",{}]+`)
		assert.Regexp(t, "^(?s:"+pattern+")$", strings.TrimSpace(answers[i]), step.command)
	}
}

// shellBlock returns the first block of shell lines after a heading.
func shellBlock(t *testing.T, text, heading string) string {
	t.Helper()
	_, section, found := strings.Cut(text, "\n"+heading+"\n")
	require.True(t, found, "the heading %q", heading)
	_, block, found := strings.Cut(section, "\n```sh\n")
	require.True(t, found, "a block of shell lines after %q", heading)
	block, _, found = strings.Cut(block, "\n```\n")
	require.True(t, found, "the end of the block after %q", heading)
	return block
}

// step is a command and what it prints.
type step struct{ command, answer string }

// readSteps takes a block apart. A command goes on over lines that end in a
// backslash, and an answer over several comments.
func readSteps(block string) (steps []step) {
	continues := false
	for line := range strings.Lines(block) {
		line = strings.TrimRight(line, "\n")
		answer, isAnswer := strings.CutPrefix(line, "# → ")
		switch {
		case isAnswer:
			last := &steps[len(steps)-1]
			last.answer = strings.TrimPrefix(last.answer+"\n"+answer, "\n")
		case continues:
			steps[len(steps)-1].command += "\n" + line
		case strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#"):
			steps = append(steps, step{command: line})
		}
		continues = !isAnswer && strings.HasSuffix(line, `\`)
	}
	return steps
}
