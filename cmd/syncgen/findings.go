package main

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// findingFlags are for commands whose output is findings.
type findingFlags struct {
	Format    string `enum:"text,short,json,sarif,github" default:"text" help:"How findings are shown: text (with the lines they are about), short (a line each), json, sarif (2.1.0) or github (annotations in GitHub Actions)."`
	Strict    bool   `help:"Exit with 1 when there are warnings, too."`
	MaxErrors int    `placeholder:"N" help:"Show at most N findings; the closing line counts all of them. 0 shows all."`
	colorFlag
}

// Validate says what is wrong with the flags.
func (f *findingFlags) Validate() error {
	if f.MaxErrors < 0 {
		return fmt.Errorf("--max-errors=%d: give how many findings to show, or 0 for all", f.MaxErrors)
	}
	return nil
}

func (f *findingFlags) show(s *session, r *diagnostic.Report) error {
	r.Max = f.MaxErrors
	switch f.Format {
	case "short":
		return r.Short(s.stdout)
	case "json":
		return r.JSON(s.stdout)
	case "sarif":
		return r.SARIF(s.stdout, version)
	case "github":
		return r.GitHub(s.stdout)
	}
	return r.Text(s.stdout, f.wanted(s))
}

// found reports whether there is anything in a report that the command fails for.
func (f *findingFlags) found(r *diagnostic.Report) bool {
	return r.Errors() > 0 || f.Strict && r.Warnings() > 0
}
