package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/syncgen/syncgen/gen"
)

type generateCommand struct {
	Out     string   `placeholder:"DIR" help:"Where the Go goes. For one folder of specs, DIR is its package's own folder; for several or for dir/..., each gets a folder below DIR, named after its folder of specs. Default: generated/NAME below the module's root."`
	Package string   `placeholder:"NAME" help:"The name of the app's package, for one folder of specs. Default: the name of the folder that the package is in."`
	Check   bool     `help:"Write nothing, name the files that differ, and exit with 3 if there are any."`
	Verbose bool     `short:"v" help:"Name the files that are written and removed; with --check, show how files differ."`
	Dirs    []string `arg:"" optional:"" name:"dir" help:"Folders of specs, each one program; dir/... stands for all below it. Default: ./..."`
}

// Help explains what the flags cannot.
func (*generateCommand) Help() string {
	return `Nothing is written unless all programs pass the check. A package is written as a whole or not at all:
files that are as they should be are not touched, files that an earlier run generated and that no longer belong are
removed, and a file that syncgen did not generate is never changed.

To run it with go generate, write into a Go file beside the specs, in a module that has syncgen as a tool:

    //go:generate go tool syncgen generate .

` + checkExitCodes
}

// Validate sees to what needs no look at the folders.
func (c *generateCommand) Validate() error {
	if c.Package == "" {
		return nil
	}
	if c.several() {
		return errors.New("--package names the package of one folder of specs: name that folder, and no other")
	}
	if packageName(c.Package) != c.Package {
		return fmt.Errorf("--package=%s: a package's name is lower case letters and digits, a letter first, and no word of Go", c.Package)
	}
	return nil
}

// several reports whether the arguments may stand for more than one program.
func (c *generateCommand) several() bool {
	return len(c.Dirs) != 1 || strings.HasSuffix(c.Dirs[0], "...")
}

func (c *generateCommand) run(s *session) (int, error) {
	all, err := loadAll(c.Dirs)
	if err != nil {
		return exitUsage, err
	}
	targets, err := c.targets(all)
	if err != nil {
		return exitUsage, err
	}
	tool := thisBuild()
	var changed []*checked
	for _, t := range targets {
		if !t.isMadeBy(tool) {
			t.checked.check()
			changed = append(changed, t.checked)
		}
	}
	if r := report(changed); r.Errors() > 0 {
		if err := r.Text(s.stderr, false); err != nil {
			return exitUsage, err
		}
		s.warn("nothing is generated until the specs pass the check")
		return exitFindings, nil
	}
	code := exitClean
	for _, t := range targets {
		if t.checked.program == nil {
			c.showChanges(s, t, gen.Changes{Unchanged: t.files})
			continue
		}
		out, err := t.generate()
		if err != nil {
			return exitUsage, err
		}
		if c.Check {
			differences, err := out.Diff(t.dir)
			if err != nil {
				return exitUsage, err
			}
			c.showDifferences(s, t, differences)
			if len(differences) > 0 {
				code = exitStale
			}
			continue
		}
		changes, err := out.Write(t.dir)
		if err != nil {
			return exitUsage, err
		}
		t.remember(tool, out.Sum())
		c.showChanges(s, t, changes)
	}
	return code, nil
}

// targets decides where each program's package goes.
func (c *generateCommand) targets(all []*checked) ([]*target, error) {
	var targets []*target
	taken := map[string]*target{}
	for _, p := range all {
		t, err := c.target(p)
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

func (c *generateCommand) target(p *checked) (*target, error) {
	root, err := moduleRoot(p.dir)
	if err != nil {
		return nil, err
	}
	name := c.Package
	if name == "" {
		full, err := filepath.Abs(p.dir)
		if err != nil {
			return nil, err
		}
		if c.Out != "" && !c.several() {
			if full, err = filepath.Abs(c.Out); err != nil {
				return nil, err
			}
		}
		if name = packageName(filepath.Base(full)); name == "" {
			return nil, fmt.Errorf("no package can be named after the folder %s: name it with --package", filepath.Base(full))
		}
	}
	dir := filepath.Join(root, "generated", name)
	switch {
	case c.Out != "" && c.several():
		dir = filepath.Join(c.Out, name)
	case c.Out != "":
		dir = c.Out
	}
	return newTarget(p, dir, name)
}

func (c *generateCommand) showChanges(s *session, t *target, changes gen.Changes) {
	if !c.Verbose || c.Check {
		return
	}
	for _, path := range changes.Written {
		fmt.Fprintf(s.stdout, "wrote %s\n", t.file(path))
	}
	for _, path := range changes.Removed {
		fmt.Fprintf(s.stdout, "removed %s\n", t.file(path))
	}
	if changes.Unchanged > 0 {
		fmt.Fprintf(s.stdout, "unchanged: %d in %s\n", changes.Unchanged, t.file(""))
	}
}

func (c *generateCommand) showDifferences(s *session, t *target, differences []gen.Difference) {
	for _, d := range differences {
		path := t.file(d.Path)
		fmt.Fprintf(s.stdout, "%s: %s\n", path, what(d))
		if c.Verbose {
			s.stdout.Write(diff.Diff(path, d.Have, path+" (generated)", d.Want))
		}
	}
}

// what says in which way a file is out of date.
func what(d gen.Difference) string {
	switch {
	case d.Have == nil:
		return "missing"
	case d.Want == nil:
		return "left over"
	}
	return "differs"
}
