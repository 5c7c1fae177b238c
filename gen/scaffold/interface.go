package scaffold

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen"
)

// Interface is what an implementation of a concept has to satisfy: the
// interface that is generated from it.
type Interface struct {
	Concept string // its name in its declaration
	Path    string // the import path of its package
	Methods []Method

	sealed map[string]bool // the types of the package that are interfaces
}

// Method is one of an Interface's.
type Method struct {
	Name   string
	Member string   // the action or query, as in `Tallying.count`
	Doc    []string // the lines of its comment
	decl   signature
}

// ReadInterface finds a concept's interface in what is generated from its
// program.
func ReadInterface(out *gen.Output, options gen.Options, c *program.Concept) (*Interface, error) {
	i := &Interface{Concept: c.Decl.Name.Name, Path: out.Concepts[c.Name], sealed: map[string]bool{}}
	folder := strings.TrimPrefix(i.Path, options.ImportPath+"/")
	var face *ast.InterfaceType
	var imports map[string]string
	for _, name := range []string{"concept.go", "records.go"} {
		text, ok := out.Files[folder+"/"+name]
		if !ok {
			continue // a concept without members has no records
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, spec := range typeSpecs(file) {
			t, ok := spec.Type.(*ast.InterfaceType)
			switch {
			case !ok:
			case spec.Name.Name == "Concept":
				face, imports = t, importsOf(file)
			default:
				i.sealed[spec.Name.Name] = true
			}
		}
	}
	var members []string
	for _, a := range c.Actions {
		members = append(members, a.Name)
	}
	for _, q := range c.Queries {
		members = append(members, q.Name)
	}
	if face == nil || len(face.Methods.List) != len(members) {
		return nil, fmt.Errorf("the interface of %s is not what its declaration says", i.Concept)
	}
	for n, field := range face.Methods.List {
		m := Method{Name: field.Names[0].Name, Member: i.Concept + "." + members[n]}
		for _, line := range field.Doc.List {
			m.Doc = append(m.Doc, line.Text)
		}
		m.decl = readSignature(field.Type.(*ast.FuncType), imports, i.Path)
		i.Methods = append(i.Methods, m)
	}
	return i, nil
}

// typeSpecs are the types that a file declares.
func typeSpecs(file *ast.File) []*ast.TypeSpec {
	var list []*ast.TypeSpec
	for _, d := range file.Decls {
		if d, ok := d.(*ast.GenDecl); ok {
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok {
					list = append(list, spec)
				}
			}
		}
	}
	return list
}
