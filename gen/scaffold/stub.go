package scaffold

import (
	"fmt"
	"go/ast"
	"go/types"
	"path"
	"slices"
	"strings"
)

// receiver is the receiver of a type's next method: what that of the first one
// is, as somebody wrote it.
func (p *goPackage) receiver(spec *ast.TypeSpec) string {
	if written := p.methods(spec.Name.Name); len(written) > 0 {
		m := written[0]
		file := p.positions.File(m.decl.Pos())
		return string(m.file.text[file.Offset(m.decl.Recv.Pos()):file.Offset(m.decl.Recv.End())])
	}
	typ := spec.Name.Name
	if spec.TypeParams != nil {
		var names []string
		for _, field := range spec.TypeParams.List {
			for _, name := range field.Names {
				names = append(names, name.Name)
			}
		}
		typ += "[" + strings.Join(names, ", ") + "]"
	}
	return receiverOf(typ)
}

func receiverOf(typ string) string {
	first := []rune(strings.ToLower(typ))[0]
	return fmt.Sprintf("(%c *%s)", first, typ)
}

// stub is a method that is not written yet, and fails.
func (i *Interface) stub(m Method, receiver string, e *editor) string {
	var b strings.Builder
	b.WriteByte('\n')
	for _, line := range m.Doc {
		b.WriteString(line + "\n")
	}
	names := map[string]string{}
	for _, p := range m.decl.paths() {
		names[p] = e.name(p)
	}
	params := []string{"ctx", "in"}[:len(m.decl.params)]
	fmt.Fprintf(&b, "func %s %s%s {\n\treturn ", receiver, m.Name, m.decl.write(names, params...))
	for _, t := range m.decl.results[:len(m.decl.results)-1] {
		b.WriteString(i.zero(t, names) + ", ")
	}
	fmt.Fprintf(&b, "%s.New(%q)\n}\n", e.name("errors"), m.Member+" is not written yet")
	return b.String()
}

// zero is the zero value of a result, as one would write it.
func (i *Interface) zero(t ast.Expr, names map[string]string) string {
	switch t := t.(type) {
	case *ast.Ident: // bool
		return "false"
	case *ast.SelectorExpr:
		if !i.sealed[t.Sel.Name] {
			return typeText(t, names) + "{}"
		}
	}
	return "nil"
}

// exprText is an expression as it is written.
func exprText(e ast.Expr) string { return types.ExprString(e) }

// isStandard reports whether a package is of Go itself.
func isStandard(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return !strings.Contains(first, ".")
}

// nameFor is what a file that already uses some names calls a package.
func nameFor(p string, used []string) string {
	name := path.Base(p)
	for slices.Contains(used, name) {
		if isStandard(p) {
			name = "std" + name
		} else {
			name = "syncgen" + name
		}
	}
	return name
}
