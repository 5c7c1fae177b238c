package main

import (
	"fmt"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/syncgen/syncgen/gen"
)

type generateCommand struct {
	outputFlags
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
func (c *generateCommand) Validate() error { return c.validate(c.Dirs) }

func (c *generateCommand) run(s *session) (int, error) {
	all, err := loadAll(c.Dirs)
	if err != nil {
		return exitUsage, err
	}
	targets, err := c.targets(all, c.Dirs)
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
		if c.Check {
			differences, err := t.diff()
			if err != nil {
				return exitUsage, err
			}
			c.showDifferences(s, t, differences)
			if len(differences) > 0 {
				code = exitStale
			}
			continue
		}
		changes, err := t.write(tool)
		if err != nil {
			return exitUsage, err
		}
		c.showChanges(s, t, changes)
	}
	return code, nil
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
