package gen

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

var update = flag.Bool("update", false, "write the goldens anew")

// A program of testdata/programs is a set of specs. Its files below out/ are
// what is emitted for it, as far as they are named there; its Go files test the
// emitted package. The line `split above N` of its comment sets that option.
const emittedPrefix = "out/"

type testProgram struct {
	name    string
	path    string
	archive *txtar.Archive
	out     *Output
}

func testPrograms(t *testing.T) []*testProgram {
	paths, err := filepath.Glob("testdata/programs/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	var list []*testProgram
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		p := &testProgram{name: strings.TrimSuffix(filepath.Base(path), ".txtar"), path: path, archive: archive}
		p.out = p.generate(t)
		list = append(list, p)
	}
	return list
}

func (p *testProgram) generate(t *testing.T) *Output {
	var texts []dsl.Text
	for _, f := range p.archive.Files {
		if strings.HasSuffix(f.Name, ".concept") || strings.HasSuffix(f.Name, ".sync") {
			texts = append(texts, dsl.Text{Path: "specs/" + f.Name, Text: string(f.Data)})
		}
	}
	options := Options{Package: p.name, ImportPath: "emitted/" + p.name, Source: "specs", Version: "v1.2.3"}
	for line := range strings.Lines(string(p.archive.Comment)) {
		_, _ = fmt.Sscanf(line, "split above %d", &options.SplitAbove)
	}
	program, findings := dsl.Typed("specs", texts)
	for _, d := range findings {
		if d.Severity == diagnostic.Note {
			continue
		}
		file := program.Sources.File(d.Primary.Span.File)
		t.Errorf("%s: %s:%d: %s", p.path, file.Path, file.Position(d.Primary.Span.Start).Line, d.Message)
	}
	require.False(t, t.Failed())
	out, err := Generate(program, options)
	require.NoError(t, err, p.path)
	return out
}

func TestEmittedCode(t *testing.T) {
	for _, p := range testPrograms(t) {
		t.Run(p.name, func(t *testing.T) {
			for i, f := range p.archive.Files {
				path, ok := strings.CutPrefix(f.Name, emittedPrefix)
				if !ok {
					continue
				}
				got := p.out.Files[path]
				require.NotNil(t, got, "%s is not emitted", path)
				_, _, got = readStamp(got) // it changes with every other file
				if *update {
					p.archive.Files[i].Data = got
				} else {
					assert.Equal(t, string(f.Data), string(got), path)
				}
			}
			if *update {
				require.NoError(t, os.WriteFile(p.path, txtar.Format(p.archive), 0o644))
			}
		})
	}
}

func TestEmissionIsDeterministic(t *testing.T) {
	for _, p := range testPrograms(t) {
		assert.Equal(t, p.out, p.generate(t), p.name)
	}
}

// All programs are compiled, vetted and tested in one module, which costs as
// much as one of them.
func TestEmittedCodeWorks(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles")
	}
	dir := t.TempDir()
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	write := func(path string, content []byte) {
		full := filepath.Join(dir, path)
		require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
		require.NoError(t, os.WriteFile(full, content, 0o644))
	}
	write("go.mod", []byte("module emitted\n\ngo 1.26\n\nrequire github.com/syncgen/syncgen v0.0.0\n\nreplace github.com/syncgen/syncgen => "+root+"\n"))
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	write("go.sum", sum)
	for _, p := range testPrograms(t) {
		_, err := p.out.Write(filepath.Join(dir, p.name))
		require.NoError(t, err)
		for _, f := range p.archive.Files {
			if strings.HasSuffix(f.Name, ".go") && !strings.HasPrefix(f.Name, emittedPrefix) {
				write(filepath.Join(p.name, f.Name), f.Data)
			}
		}
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}} {
		command := exec.Command("go", args...)
		command.Dir = dir
		// The module has no sums of its own to check, and is no part of a workspace.
		command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off")
		text, err := command.CombinedOutput()
		require.NoError(t, err, "go %s:\n%s", strings.Join(args, " "), text)
	}
}
