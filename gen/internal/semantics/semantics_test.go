package semantics

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
	"github.com/syncgen/syncgen/gen/internal/semantics/randomspec"
)

var (
	programs = flag.Int("programs", 40, "how many random programs to compile")
	flows    = flag.Int("flows", 40, "how many flows to run from each root of each")
	seed     = flag.Uint64("seed", 1, "the seed of the first program; the others follow")
	shrink   = flag.Bool("shrink", false, "look for the smallest program that goes wrong")
	keep     = flag.String("keep", "", "an empty folder to leave the emitted module in")
)

// TestEmittedCodeDoesWhatTheLanguageSays compiles random programs, runs flows
// of them, and expects what the reference interpreter does.
func TestEmittedCodeDoesWhatTheLanguageSays(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles programs")
	}
	dir := *keep
	if dir == "" {
		dir = t.TempDir()
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, entries, "the folder %s has something in it", dir)
	m := newModule(t, dir)
	for n := *seed; len(m.programs) < *programs; n++ {
		files := randomspec.Generate(n)
		if _, err := checked.Program(files); err == nil {
			m.add(fmt.Sprintf("program%d", n), files, n%3 == 0)
		}
	}
	count := m.compare(*flows)
	t.Logf("compared %d flows of %d programs, from seed %d on", count, len(m.programs), *seed)
	for _, p := range m.programs {
		if p.wrong == "" {
			continue
		}
		again := "-programs 1 -seed " + strings.TrimPrefix(p.name, "program")
		if *shrink {
			p = smallest(t, p, *flows)
		}
		t.Errorf("with %s:\n%s\n%s", again, all(p.files), p.wrong)
	}
}

// compare runs flows of all programs of the module on both sides, and notes of
// each program the first flow that differs. It returns the number of flows.
func (m *module) compare(flows int) int {
	count := 0
	for _, result := range m.run(flows) {
		count++
		p := m.named(result.Program)
		if p.wrong != "" {
			continue
		}
		want := driver.Expected(p.checked, result.Case)
		causes := want.Causes
		want.Causes = nil
		p.wrong = difference(want, result.Trace)
		want.Causes = causes
		p.wrong += difference(want, result.Traced)
		if p.wrong != "" {
			p.wrong = fmt.Sprintf("in the flow %+v:\n%s", result.Case, p.wrong)
		}
	}
	return count
}

// difference shows where two traces part; it is empty when they do not.
func difference(want, got *driver.Trace) string {
	if want.String() == got.String() {
		return ""
	}
	wanted, had := strings.Split(want.String(), "\n"), strings.Split(got.String(), "\n")
	same := 0
	for same < min(len(wanted), len(had)) && wanted[same] == had[same] {
		same++
	}
	rest := func(lines []string) string { return strings.Join(lines[same:], "\n  ") }
	return fmt.Sprintf("both:\n  %s\nexpected:\n  %s\ngot:\n  %s\n", strings.Join(wanted[:same], "\n  "), rest(wanted), rest(had))
}

// run builds the module and runs its flows. Programs that the Go compiler or
// vet refuses are noted and left out.
func (m *module) run(flows int) []driver.Result {
	m.refuse()
	if !slices.ContainsFunc(m.programs, isRight) {
		return nil
	}
	m.writeMain()
	_, err := m.command("go", "build", "-o", "driver", ".")
	require.NoError(m.t, err)
	printed, err := m.command("./driver", "-specs", "specs", "-flows", fmt.Sprint(flows))
	require.NoError(m.t, err)
	var results []driver.Result
	lines := bufio.NewScanner(strings.NewReader(printed))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r driver.Result
		require.NoError(m.t, json.Unmarshal(lines.Bytes(), &r))
		results = append(results, r)
	}
	require.NoError(m.t, lines.Err())
	return results
}

// refuse notes programs whose emitted code is not what Go wants.
func (m *module) refuse() {
	if !slices.ContainsFunc(m.programs, isRight) {
		return
	}
	_, err := m.command("go", append(m.check, "./program...")...)
	if err == nil {
		return
	}
	var p *compiled
	for line := range strings.Lines(err.Error()) {
		if rest, ok := strings.CutPrefix(line, "# "+modulePath+"/"); ok {
			name, _, _ := strings.Cut(strings.TrimSpace(rest), "/")
			p = m.named(name)
		}
		if p != nil {
			p.wrong += line
		}
	}
	require.NotNil(m.t, p, err)
}

func (m *module) command(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s %v: %w\n%s", name, args, err, &stderr)
	}
	return stdout.String(), nil
}
