package scaffold

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"io/fs"
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
