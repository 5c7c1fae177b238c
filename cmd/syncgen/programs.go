package main

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
)

// checked is a program with what was found wrong with it.
type checked struct {
	dir      string
	texts    []dsl.Text
	program  *program.Program // nil before it is checked
	findings diagnostic.List
	flows    *flow.Analysis // nil where none could be followed
}

// loadAll reads the specs of each folder that patterns name.
func loadAll(patterns []string) ([]*checked, error) {
	dirs, err := dsl.FindDirs(patterns)
	if err != nil {
		return nil, err
	}
	var all []*checked
	for _, dir := range dirs {
		texts, err := dsl.Load(dir)
		if err != nil {
			return nil, err
		}
		all = append(all, &checked{dir: dir, texts: texts})
	}
	return all, nil
}

// loadOne reads the specs of the one program that a pattern names. What is to be
// made of it is for the error where there are several.
func loadOne(pattern, what string) (*checked, error) {
	all, err := loadAll([]string{pattern})
	if err != nil {
		return nil, err
	}
	if len(all) > 1 {
		var dirs []string
		for _, p := range all {
			dirs = append(dirs, p.dir)
		}
		return nil, fmt.Errorf("%s is of one program, and %s has %d: name one of %s", what, pattern, len(all), strings.Join(dirs, ", "))
	}
	return all[0], nil
}

// checkAll checks each folder that patterns name as one program.
func checkAll(patterns []string) ([]*checked, error) {
	all, err := loadAll(patterns)
	for _, c := range all {
		c.check()
	}
	return all, err
}

func (c *checked) check() { c.program, c.findings, c.flows = dsl.Analyze(c.dir, c.texts) }

// report gathers the findings of programs.
func report(all []*checked) *diagnostic.Report {
	r := &diagnostic.Report{}
	for _, c := range all {
		r.Add(c.program.Sources, c.findings)
	}
	return r
}
