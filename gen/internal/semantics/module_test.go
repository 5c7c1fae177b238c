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
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/gen"
	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
)

// modulePath is below that of this package, whose internal packages the
// module's main package uses.
const modulePath = "github.com/syncgen/syncgen/gen/internal/semantics/emitted"

//go:embed driver.go.tmpl
var driverText string

//go:embed main.go.tmpl
var mainText string

var (
	driverTemplate = template.Must(template.New("driver").Parse(driverText))
	mainTemplate   = template.Must(template.New("main").Parse(mainText))
)

// module is a Go module outside of the repository that holds emitted programs.
type module struct {
	t        testing.TB
	dir      string
	check    []string // the go command that finds programs that do not compile
	programs []*compiled
}

// entry is a function that begins a flow of an app in several packages.
var entry = regexp.MustCompile(`(?m)^func ([A-Z]\w*)\(ctx context\.Context, a \*core\.App\b`)

// compiled is a program of a module.
type compiled struct {
	name    string
	files   map[string]string
	checked *program.Program
	entries map[string]string // the packages of functions that begin flows
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
	c := &compiled{name: name, files: files, checked: p, split: split, entries: map[string]string{}}
	m.programs = append(m.programs, c)
	require.NoError(m.t, driver.WriteSpecs(filepath.Join(m.dir, "specs", name), files))
	options := gen.Options{Package: name, ImportPath: modulePath + "/" + name, Source: name, Version: "test"}
	if split {
		options.SplitAbove = 1
	}
	out, err := gen.Generate(p, options)
	if err != nil {
		c.wrong = err.Error()
		return
	}
	for path, text := range out.Files {
		m.write(filepath.Join(name, path), string(text))
		for _, found := range entry.FindAllSubmatch(text, -1) {
			c.entries[string(found[1])] = filepath.Dir(path)
		}
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
		part := driverPart{Name: p.name, ImportPath: modulePath + "/" + p.name, Entries: p.entries}
		part.Flows = slices.Compact(slices.Sorted(maps.Values(p.entries)))
		for _, c := range p.checked.Concepts {
			if !c.BuiltIn {
				part.Concepts = append(part.Concepts, conceptPart(c))
				part.Packages = append(part.Packages, strings.ToLower(c.Decl.Name.Name))
			}
		}
		slices.Sort(part.Packages)
		part.Packages = slices.Compact(part.Packages)
		m.execute(p.name+".go", driverTemplate, part)
	}
	m.execute("main.go", mainTemplate, names)
}

func (m *module) execute(path string, with *template.Template, data any) {
	var b strings.Builder
	require.NoError(m.t, with.Execute(&b, data))
	m.write(path, b.String())
}

// The parts of a program that its driver names, by the contract of emitted
// packages. Random programs have plain names, so a capital makes them Go's.
type (
	driverPart struct {
		Name, ImportPath string
		Concepts         []concept
		Packages         []string          // of concepts; instances of one share it
		Flows            []string          // packages
		Entries          map[string]string // packages of functions that begin flows
	}
	concept struct {
		Name, Package string
		Actions       []action
		Queries       []query
	}
	action struct {
		Name, Go string
		Takes    bool
		Outcomes []string // Go types of those that are no refusals; none without results
		Refusal  string   // Go type of one that says more than why
	}
	query struct {
		Name, Go string
		Takes    bool
		Form     string
		Batch    bool
	}
)

func conceptPart(c *program.Concept) concept {
	part := concept{Name: c.Name, Package: strings.ToLower(c.Decl.Name.Name)}
	for _, a := range c.Actions {
		part.Actions = append(part.Actions, actionPart(a))
	}
	for _, q := range c.Queries {
		form := [...]string{syntax.Many: "Rows", syntax.One: "Row", syntax.Optional: "Perhaps"}[q.Cardinality]
		part.Queries = append(part.Queries, query{q.Name, title(q.Name[1:]), len(q.Params) > 0, form, q.Batch})
	}
	return part
}

func actionPart(a *program.Action) action {
	part := action{Name: a.Name, Go: title(a.Name), Takes: len(a.Params) > 0 || a.Rest}
	var good []*program.Outcome
	for _, o := range a.Outcomes {
		switch {
		case !o.Refusal:
			good = append(good, o)
		case len(o.Results) > 1 || o.Rest:
			part.Refusal = part.Go + "Refusal"
		}
	}
	switch {
	case len(good) == 1 && len(good[0].Results) > 0:
		part.Outcomes = []string{part.Go + "Output"}
	case len(good) > 1:
		for _, o := range good {
			part.Outcomes = append(part.Outcomes, part.Go+with(o.Results))
		}
	}
	return part
}

func with(results []*program.Param) string {
	if len(results) == 0 {
		return "Empty"
	}
	name := "With"
	for _, r := range results {
		name += title(r.Name)
	}
	return name
}

// Results are what the query's method returns besides the error.
func (q query) Results(pkg string) string {
	if q.Batch {
		return "[]" + q.Result(pkg)
	}
	row := fmt.Sprintf("%s.%sRow", pkg, q.Go)
	return map[string]string{"Rows": "[]" + row, "Row": row, "Perhaps": row + ", bool"}[q.Form]
}

// Result is what the method of a batch query returns for one of its inputs.
func (q query) Result(pkg string) string {
	row := fmt.Sprintf("%s.%sRow", pkg, q.Go)
	return map[string]string{"Rows": "[]" + row, "Row": row, "Perhaps": "runtime.Optional[" + row + "]"}[q.Form]
}

func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

// all writes the files of a program one below the other.
func all(files map[string]string) string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "-- %s --\n%s", path, files[path])
	}
	return b.String()
}
