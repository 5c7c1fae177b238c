package main

import (
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/syncgen/syncgen/gen"
)

// target is a program and the folder that its package goes to.
type target struct {
	checked *checked
	dir     string
	options gen.Options
	files   int // in the folder, where they are known to be up to date
}

// newTarget works out what a generated package has to know of its place. Paths
// in it are relative to the root of its module, so that the output is the same
// wherever the tool is run.
func newTarget(p *checked, dir, name string) (*target, error) {
	importPath, err := gen.ImportPath(dir)
	if err != nil {
		return nil, err
	}
	root, err := moduleRoot(dir)
	if err != nil {
		return nil, err
	}
	source, err := relative(root, p.dir)
	if err != nil {
		return nil, err
	}
	return &target{checked: p, dir: fromHere(dir), options: gen.Options{
		Package: name, ImportPath: importPath, Source: source, Version: version,
	}}, nil
}

func (t *target) generate() (*gen.Output, error) {
	p := t.checked.program
	p.Dir = t.options.Source
	for _, f := range p.Sources.Files() {
		if !f.BuiltIn() {
			f.Path = t.sourcePath(f.Path)
		}
	}
	out, err := gen.Generate(p, t.options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.checked.dir, err)
	}
	return out, nil
}

// diff says how what is in the folder differs from what would be generated.
func (t *target) diff() ([]gen.Difference, error) {
	out, err := t.generate()
	if err != nil {
		return nil, err
	}
	return out.Diff(t.dir)
}

// write brings the folder up to date, and remembers which tool did.
func (t *target) write(tool string) (gen.Changes, error) {
	out, err := t.generate()
	if err != nil {
		return gen.Changes{}, err
	}
	changes, err := out.Write(t.dir)
	if err == nil {
		t.remember(tool, out.Sum())
	}
	return changes, err
}

// sourcePath is what a file of specs is called in the package.
func (t *target) sourcePath(path string) string {
	return strings.TrimPrefix(t.options.Source+"/"+filepath.Base(path), "./")
}

// file is the path of one of the package's files.
func (t *target) file(path string) string {
	return filepath.ToSlash(filepath.Join(t.dir, filepath.FromSlash(path)))
}

// fromHere is a path as people see it from the current folder.
func fromHere(path string) string {
	if here, err := os.Getwd(); err == nil {
		if short, err := relative(here, path); err == nil {
			return short
		}
	}
	return filepath.ToSlash(path)
}

var errNoModule = errors.New("generated packages belong to a Go module; make one with `go mod init`")

// moduleRoot is the folder of the go.mod that a folder, which need not exist
// yet, belongs to.
func moduleRoot(dir string) (string, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for root := full; ; root = filepath.Dir(root) {
		_, err := os.Stat(filepath.Join(root, "go.mod"))
		switch {
		case err == nil:
			return root, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		case root == filepath.Dir(root):
			return "", fmt.Errorf("no go.mod in %s or above: %w", filepath.ToSlash(dir), errNoModule)
		}
	}
}

// relative is the path of a folder or file as seen from root, with slashes.
func relative(root, path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	below, err := filepath.Rel(root, full)
	return filepath.ToSlash(below), err
}

// packageName makes the name of a package out of that of a folder, or "" when
// there is nothing to make it of.
func packageName(folder string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, folder)
	if name == "" || name[0] <= '9' || token.IsKeyword(name) {
		return ""
	}
	return name
}
