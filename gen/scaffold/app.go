// Package scaffold makes what people begin with: a module with an app in it, a
// concept, and the methods that an implementation of a concept lacks.
package scaffold

import (
	"embed"
	"fmt"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template"

	"golang.org/x/mod/modfile"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen"
)

// SyncgenPath is the module that an app gets the tool and the runtime from.
const SyncgenPath = "github.com/syncgen/syncgen"

// goVersion is the Go that syncgen needs.
const goVersion = "1.26.0"

// App is a small one that serves, with all that belongs to it.
type App struct {
	Name    string // of its package and of its folder of specs
	Module  string // the path of its module
	Folder  string // where it is in its module, with slashes; "." for the root
	Version string // of the tool

	// Alone tells that the app makes up its module: it gets a go.mod, which
	// takes syncgen from a release or, if there is one, from a checkout.
	Alone    bool
	Release  string
	Checkout string
}

//go:embed app
var templateFiles embed.FS

// templates are the app's files by their paths below its folder. NAME stands
// for its name.
var templates = []struct{ path, from string }{
	{"main.go", "main.go.tmpl"},
	{"main_test.go", "main_test.go.tmpl"},
	{"specs/NAME/sightings.sync", "specs/sightings.sync"},
	{"specs/NAME/tallying.concept", "specs/tallying.concept"},
	{"tallying.go", "tallying.go.tmpl"},
	{"tallying_test.go", "tallying_test.go.tmpl"},
}

// aloneTemplates are those that belong to a module, not to an app in one.
var aloneTemplates = []struct{ path, from string }{
	{".github/workflows/ci.yaml", "ci.yaml.tmpl"},
}

// Files are all files of the app by their paths below the module's root: those
// that a person goes on with, and those that are generated.
func (a App) Files() (own, generated []dsl.Text, err error) {
	list := templates
	if a.Alone {
		list = append(aloneTemplates, templates...)
	}
	for _, t := range list {
		text, err := a.fill(t.from)
		if err != nil {
			return nil, nil, err
		}
		own = append(own, dsl.Text{Path: path.Join(a.Folder, strings.ReplaceAll(t.path, "NAME", a.Name)), Text: text})
	}
	if a.Alone {
		text, err := a.goMod()
		if err != nil {
			return nil, nil, err
		}
		own = append(own, dsl.Text{Path: "go.mod", Text: text})
	}
	generated, err = a.generate(own)
	return own, generated, err
}

// taken are names that a package of the app cannot have: those that its main.go
// imports, and those of folders that the go command has its own ideas about.
var taken = []string{"context", "http", "internal", "log", "main", "os", "requesting", "signal", "testdata", "vendor"}

// MayBeNamed reports whether an app can have a name, which is a package's.
func MayBeNamed(name string) bool {
	return !slices.Contains(taken, name) && types.Universe.Lookup(name) == nil
}

// Package is the import path of the app's package.
func (a App) Package() string { return path.Join(a.Module, a.generated()) }

func (a App) generated() string { return path.Join("generated", a.Name) }

func (a App) fill(from string) (string, error) {
	t, err := template.ParseFS(templateFiles, path.Join("app", from))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, a)
	return b.String(), err
}

func (a App) goMod() (string, error) {
	f := new(modfile.File)
	for _, err := range []error{
		f.AddModuleStmt(a.Module),
		f.AddGoStmt(goVersion),
		f.AddTool(SyncgenPath + "/cmd/syncgen"),
		f.AddRequire(SyncgenPath, a.Release),
	} {
		if err != nil {
			return "", err
		}
	}
	if a.Checkout != "" {
		if err := f.AddReplace(SyncgenPath, "", a.Checkout, ""); err != nil {
			return "", err
		}
	}
	text, err := f.Format()
	return string(text), err
}

// generate compiles the specs among the files, as `syncgen generate` will.
func (a App) generate(files []dsl.Text) ([]dsl.Text, error) {
	source := path.Join(a.Folder, "specs", a.Name)
	var specs []dsl.Text
	for _, f := range files {
		if path.Dir(f.Path) == source {
			specs = append(specs, f)
		}
	}
	program, findings := dsl.Check(source, specs)
	if len(findings) > 0 {
		return nil, fmt.Errorf("the specs to begin with are not clean: %s", findings[0].Message)
	}
	out, err := gen.Generate(program, gen.Options{
		Package: a.Name, ImportPath: a.Package(), Source: source, Version: a.Version,
	})
	if err != nil {
		return nil, err
	}
	var list []dsl.Text
	for _, name := range slices.Sorted(maps.Keys(out.Files)) {
		list = append(list, dsl.Text{Path: path.Join(a.generated(), name), Text: string(out.Files[name])})
	}
	return list, nil
}
