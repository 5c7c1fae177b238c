package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// outputFlags are for commands that generate Go.
type outputFlags struct {
	Out     string `placeholder:"DIR" help:"Where the Go goes. For one folder of specs, DIR is its package's own folder; for several or for dir/..., each gets a folder below DIR, named after its folder of specs. Default: generated/NAME below the module's root."`
	Package string `placeholder:"NAME" help:"The name of the app's package, for one folder of specs. Default: the name of the folder that the package is in."`
}

func (o *outputFlags) validate(dirs []string) error {
	if o.Package == "" {
		return nil
	}
	if several(dirs) {
		return errors.New("--package names the package of one folder of specs: name that folder, and no other")
	}
	if packageName(o.Package) != o.Package {
		return fmt.Errorf("--package=%s: a package's name is lower case letters and digits, a letter first, and no word of Go", o.Package)
	}
	return nil
}

// several reports whether arguments may stand for more than one program.
func several(dirs []string) bool {
	return len(dirs) != 1 || strings.HasSuffix(dirs[0], "...")
}

// targets decides where each program's package goes.
func (o *outputFlags) targets(all []*checked, dirs []string) ([]*target, error) {
	var targets []*target
	taken := map[string]*target{}
	for _, p := range all {
		t, err := o.target(p, several(dirs))
		if err != nil {
			return nil, err
		}
		if other := taken[t.dir]; other != nil {
			return nil, fmt.Errorf("%s and %s would both be generated into %s: run the command for each, with --out", other.checked.dir, p.dir, t.dir)
		}
		taken[t.dir] = t
		targets = append(targets, t)
	}
	return targets, nil
}

func (o *outputFlags) target(p *checked, several bool) (*target, error) {
	root, err := moduleRoot(p.dir)
	if err != nil {
		return nil, err
	}
	name := o.Package
	if name == "" {
		full, err := filepath.Abs(p.dir)
		if err != nil {
			return nil, err
		}
		if o.Out != "" && !several {
			if full, err = filepath.Abs(o.Out); err != nil {
				return nil, err
			}
		}
		if name = packageName(filepath.Base(full)); name == "" {
			return nil, fmt.Errorf("no package can be named after the folder %s: name it with --package", filepath.Base(full))
		}
	}
	dir := filepath.Join(root, "generated", name)
	switch {
	case o.Out != "" && several:
		dir = filepath.Join(o.Out, name)
	case o.Out != "":
		dir = o.Out
	}
	return newTarget(p, dir, name)
}
