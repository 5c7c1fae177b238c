package lsp

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/symbol"
	"github.com/syncgen/syncgen/gen"
)

// outside is a place in a file of Go.
type outside struct {
	path, text string
	start, end int32
}

// implementations lists the Go that stands behind the name at a place: of an
// action or query the methods that implement it, of a concept the types, of a
// sync the emitted functions that carry it out.
func (p place) implementations() []outside {
	found := p.symbols()
	if len(found) == 0 {
		return nil
	}
	root, module, err := gen.Module(p.dir)
	if err != nil {
		return nil // no module, no Go
	}
	below, err := filepath.Rel(root, filepath.FromSlash(p.dir))
	if err != nil {
		return nil
	}
	folders, err := gen.Folders(root)
	if err != nil {
		return nil
	}
	var list []outside
	for _, dir := range folders[filepath.ToSlash(below)] {
		switch s := found[0].Symbol; s.Kind {
		case symbol.Sync:
			list = append(list, emitted(dir, s.Name)...)
		case symbol.Concept:
			if s.Owner != nil {
				s = s.Owner
			}
			list = append(list, implementing(root, module, dir, s.Name, nil)...)
		case symbol.Action, symbol.Query:
			list = append(list, implementing(root, module, dir, s.Owner.Name, s)...)
		}
	}
	return list
}

// goFile is a parsed file of Go.
type goFile struct {
	path string
	text []byte
	set  *token.FileSet
	tree *ast.File
}

// readGo parses a file if it has all of some texts in it.
func readGo(path string, texts ...string) *goFile {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	for _, t := range texts {
		if !bytes.Contains(text, []byte(t)) {
			return nil
		}
	}
	f := &goFile{path: path, text: text, set: token.NewFileSet()}
	f.tree, err = parser.ParseFile(f.set, path, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	return f
}

func (f *goFile) at(n ast.Node) outside {
	return outside{
		path: filepath.ToSlash(f.path), text: string(f.text),
		start: int32(f.set.Position(n.Pos()).Offset), end: int32(f.set.Position(n.End()).Offset),
	}
}

// goFiles visits the files of Go in and below a folder.
func goFiles(root string, visit func(path string)) {
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // what cannot be read implements nothing
		case d.IsDir() && path != root && gen.IsIgnored(d.Name()):
			return filepath.SkipDir
		case !d.IsDir() && strings.HasSuffix(path, ".go"):
			visit(path)
		}
		return nil
	})
}

// emitted finds the functions whose comment is a sync.
func emitted(dir, sync string) []outside {
	var list []outside
	goFiles(dir, func(path string) {
		f := readGo(path, "// "+sync+"\n//\n")
		if f == nil {
			return
		}
		for _, d := range f.tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Doc.Text(), sync+"\n\n") {
				list = append(list, f.at(fn.Name))
			}
		}
	})
	return list
}

// implementing finds the types that implement a concept, or their methods of one
// of its actions or queries. A type says that it does by the convention that
// goes with generated packages: var _ profile.Concept = (*Profile)(nil).
func implementing(root, module, dir, concept string, member *symbol.Symbol) []outside {
	pkg, method := conceptPackage(dir, concept, member)
	if pkg == "" || member != nil && method == "" {
		return nil
	}
	below, err := filepath.Rel(root, filepath.Join(dir, pkg))
	if err != nil {
		return nil
	}
	imported := strconv.Quote(path.Join(module, filepath.ToSlash(below)))
	var list []outside
	goFiles(root, func(path string) {
		f := readGo(path, imported, ".Concept")
		if f == nil {
			return
		}
		for _, name := range f.declaredTypes(imported, pkg) {
			goFiles(filepath.Dir(path), func(sibling string) {
				if filepath.Dir(sibling) != filepath.Dir(path) {
					return
				}
				if s := readGo(sibling, name); s != nil {
					list = append(list, s.ofType(name, method)...)
				}
			})
		}
	})
	return list
}

// conceptPackage finds the package of a concept in a generated folder, and the
// method of its interface for an action or query.
func conceptPackage(dir, concept string, member *symbol.Symbol) (pkg, method string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		f := readGo(filepath.Join(dir, e.Name(), "concept.go"), "is the concept "+concept+" of ")
		if f == nil || member == nil {
			if f != nil {
				return e.Name(), ""
			}
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			if field, ok := n.(*ast.Field); ok && len(field.Names) == 1 {
				named := field.Names[0].Name + " is the " + member.Kind.String() + " " + member.Name + "."
				if strings.HasPrefix(field.Doc.Text(), named) {
					method = field.Names[0].Name
				}
			}
			return true
		})
		return e.Name(), method
	}
	return "", ""
}

// declaredTypes are the types that a file declares to implement a concept.
func (f *goFile) declaredTypes(imported, pkg string) []string {
	for _, spec := range f.tree.Imports {
		if spec.Path.Value == imported && spec.Name != nil {
			pkg = spec.Name.Name
		}
	}
	var names []string
	for _, d := range f.tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			v := spec.(*ast.ValueSpec)
			if t, ok := v.Type.(*ast.SelectorExpr); ok && t.Sel.Name == "Concept" && len(v.Values) == 1 {
				if x, ok := t.X.(*ast.Ident); ok && x.Name == pkg {
					names = append(names, typeIn(v.Values[0])...)
				}
			}
		}
	}
	return names
}

// typeIn is the type that a value is of: (*T)(nil), T{}, &T{} or new(T).
func typeIn(value ast.Expr) (names []string) {
	ast.Inspect(value, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name != "nil" && id.Name != "new" {
			names = append(names, id.Name)
		}
		return len(names) == 0
	})
	return names
}

// ofType finds a method of a type, or the type itself where there is no method
// to find.
func (f *goFile) ofType(name, method string) []outside {
	var list []outside
	for _, d := range f.tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.Name == method && d.Recv != nil && len(d.Recv.List) == 1 && receiver(d.Recv.List[0].Type) == name {
				list = append(list, f.at(d.Name))
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && method == "" && t.Name.Name == name {
					list = append(list, f.at(t.Name))
				}
			}
		}
	}
	return list
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
