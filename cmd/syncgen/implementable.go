package main

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen"
	"github.com/syncgen/syncgen/gen/scaffold"
)

// implementable finds a concept that is declared in the program, by its name or
// that of a role.
func (c *checked) implementable(name string) (*program.Concept, error) {
	var names []string
	for _, concept := range c.program.Concepts {
		switch {
		case concept.BuiltIn:
			continue
		case concept.Name == name, concept.Decl.Name.Name == name:
			return concept, nil
		}
		names = append(names, concept.Name)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s declares no concept: make one with `syncgen new concept %s %s`", c.dir, name, c.dir)
	}
	return nil, fmt.Errorf("%s declares no concept `%s`: there is %s", c.dir, name, strings.Join(names, ", "))
}

// interfaceOf is what an implementation of a concept has to satisfy. Where the
// generated Go on disk is not up to date yet, it says so.
func (c *checked) interfaceOf(s *session, concept *program.Concept) (*scaffold.Interface, error) {
	t, err := c.generated()
	if err != nil {
		return nil, err
	}
	out, err := t.generate()
	if err != nil {
		return nil, err
	}
	differences, err := out.Diff(t.dir)
	if err != nil {
		return nil, err
	}
	if len(differences) > 0 {
		s.warn("%s is out of date: run `syncgen generate --out %s %s`", t.dir, t.dir, c.dir)
	}
	return scaffold.ReadInterface(out, t.options, concept)
}

// generated is where the package of the program is, or else will be.
func (c *checked) generated() (*target, error) {
	root, err := moduleRoot(c.dir)
	if err != nil {
		return nil, err
	}
	folders, err := gen.Folders(root)
	if err != nil {
		return nil, err
	}
	source, err := relative(root, c.dir)
	if err != nil {
		return nil, err
	}
	if len(folders[source]) == 0 {
		return new(outputFlags).target(c, true)
	}
	dir := folders[source][0]
	name, err := packageIn(dir)
	if err != nil {
		return nil, err
	}
	return newTarget(c, dir, name)
}
