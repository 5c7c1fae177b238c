package main

import (
	"errors"
	"fmt"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

type checkCommand struct {
	findingFlags
	Proof bool     `help:"Also list, for each route, whether every request is proved to be answered exactly once: by which syncs, on what, and what that rests on."`
	Fix   bool     `help:"Apply the safe fixes, then check again."`
	Check bool     `help:"Also exit with 3 when a file is not formatted or generated code is out of date."`
	Dirs  []string `arg:"" optional:"" name:"dir" help:"Folders of specs, each one program; dir/... stands for all below it. Default: ./..."`
}

// Help explains what the flags cannot.
func (*checkCommand) Help() string {
	return `syncgen explain CODE says all about a finding's code.

` + exitCodes
}

func (c *checkCommand) Validate() error {
	if err := c.findingFlags.Validate(); err != nil {
		return err
	}
	switch {
	case c.Fix && c.Check:
		return errors.New("--fix writes files and --check is there to write none: use one of them")
	case c.Fix && c.Format != "text" && c.Format != "short":
		return errors.New("--fix tells people what it did: use it with --format=text or --format=short")
	case c.Proof && (c.Format == "sarif" || c.Format == "github"):
		return fmt.Errorf("--proof has no place in --format=%s, which is for findings: use it with --format=text, short or json", c.Format)
	}
	return nil
}

func (c *checkCommand) run(s *session) (int, error) {
	all, err := checkAll(c.Dirs)
	if err != nil {
		return exitUsage, err
	}
	if c.Fix {
		if all, err = c.fix(s, all); err != nil {
			return exitUsage, err
		}
	}
	r := report(all)
	if c.Proof {
		for _, p := range all {
			r.AddProofs(p.proofs())
		}
	}
	if err := c.show(s, r); err != nil {
		return exitUsage, err
	}
	if c.found(r) {
		return exitFindings, nil
	}
	if c.Check {
		return outOfDate(s, all)
	}
	return exitClean, nil
}

// fixRounds bounds how often fixes are applied: a fix may make way for another,
// and two that contradict each other must not keep us here.
const fixRounds = 10

// fix applies the safe fixes until there are none left, and returns what the
// programs look like then.
func (c *checkCommand) fix(s *session, all []*checked) ([]*checked, error) {
	for range fixRounds {
		var changed []dsl.Text
		var fixed []string
		for _, p := range all {
			texts, applied := dsl.ApplyFixes(p.program.Sources, p.findings)
			changed = append(changed, texts...)
			for _, d := range applied {
				fixed = append(fixed, fixedLine(p, d))
			}
		}
		if len(changed) == 0 {
			break
		}
		if err := writeAll(changed); err != nil {
			return nil, err
		}
		for _, line := range fixed {
			fmt.Fprintln(s.stdout, line)
		}
		var err error
		if all, err = checkAll(c.Dirs); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// fixedLine says what a fix did. Its place is that of the finding, before the
// fix.
func fixedLine(p *checked, d diagnostic.Diagnostic) string {
	file := p.program.Sources.File(d.Primary.Span.File)
	at := file.Position(d.Primary.Span.Start)
	return fmt.Sprintf("%s:%d:%d: fixed[%s]: %s", file.Path, at.Line, at.Column, d.Code, d.Fix.Title)
}
