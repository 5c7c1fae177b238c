package main

import (
	"go/parser"
	"go/token"
	"path/filepath"

	"github.com/syncgen/syncgen/gen"
)

// outOfDate names the files that `syncgen fmt` or `syncgen generate` would
// change. What was generated from a program is found by its stamp, which names
// the folder of specs: it may be anywhere in the module.
func outOfDate(s *session, all []*checked) (int, error) {
	code := exitClean
	for _, p := range all {
		for _, f := range p.program.Sources.Files() {
			if f.BuiltIn() {
				continue
			}
			if formatted, _ := format(f); formatted != f.Text {
				s.warn("%s is not formatted: run `syncgen fmt %s`", f.Path, f.Path)
				code = exitStale
			}
		}
	}
	generated := map[string]map[string][]string{} // by module and folder of specs
	for _, p := range all {
		root, err := moduleRoot(p.dir)
		if err != nil {
			continue // specs outside a module have no Go
		}
		if generated[root] == nil {
			if generated[root], err = gen.Folders(root); err != nil {
				return exitUsage, err
			}
		}
		source, err := relative(root, p.dir)
		if err != nil {
			return exitUsage, err
		}
		for _, dir := range generated[root][source] {
			fresh, err := isFresh(p, dir)
			if err != nil {
				return exitUsage, err
			}
			if !fresh {
				s.warn("%s is out of date: run `syncgen generate --out %s %s`", fromHere(dir), fromHere(dir), p.dir)
				code = exitStale
			}
		}
	}
	return code, nil
}

// isFresh reports whether a generated package is what would be generated now.
func isFresh(p *checked, dir string) (bool, error) {
	t, err := newTarget(p, dir, "")
	if err != nil {
		return false, err
	}
	if t.options.Package, err = packageIn(dir); err != nil {
		return false, nil // not even Go
	}
	differences, err := t.diff()
	return len(differences) == 0, err
}

// packageIn is the name of the package in a generated folder.
func packageIn(dir string) (string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "app.go"), nil, parser.PackageClauseOnly)
	if err != nil {
		return "", err
	}
	return f.Name.Name, nil
}
