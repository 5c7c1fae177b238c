package main

import (
	"errors"
	"fmt"
	"go/build"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen/scaffold"
)

type newImplementationCommand struct {
	Out  string `placeholder:"DIR" help:"The folder of the Go package that the implementation is in. Default: where the module has one, else the current folder."`
	Type string `placeholder:"NAME" help:"The Go type that is the implementation. Default: the one that is said to be, else the name of the concept."`
	Name string `arg:"" help:"The name of the concept."`
	Dir  string `arg:"" optional:"" default:"./..." help:"The folder of specs. dir/... stands for all below it, of which there must be one. Default: ./..."`
}

// Help explains what the flags cannot.
func (*newImplementationCommand) Help() string {
	return `A new type gets all methods of the concept's interface, with their comments; each fails with an error that says that it
is not written yet. A type that exists gets the methods that it lacks. It is found by its line

    var _ tallying.Concept = (*Tallying)(nil)

or else by its name. What is there stays as it is: a method whose signature is not what the concept asks for is reported.

` + exitCodes
}

func (c *newImplementationCommand) Validate() error {
	if c.Type != "" && !token.IsIdentifier(c.Type) {
		return fmt.Errorf("--type=%s: a type's name is letters, digits and underscores, no digit first, and no word of Go", c.Type)
	}
	return nil
}

func (c *newImplementationCommand) run(s *session) (int, error) {
	p, err := loadOne(c.Dir, "an implementation")
	if err != nil {
		return exitUsage, err
	}
	p.check()
	if r := report([]*checked{p}); r.Errors() > 0 {
		if err := r.Text(s.stderr, false); err != nil {
			return exitUsage, err
		}
		s.warn("nothing is written until the specs pass the check")
		return exitFindings, nil
	}
	concept, err := p.implementable(c.Name)
	if err != nil {
		return exitUsage, err
	}
	face, err := p.interfaceOf(s, concept)
	if err != nil {
		return exitUsage, err
	}
	place, err := c.place(p, face)
	if err != nil {
		return exitUsage, err
	}
	return c.write(s, face, filepath.Dir(place.File), place.Type)
}

// place is the implementation, where there is one, and where it will be
// otherwise.
func (c *newImplementationCommand) place(p *checked, face *scaffold.Interface) (scaffold.Place, error) {
	root := c.Out
	if root == "" {
		var err error
		if root, err = moduleRoot(p.dir); err != nil {
			return scaffold.Place{}, err
		}
	}
	found, err := scaffold.FindImplementations(root, face.Path)
	if err != nil {
		return scaffold.Place{}, err
	}
	found = slices.DeleteFunc(found, func(p scaffold.Place) bool {
		return c.Type != "" && p.Type != c.Type || c.Out != "" && filepath.Dir(p.File) != filepath.Clean(c.Out)
	})
	switch len(found) {
	case 0:
		typ := c.Type
		if typ == "" {
			typ = face.Concept
		}
		return scaffold.Place{File: filepath.Join(c.Out, strings.ToLower(typ)+".go"), Type: typ}, nil
	case 1:
		return found[0], nil
	}
	var names []string
	for _, p := range found {
		names = append(names, p.Type+" in "+fromHere(p.File))
	}
	return scaffold.Place{}, fmt.Errorf("`%s` has %d implementations, %s: say which with --type or --out", c.Name, len(found), strings.Join(names, ", "))
}

// write adds what a type lacks, or makes the type.
func (c *newImplementationCommand) write(s *session, face *scaffold.Interface, dir, typ string) (int, error) {
	done, err := face.Complete(dir, typ)
	if err != nil {
		return exitUsage, err
	}
	if done == nil {
		return c.create(s, face, dir, typ)
	}
	path := fromHere(done.Path)
	if len(done.Added) > 0 {
		if err := writeAll([]dsl.Text{{Path: done.Path, Text: done.Text}}); err != nil {
			return exitUsage, err
		}
		fmt.Fprintf(s.stdout, "%s: added %s\n", path, strings.Join(done.Added, ", "))
	}
	for _, m := range done.Changed {
		s.warn("%s:%d:%d: `%s` is not what the concept asks for: change it by hand from\n    %s%s\n  to\n    %s%s",
			fromHere(m.At.Filename), m.At.Line, m.At.Column, m.Name, m.Name, m.Have, m.Name, m.Want)
	}
	if len(done.Changed) > 0 {
		return exitFindings, nil
	}
	if len(done.Added) == 0 {
		fmt.Fprintf(s.stdout, "%s: `%s` lacks nothing\n", path, typ)
	}
	return exitClean, nil
}

func (c *newImplementationCommand) create(s *session, face *scaffold.Interface, dir, typ string) (int, error) {
	name, err := packageOf(dir)
	if err != nil {
		return exitUsage, err
	}
	text, err := face.Implement(name, typ)
	if err != nil {
		return exitUsage, err
	}
	path := filepath.ToSlash(filepath.Join(dir, strings.ToLower(typ)+".go"))
	if err := writeNew([]dsl.Text{{Path: path, Text: text}}); err != nil {
		return exitUsage, err
	}
	fmt.Fprintf(s.stdout, "wrote %s\n", path)
	return exitClean, nil
}

// packageOf is the name of the package in a folder, or else one that is made of
// the folder's name.
func packageOf(dir string) (string, error) {
	p, err := build.ImportDir(dir, 0)
	if err == nil {
		return p.Name, nil
	}
	var several *build.MultiplePackageError
	if errors.As(err, &several) {
		return "", err
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	name := packageName(filepath.Base(full))
	if name == "" {
		return "", fmt.Errorf("no package can be named after the folder %s: choose another with --out", filepath.Base(full))
	}
	return name, nil
}
