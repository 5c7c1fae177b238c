package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/gen/scaffold"
)

type newCommands struct {
	Concept        newConceptCommand        `cmd:"" help:"Write the spec of a new concept, with something in each of its sections."`
	Implementation newImplementationCommand `cmd:"" help:"Write the Go of a concept's implementation, or add the methods that it lacks."`
}

type newConceptCommand struct {
	Name string `arg:"" help:"The name of the concept, such as Labeling."`
	Dir  string `arg:"" optional:"" default:"./..." help:"The folder of the program, which need not exist. dir/... stands for all folders of specs below it, of which there must be one. Default: ./..."`
}

// Help explains what the flags cannot.
func (*newConceptCommand) Help() string {
	return `The spec passes the check as it is: put what the concept is about in the place of what is there. A file that exists
is never touched.

` + exitCodes
}

func (c *newConceptCommand) run(s *session) (int, error) {
	spec, err := scaffold.Concept(c.Name)
	if err != nil {
		return exitUsage, err
	}
	p, err := c.program()
	if err != nil {
		return exitUsage, err
	}
	p.check()
	if at := p.declares(c.Name); at != "" {
		return exitUsage, fmt.Errorf("`%s` is there already, in %s: give the new concept another name", c.Name, at)
	}
	spec.Path = filepath.ToSlash(filepath.Join(p.dir, spec.Path))
	if err := writeNew([]dsl.Text{spec}); err != nil {
		return exitUsage, err
	}
	fmt.Fprintf(s.stdout, "wrote %s\n", spec.Path)
	return exitClean, nil
}

// program is what the concept is to be a part of: one that exists, or a new one
// in a folder that is named.
func (c *newConceptCommand) program() (*checked, error) {
	p, err := loadOne(c.Dir, "a new concept")
	var none *dsl.NoSpecsError
	switch {
	case !errors.As(err, &none):
		return p, err
	case strings.HasSuffix(c.Dir, "..."):
		return nil, fmt.Errorf("%w: name the folder of a new program, as in `syncgen new concept %s specs/shop`", err, c.Name)
	}
	return &checked{dir: filepath.ToSlash(filepath.Clean(c.Dir))}, nil
}

// declares tells what of a program declares a concept, or a role of one,
// with a name; "" where nothing does.
func (c *checked) declares(name string) string {
	for _, f := range c.program.Files {
		for _, d := range f.Decls {
			switch d.(type) {
			case *syntax.Concept, *syntax.Use:
				switch {
				case d.DeclName().Name != name:
				case f.Source.BuiltIn():
					return "syncgen itself"
				default:
					return f.Source.Path
				}
			}
		}
	}
	return ""
}
