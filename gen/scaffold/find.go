package scaffold

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/syncgen/syncgen/gen"
)

// Place is a type and the file that says that it implements a concept.
type Place struct{ File, Type string }

// FindImplementations finds the types below a folder of which a line
//
//	var _ tallying.Concept = (*Tallying)(nil)
//
// says that they implement the concept whose package has the import path.
func FindImplementations(root, path string) ([]Place, error) {
	var found []Place
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != root && isElsewhere(name, d.Name()):
			return filepath.SkipDir
		case d.IsDir() || !isGo(d.Name()):
			return nil
		}
		positions := token.NewFileSet()
		head, err := parser.ParseFile(positions, name, nil, parser.ImportsOnly)
		if err != nil || importName(head, path) == "" {
			return nil // what does not parse asserts nothing
		}
		tree, err := parser.ParseFile(positions, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, typ := range asserted(tree, importName(tree, path)) {
			if p := (Place{name, typ}); !slices.Contains(found, p) {
				found = append(found, p)
			}
		}
		return nil
	})
	return found, err
}

// isElsewhere reports whether a folder is of another module, or of none.
func isElsewhere(path, name string) bool {
	if gen.IsIgnored(name) {
		return true
	}
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return !errors.Is(err, fs.ErrNotExist)
}

// asserted are the types that a file says implement the concept of a package.
func asserted(tree *ast.File, pkg string) []string {
	var list []string
	for _, d := range tree.Decls {
		vars, ok := d.(*ast.GenDecl)
		if !ok || vars.Tok != token.VAR {
			continue
		}
		for _, spec := range vars.Specs {
			v := spec.(*ast.ValueSpec)
			face, ok := v.Type.(*ast.SelectorExpr)
			if !ok || face.Sel.Name != "Concept" || len(v.Values) != 1 || v.Names[0].Name != "_" {
				continue
			}
			if p, ok := face.X.(*ast.Ident); ok && p.Name == pkg {
				if name := typeName(v.Values[0]); name != "" {
					list = append(list, name)
				}
			}
		}
	}
	return list
}

// importName is what a file calls the package with a path, or "".
func importName(file *ast.File, path string) string {
	for name, p := range importsOf(file) {
		if p == path && name != "_" && name != "." {
			return name
		}
	}
	return ""
}
