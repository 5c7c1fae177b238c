package main

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/gen/breaking"
)

type breakingCommand struct {
	Against string   `required:"" placeholder:"REV|DIR" help:"What the specs are compared with: as they were at a revision of git, or those of another folder."`
	For     []string `enum:"callers,implementations,rules" placeholder:"WHOM" help:"Tell only what breaks callers, implementations or rules; several are separated by commas. Default: all of them."`
	findingFlags
	Dirs []string `arg:"" optional:"" name:"dir" help:"Folders of specs, each one program; dir/... stands for all below it. Default: ./..."`
}

// Help explains what the flags cannot.
func (*breakingCommand) Help() string {
	return `Callers are those of the server, over HTTP; implementations are the Go of concepts; rules are what runs: which actions
begin flows, and what follows. syncgen explain CODE says all about a finding's code.

` + exitCodes
}

func (c *breakingCommand) Validate() error {
	if c.Against == "" {
		return errors.New("--against is missing: name a revision of git, such as `main`, or a folder")
	}
	return c.findingFlags.Validate()
}

func (c *breakingCommand) run(s *session) (int, error) {
	changes, err := c.changes(s)
	if err != nil {
		return exitUsage, err
	}
	var now, before []*checked
	for _, ch := range changes {
		now, before = append(now, ch.now), append(before, ch.before)
	}
	if bad := report(now); bad.Errors() > 0 {
		if err := bad.Text(s.stderr, false); err != nil {
			return exitUsage, err
		}
		s.warn("nothing is compared until the specs pass the check")
		return exitFindings, nil
	}
	if bad := report(before); bad.Errors() > 0 {
		if err := bad.Short(s.stderr); err != nil {
			return exitUsage, err
		}
		return exitUsage, errors.New("nobody can rely on specs that do not pass the check: compare with some that do")
	}
	r := &diagnostic.Report{Codes: diagnostic.BreakingCodes()}
	for _, ch := range changes {
		sources, list := ch.compare()
		r.Add(sources, slices.DeleteFunc(list, c.leavesOut))
	}
	if err := c.show(s, r); err != nil {
		return exitUsage, err
	}
	if c.found(r) {
		return exitFindings, nil
	}
	return exitClean, nil
}

// leavesOut reports whether a finding is about somebody who was not asked for.
func (c *breakingCommand) leavesOut(d diagnostic.Diagnostic) bool {
	return len(c.For) > 0 && !slices.Contains(c.For, string(d.Code.Breaks()))
}

// changes are the programs that the command is about, each as it was and as it
// is. One that is new has nothing to be compared with.
func (c *breakingCommand) changes(s *session) ([]*change, error) {
	past, err := c.past(s)
	if err != nil {
		return nil, err
	}
	var changes []*change
	for _, pattern := range c.patterns() {
		before, err := past.programs(pattern)
		if err != nil {
			return nil, err
		}
		now, err := programsOf(pattern)
		var none *dsl.NoSpecsError
		if err != nil && !(errors.As(err, &none) && len(before) > 0) {
			return nil, err
		}
		for _, dir := range slices.Sorted(maps.Keys(now)) {
			if before[dir] == nil {
				s.warn("%s is new: there were no specs of it %s", dir, past)
			}
		}
		for dir, texts := range before {
			changes = append(changes, newChange(dir, now[dir], texts, past.revision))
		}
	}
	slices.SortFunc(changes, byDir)
	return slices.CompactFunc(changes, func(a, b *change) bool { return byDir(a, b) == 0 }), nil
}

func byDir(a, b *change) int { return strings.Compare(a.now.dir, b.now.dir) }

func (c *breakingCommand) patterns() []string {
	if len(c.Dirs) == 0 {
		return []string{"./..."}
	}
	return c.Dirs
}

// change is a program as it was and as it is.
type change struct {
	now, before *checked
	revision    string
}

// newChange checks both. A program that is gone is one without specs.
func newChange(dir string, now, before []dsl.Text, revision string) *change {
	ch := &change{now: &checked{dir: dir, texts: now}, before: &checked{dir: dir, texts: before}, revision: revision}
	ch.now.check()
	ch.before.check()
	return ch
}

func (ch *change) compare() (*source.Map, diagnostic.List) {
	return breaking.Compare(
		breaking.Version{Program: ch.before.program, Flows: ch.before.flows, Revision: ch.revision},
		breaking.Version{Program: ch.now.program, Flows: ch.now.flows},
	)
}
