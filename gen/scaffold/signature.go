package scaffold

import (
	"go/ast"
	"go/types"
	"path"
	"strconv"
	"strings"
)

// signature is what a method takes and gives. Whatever its file calls the
// packages that it imports, two that are the same read the same.
type signature struct{ params, results []ast.Expr }

// marked is what stands in a type for the package with a path.
func marked(path string) string { return mark + path + mark }

const mark = "\x00"

// readSignature reads the type of a method. Names that nothing qualifies are
// those of the package with the path here, unless that is "".
func readSignature(f *ast.FuncType, imports map[string]string, here string) signature {
	list := func(fields *ast.FieldList) []ast.Expr {
		var all []ast.Expr
		if fields == nil {
			return nil
		}
		for _, field := range fields.List {
			for range max(1, len(field.Names)) {
				all = append(all, qualify(field.Type, imports, here))
			}
		}
		return all
	}
	return signature{list(f.Params), list(f.Results)}
}

// qualify copies a type with each name of a package made a path's.
func qualify(t ast.Expr, imports map[string]string, here string) ast.Expr {
	again := func(t ast.Expr) ast.Expr { return qualify(t, imports, here) }
	switch t := t.(type) {
	case *ast.Ident:
		if here != "" && types.Universe.Lookup(t.Name) == nil {
			return &ast.SelectorExpr{X: ast.NewIdent(marked(here)), Sel: t}
		}
	case *ast.SelectorExpr:
		if p, ok := t.X.(*ast.Ident); ok && imports[p.Name] != "" {
			return &ast.SelectorExpr{X: ast.NewIdent(marked(imports[p.Name])), Sel: t.Sel}
		}
	case *ast.ParenExpr:
		return again(t.X)
	case *ast.StarExpr:
		return &ast.StarExpr{X: again(t.X)}
	case *ast.ArrayType:
		return &ast.ArrayType{Len: t.Len, Elt: again(t.Elt)}
	case *ast.IndexExpr:
		return &ast.IndexExpr{X: again(t.X), Index: again(t.Index)}
	}
	return t
}

// write is the signature as a file says it that calls packages by these names.
func (s signature) write(names map[string]string, params ...string) string {
	var b strings.Builder
	b.WriteByte('(')
	for i, t := range s.params {
		if i > 0 {
			b.WriteString(", ")
		}
		if i < len(params) {
			b.WriteString(params[i] + " ")
		}
		b.WriteString(typeText(t, names))
	}
	b.WriteByte(')')
	var results []string
	for _, t := range s.results {
		results = append(results, typeText(t, names))
	}
	switch len(results) {
	case 0:
	case 1:
		b.WriteString(" " + results[0])
	default:
		b.WriteString(" (" + strings.Join(results, ", ") + ")")
	}
	return b.String()
}

// String is the signature as most files would say it.
func (s signature) String() string {
	names := map[string]string{}
	for _, p := range s.paths() {
		names[p] = path.Base(p)
	}
	return s.write(names)
}

// same reports whether two signatures are the same to the compiler.
func (s signature) same(other signature) bool {
	return s.write(nil) == other.write(nil)
}

// paths are the import paths of the packages that the signature names.
func (s signature) paths() []string {
	var list []string
	for _, t := range append(s.params[:len(s.params):len(s.params)], s.results...) {
		ast.Inspect(t, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if strings.HasPrefix(id.Name, mark) {
					list = append(list, strings.Trim(id.Name, mark))
				}
			}
			return true
		})
	}
	return list
}

func typeText(t ast.Expr, names map[string]string) string {
	text := types.ExprString(t)
	for p, name := range names {
		text = strings.ReplaceAll(text, marked(p), name)
	}
	return text
}

// importsOf maps the names by which a file knows packages to their paths.
func importsOf(file *ast.File) map[string]string {
	names := map[string]string{}
	for _, spec := range file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the parser has complained
		}
		name := path.Base(p)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = p
	}
	return names
}
