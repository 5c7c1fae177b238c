package scaffold

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// goPackage is the Go in a folder, without its tests. Files that only some
// systems build belong to it, too.
type goPackage struct {
	positions *token.FileSet
	files     []*goFile // in the order of their names
}

type goFile struct {
	path string
	text []byte
	tree *ast.File
}

func readPackage(dir string) (*goPackage, error) {
	p := &goPackage{positions: token.NewFileSet()}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() || !isGo(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		tree, err := parser.ParseFile(p.positions, path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, &goFile{path, text, tree})
	}
	return p, nil
}

// isGo reports whether a file is Go that a program may be built of.
func isGo(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name[0] != '.' && name[0] != '_'
}

// declares finds the declaration of a type.
func (p *goPackage) declares(name string) (*goFile, *ast.TypeSpec) {
	for _, f := range p.files {
		for _, spec := range typeSpecs(f.tree) {
			if spec.Name.Name == name {
				return f, spec
			}
		}
	}
	return nil, nil
}

// method is a method that somebody wrote.
type method struct {
	file *goFile
	decl *ast.FuncDecl
}

// methods are the methods of a type, in the order of files and places.
func (p *goPackage) methods(name string) []method {
	var list []method
	for _, f := range p.files {
		for _, d := range f.tree.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Recv != nil && typeName(d.Recv.List[0].Type) == name {
				list = append(list, method{f, d})
			}
		}
	}
	return list
}

// embedded are the types that a struct embeds: those of its own package by
// their names, and others as they are written.
func (p *goPackage) embedded(spec *ast.TypeSpec) (own, others []string) {
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return nil, nil
	}
	for _, field := range s.Fields.List {
		if len(field.Names) > 0 {
			continue
		}
		name := typeName(field.Type)
		if _, known := p.declares(name); known != nil {
			own = append(own, name)
		} else {
			others = append(others, exprText(field.Type))
		}
	}
	return own, others
}

// typeName is the name of a type of the same package in an expression such as
// `(*T)(nil)`, `&T{}`, `new(T)` or a receiver's `*T[K]`; "" for any other.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.ParenExpr:
		return typeName(e.X)
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.UnaryExpr:
		return typeName(e.X)
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.IndexListExpr:
		return typeName(e.X)
	case *ast.CompositeLit:
		return typeName(e.Type)
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.Ident); ok && f.Name == "new" && len(e.Args) == 1 {
			return typeName(e.Args[0])
		}
		return typeName(e.Fun)
	}
	return ""
}
