package semantics

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
	"github.com/syncgen/syncgen/gen/internal/semantics/randomspec"
)

var (
	programs = flag.Int("programs", 24, "how many random programs to compile")
	flows    = flag.Int("flows", 24, "how many flows to run from each root of each")
	seed     = flag.Uint64("seed", 1, "the seed of the first program; the others follow")
	keep     = flag.String("keep", "", "a folder to leave the emitted module in")
)

// TestEmittedCodeDoesWhatTheLanguageSays compiles random programs, runs flows
// of them, and expects what the reference interpreter does.
func TestEmittedCodeDoesWhatTheLanguageSays(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles programs")
	}
	m := newModule(t)
	for i := range uint64(*programs) {
		name := fmt.Sprintf("program%d", *seed+i)
		m.add(name, randomspec.Generate(*seed+i))
	}
	m.compareAll(*flows)
}

// compareAll runs flows of all programs of the module on both sides. Of each
// program it reports the first flow that differs.
func (m *module) compareAll(flows int) {
	count := 0
	for _, result := range m.run(flows) {
		count++
		p := m.programs[result.Program]
		if p.differs {
			continue
		}
		want := driver.Expected(p.checked, result.Case)
		causes := want.Causes
		want.Causes = nil
		plain := difference(want, result.Trace)
		want.Causes = causes
		traced := difference(want, result.Traced)
		if plain+traced == "" {
			continue
		}
		p.differs = true
		m.t.Errorf("%s does something else than the reference, from %+v\nspecs:\n%s\n%s%s",
			result.Program, result.Case, all(p.files), plain, traced)
	}
	m.t.Logf("compared %d flows of %d programs, from seed %d on", count, len(m.programs), *seed)
}

func difference(want, got *driver.Trace) string {
	if want.String() == got.String() {
		return ""
	}
	return fmt.Sprintf("expected:\n%s\ngot:\n%s\n", want, got)
}

// module is a Go module outside of the repository that holds emitted programs.
type module struct {
	t        *testing.T
	dir      string
	programs map[string]*compiled
	names    []string
}

type compiled struct {
	files   map[string]string
	checked *program.Program
	differs bool
}

func (m *module) add(name string, files map[string]string) {
	p, err := checked.Program(files)
	require.NoError(m.t, err, "%s: a random program that is no program:\n%s", name, all(files))
	m.names = append(m.names, name)
	m.programs[name] = &compiled{files: files, checked: p}
	require.NoError(m.t, driver.WriteSpecs(filepath.Join(m.dir, "specs", name), files))
	m.emit(name, p)
}

// run builds the module and runs its flows.
func (m *module) run(flows int) []driver.Result {
	m.writeMain()
	m.command("go", "vet", "./...")
	m.command("go", "build", "-o", "driver", ".")
	printed := m.command("./driver", "-specs", "specs", "-flows", fmt.Sprint(flows))
	var results []driver.Result
	lines := bufio.NewScanner(bytes.NewReader(printed))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r driver.Result
		require.NoError(m.t, json.Unmarshal(lines.Bytes(), &r))
		results = append(results, r)
	}
	require.NoError(m.t, lines.Err())
	require.NotEmpty(m.t, results)
	return results
}

func (m *module) command(name string, args ...string) []byte {
	cmd := exec.Command(name, args...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	require.NoError(m.t, cmd.Run(), "%s %v, from seed %d on:\n%s", name, args, *seed, &stderr)
	return stdout.Bytes()
}
