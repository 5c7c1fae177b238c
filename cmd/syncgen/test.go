package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/gen/scenario"
)

type testCommand struct {
	Format string   `enum:"text,json" default:"text" help:"How results are shown: text or json."`
	Run    string   `placeholder:"REGEXP" help:"Play only the scenarios whose names match, and say nothing of coverage."`
	Strict bool     `help:"Exit with 1 where a sync, an outcome or an else is in no scenario, too."`
	Dirs   []string `arg:"" optional:"" name:"dir" help:"Folders of specs, each one program; dir/... stands for all below it. Default: ./..."`

	wanted *regexp.Regexp
}

// Help explains what the flags cannot.
func (*testCommand) Help() string {
	return `The scenarios of a program are in files NAME.scenario beside its specs. They are played with the Go that the specs are compiled to.

` + plainExitCodes
}

// Validate reads the regular expression.
func (c *testCommand) Validate() (err error) {
	if c.wanted, err = regexp.Compile(c.Run); err != nil {
		return fmt.Errorf("--run=%s: %w", c.Run, err)
	}
	if c.Run != "" && c.Strict {
		return errors.New("--strict is about the coverage of all scenarios, and --run plays some of them: use one of them")
	}
	return nil
}

// played is what came of the scenarios of one program.
type played struct {
	*checked
	results  []*scenario.Result
	coverage *scenario.Coverage
}

func (c *testCommand) run(s *session) (int, error) {
	all, err := checkAll(c.Dirs)
	if err != nil {
		return exitUsage, err
	}
	var found diagnostic.Report
	scenarios := make([][]*scenario.Scenario, len(all))
	for i, p := range all {
		texts, err := dsl.LoadScenarios(p.dir)
		if err != nil {
			return exitUsage, err
		}
		if p.findings.Errors() == 0 {
			var list diagnostic.List
			scenarios[i], list = scenario.Read(p.program, texts)
			p.findings = append(p.findings, list...)
		}
		found.Add(p.program.Sources, slices.DeleteFunc(p.findings, func(d diagnostic.Diagnostic) bool { return d.Severity != diagnostic.Error }))
	}
	if found.Errors() > 0 {
		if err := found.Text(s.stderr, false); err != nil {
			return exitUsage, err
		}
		s.warn("no scenario is played until all is well with these")
		return exitFindings, nil
	}
	var done []played
	for i, p := range all {
		wanted := slices.DeleteFunc(scenarios[i], func(s *scenario.Scenario) bool { return !c.wanted.MatchString(s.Name()) })
		if len(wanted) == 0 {
			continue
		}
		result, err := p.play(wanted)
		if err != nil {
			return exitUsage, err
		}
		done = append(done, result)
	}
	return c.show(s, done)
}

// play runs scenarios as if the program had been generated to where `generate`
// puts it.
func (c *checked) play(scenarios []*scenario.Scenario) (played, error) {
	t, err := new(outputFlags).target(c, true)
	if err != nil {
		return played{}, err
	}
	results, coverage, err := scenario.Run(c.program, scenarios, scenario.Stage{Dir: t.dir, Options: t.options})
	return played{c, results, coverage}, err
}
