package semantics

import (
	_ "embed"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen"
	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
)

// modulePath is below that of this package, whose internal packages the
// module's main package uses.
const modulePath = "github.com/syncgen/syncgen/gen/internal/semantics/emitted"

const driverPath = "github.com/syncgen/syncgen/gen/internal/semantics/driver"

//go:embed main.go.tmpl
var mainText string

var mainTemplate = template.Must(template.New("main").Parse(mainText))

// module is a Go module outside of the repository that holds emitted programs.
type module struct {
	t        testing.TB
	dir      string
	check    []string // the go command that finds programs that do not compile
	programs []*compiled
}

// compiled is a program of a module.
type compiled struct {
	name    string
	files   map[string]string
	checked *program.Program
	options gen.Options
	split   bool
	wrong   string // what is wrong with the emitted code, if something is
}

func isRight(p *compiled) bool { return p.wrong == "" }

func newModule(t testing.TB, dir string) *module {
	m := &module{t: t, dir: dir}
	// Vet takes `x != y and x != y` for a mistake; random programs write it.
	m.check = []string{"vet", "-bools=false"}
	root, err := filepath.Abs("../../..")
	require.NoError(t, err)
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	text := regexp.MustCompile(`(?m)^module .*$`).ReplaceAllString(string(mod), "module "+modulePath)
	text += "\nrequire github.com/syncgen/syncgen v0.0.0\n\nreplace github.com/syncgen/syncgen => " + root + "\n"
	m.write("go.mod", text)
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	m.write("go.sum", string(sum))
	return m
}

// add emits a program into the module, with packages of their own for flows
// where that is asked for.
func (m *module) add(name string, files map[string]string, split bool) {
	p, err := checked.Program(files)
	require.NoError(m.t, err, "%s: a random program that is no program:\n%s", name, all(files))
	c := &compiled{name: name, files: files, checked: p, split: split}
	c.options = gen.Options{Package: name, ImportPath: modulePath + "/" + name, Source: name, Version: "test"}
	if split {
		c.options.SplitAbove = 1
	}
	m.programs = append(m.programs, c)
	require.NoError(m.t, driver.WriteSpecs(filepath.Join(m.dir, "specs", name), files))
	out, err := gen.Generate(p, c.options)
	if err != nil {
		c.wrong = err.Error()
		return
	}
	for path, text := range out.Files {
		m.write(filepath.Join(name, path), string(text))
	}
}

func (m *module) named(name string) *compiled {
	i := slices.IndexFunc(m.programs, func(p *compiled) bool { return p.name == name })
	return m.programs[i]
}

func (m *module) write(path, text string) {
	path = filepath.Join(m.dir, path)
	require.NoError(m.t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(m.t, os.WriteFile(path, []byte(text), 0o644))
}

// writeMain writes the driver of the programs that compile.
func (m *module) writeMain() {
	var names []string
	for _, p := range m.programs {
		if p.wrong != "" {
			continue
		}
		names = append(names, p.name)
		text, err := gen.Doubles{Name: p.name, Driver: driverPath}.Render(p.checked, p.options)
		require.NoError(m.t, err)
		m.write(p.name+".go", string(text))
	}
	var b strings.Builder
	require.NoError(m.t, mainTemplate.Execute(&b, names))
	m.write("main.go", b.String())
}

// all writes the files of a program one below the other.
func all(files map[string]string) string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "-- %s --\n%s", path, files[path])
	}
	return b.String()
}
