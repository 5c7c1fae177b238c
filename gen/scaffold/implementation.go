package scaffold

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Completion is what was made of an implementation.
type Completion struct {
	Path    string
	Text    string   // of the whole file: what was there, and what was missing
	Added   []string // the methods that were missing
	Changed []Changed
}

// Changed is a method whose signature is not what the concept asks for.
type Changed struct {
	At         token.Position
	Name       string
	Have, Want string
}

// Implement is the file of a new implementation, all of whose methods fail.
func (i *Interface) Implement(pkg, typ string) (string, error) {
	head := fmt.Sprintf("package %s\n\n// %s implements the concept %s.\ntype %s struct{}\n", pkg, typ, i.Concept, typ)
	f, err := parseFile("new.go", head)
	if err != nil {
		return "", err
	}
	e := newEditor(f)
	e.imports[typ] = "" // no package can have its name
	e.add(fmt.Sprintf("\nvar _ %s.Concept = (*%s)(nil)\n", e.name(i.Path), typ))
	for _, m := range i.Methods {
		e.add(i.stub(m, receiverOf(typ), e))
	}
	text, err := format.Source([]byte(e.text()))
	return string(text), err
}

// Complete adds the methods that a type lacks behind the end of the file that
// declares it. It returns nil where the folder declares no such type.
func (i *Interface) Complete(dir, typ string) (*Completion, error) {
	p, err := readPackage(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	file, spec := p.declares(typ)
	if spec == nil {
		return nil, nil
	}
	have, unseen := p.methodSet(spec)
	c := &Completion{Path: file.path}
	e := newEditor(file)
	receiver := p.receiver(spec)
	for _, m := range i.Methods {
		written, ok := have[m.Name]
		if !ok {
			c.Added = append(c.Added, m.Name)
			e.add(i.stub(m, receiver, e))
			continue
		}
		if has := readSignature(written.decl.Type, importsOf(written.file.tree), ""); !has.same(m.decl) {
			at := p.positions.Position(written.decl.Name.Pos())
			c.Changed = append(c.Changed, Changed{At: at, Name: m.Name, Have: has.String(), Want: m.decl.String()})
		}
	}
	if len(c.Added) > 0 && len(unseen) > 0 {
		return nil, fmt.Errorf("`%s` embeds %s, which may have what it lacks itself, and nothing is added: %s", typ, strings.Join(unseen, ", "), strings.Join(c.Added, ", "))
	}
	c.Text = e.text()
	return c, nil
}

// methodSet are the methods of a type by their names, those of the types that
// it embeds too. Types of other packages, whose methods are not seen, are named.
func (p *goPackage) methodSet(spec *ast.TypeSpec) (have map[string]method, unseen []string) {
	have = map[string]method{}
	todo, seen := []string{spec.Name.Name}, map[string]bool{}
	for len(todo) > 0 {
		name := todo[0]
		todo = todo[1:]
		_, spec := p.declares(name)
		if seen[name] || spec == nil {
			continue
		}
		seen[name] = true
		for _, m := range p.methods(name) {
			if _, nearer := have[m.decl.Name.Name]; !nearer {
				have[m.decl.Name.Name] = m
			}
		}
		own, others := p.embedded(spec)
		todo = append(todo, own...)
		unseen = append(unseen, others...)
	}
	return have, unseen
}

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
