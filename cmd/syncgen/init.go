package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen"
	"github.com/syncgen/syncgen/gen/scaffold"
)

type initCommand struct {
	Module  string `placeholder:"PATH" help:"The path of the new module, whose last word names the app. Default: example.com/NAME, with the name of the folder."`
	Syncgen string `placeholder:"DIR" help:"A checkout of syncgen that the module is to take it from. Default: the release that this tool is, or the checkout that it was built from."`
	Dir     string `arg:"" optional:"" default:"." help:"The folder of the app, which need not exist. Default: the current folder."`
}

// Help explains what the flags cannot.
func (*initCommand) Help() string {
	return `The app is a module that compiles, has tests, and serves: a concept with its implementation, three syncs, a main, the
generated Go, and an example for CI. In a folder that belongs to a Go module it becomes a command of that module, whose
go.mod is left as it is.

Files that exist are never touched: with one of them in the way, nothing is written. What is to be run next is printed.

` + exitCodes
}

func (c *initCommand) run(s *session) (int, error) {
	from, err := findOrigin(c.Syncgen)
	if err != nil {
		return exitUsage, err
	}
	app, root, err := c.app(from)
	if err != nil {
		return exitUsage, err
	}
	own, generated, err := app.Files()
	if err != nil {
		return exitUsage, err
	}
	if err := noOtherGo(filepath.Join(root, filepath.FromSlash(app.Folder)), own); err != nil {
		return exitUsage, err
	}
	for _, list := range [][]dsl.Text{own, generated} {
		for i := range list {
			list[i].Path = fromHere(filepath.Join(root, filepath.FromSlash(list[i].Path)))
		}
	}
	if err := writeNew(append(own, generated...)); err != nil {
		return exitUsage, err
	}
	for _, f := range own {
		fmt.Fprintf(s.stdout, "wrote %s\n", f.Path)
	}
	fmt.Fprintf(s.stdout, "wrote %s, which is generated\n", path.Dir(generated[0].Path))
	next, err := c.next(app, root, from)
	if err != nil {
		return exitUsage, err
	}
	fmt.Fprintf(s.stdout, "\nTest it, and serve it:\n\n    %s\n    go run .\n\nThen ask it something:\n\n    %s\n", next,
		`curl -s http://127.0.0.1:8080/api/sightings --json '{"thing": "robin"}'`)
	return exitClean, nil
}

// app says what is to be made, and where the root of its module is.
func (c *initCommand) app(from origin) (app scaffold.App, root string, err error) {
	full, err := filepath.Abs(c.Dir)
	if err != nil {
		return app, "", err
	}
	app = scaffold.App{Folder: ".", Version: version}
	name := filepath.Base(full)
	root, err = enclosingModule(full)
	switch {
	case err != nil:
		return app, "", err
	case root != "" && c.Module != "":
		return app, "", fmt.Errorf("--module=%s: %s belongs to the module of %s already: leave --module out, or choose a folder outside", c.Module, c.Dir, fromHere(filepath.Join(root, "go.mod")))
	case root != "":
		if app.Folder, err = relative(root, full); err != nil {
			return app, "", err
		}
		if app.Module, err = gen.ImportPath(root); err != nil {
			return app, "", err
		}
	default:
		root = full
		app.Alone, app.Release, app.Checkout = true, from.release, from.checkout
		if c.Module != "" {
			if err := module.CheckImportPath(c.Module); err != nil {
				return app, "", fmt.Errorf("--module=%s: %w: a module is named like example.com/birds", c.Module, err)
			}
			prefix, _, _ := module.SplitPathVersion(c.Module)
			name = path.Base(prefix)
		}
	}
	app.Name = packageName(name)
	if app.Name == "" || !scaffold.MayBeNamed(app.Name) {
		way := "give the folder another name"
		if app.Alone {
			way += ", or one to the app by the last word of --module"
		}
		return app, "", fmt.Errorf("no app can be named `%s`, since its Go package could not: %s", name, way)
	}
	if app.Alone {
		app.Module = c.Module
		if app.Module == "" {
			app.Module = "example.com/" + app.Name
		}
	}
	return app, root, nil
}

// enclosingModule is the root of the module that a folder belongs to, or "".
func enclosingModule(dir string) (string, error) {
	root, err := moduleRoot(dir)
	if errors.Is(err, errNoModule) {
		return "", nil
	}
	return root, err
}

// noOtherGo makes sure of a folder that all its Go is what is about to be
// written: two packages cannot be in one folder.
func noOtherGo(dir string, own []dsl.Text) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, f := range own {
		known[path.Base(f.Path)] = true // in the way, and named by writeNew
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".go" && !known[e.Name()] {
			return fmt.Errorf("%s is Go already, and the app is a package of its own: choose a folder without", fromHere(filepath.Join(dir, e.Name())))
		}
	}
	return nil
}

// next is the command that gets the module what the app needs, and tests it.
func (c *initCommand) next(app scaffold.App, root string, from origin) (string, error) {
	var steps []string
	if here, err := os.Getwd(); err != nil || here != filepath.Join(root, filepath.FromSlash(app.Folder)) {
		steps = append(steps, "cd "+shellQuoted(c.Dir))
	}
	switch {
	case app.Alone:
		steps = append(steps, "go mod tidy")
	case app.Module != scaffold.SyncgenPath:
		text, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if err != nil {
			return "", err
		}
		if !hasTool(text) {
			steps = append(steps, from.addTo())
		}
	}
	return strings.Join(append(steps, "go test ./..."), " && "), nil
}

// hasTool reports whether a go.mod has syncgen as a tool.
func hasTool(text []byte) bool {
	f, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return false // for the go command to complain about
	}
	for _, t := range f.Tool {
		if t.Path == toolPath {
			return true
		}
	}
	return false
}
