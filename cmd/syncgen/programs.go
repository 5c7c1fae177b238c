package main

import (
	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// checked is a program with what was found wrong with it.
type checked struct {
	dir      string
	texts    []dsl.Text
	program  *program.Program
	findings diagnostic.List
}

// checkAll checks each folder that patterns name as one program.
func checkAll(patterns []string) ([]*checked, error) {
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
		c := &checked{dir: dir, texts: texts}
		c.program, c.findings = dsl.Check(dir, texts)
		all = append(all, c)
	}
	return all, nil
}

// report gathers the findings of programs.
func report(all []*checked) *diagnostic.Report {
	r := &diagnostic.Report{}
	for _, c := range all {
		r.Add(c.program.Sources, c.findings)
	}
	return r
}
