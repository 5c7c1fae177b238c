// Package dsl reads specs of concepts and synchronizations and checks them as
// one program.
package dsl

import (
	"runtime"
	"slices"
	"sync"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/routes"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// Text is a file of specs. Its path ends in .concept or .sync and has forward
// slashes.
type Text struct{ Path, Text string }

// Check reads texts as one program, that of the folder dir, and runs all the
// passes over it. It always returns a program; what is found wrong with it is
// in the list, in the order of files and places.
func Check(dir string, texts []Text) (*program.Program, diagnostic.List) {
	prog, found, _ := Analyze(dir, texts)
	return prog, found
}

// Analyze is Check that also tells what is known of the program's flows: nil
// where not all declarations could be read, and none was followed.
func Analyze(dir string, texts []Text) (*program.Program, diagnostic.List, *flow.Analysis) {
	return analyze((&Memory{}).Parse(dir, texts), nil)
}

func analyze(p *Parsed, known *flow.Memory) (*program.Program, diagnostic.List, *flow.Analysis) {
	prog, found := typed(p)
	var flows *flow.Analysis
	if whole(prog) {
		flows = flow.AnalyzeAgain(prog, known)
		found = append(found, flows.Findings...)
		found.Sort()
	}
	return prog, silence(prog.Files, prog.Sources, once(found)), flows
}

// Typed is Check without following the flows of the program, and without the
// comments that silence findings: what it finds stands in the way of running it.
func Typed(dir string, texts []Text) (*program.Program, diagnostic.List) {
	return typed((&Memory{}).Parse(dir, texts))
}

func typed(p *Parsed) (*program.Program, diagnostic.List) {
	found := slices.Clone(p.found)
	prog, list := program.Resolve(p.Dir, p.sources(), p.Files)
	found = append(found, list...)
	found = append(found, program.Infer(prog)...)
	found = append(found, routes.Check(prog)...)
	if found.Errors() > 0 {
		found = slices.DeleteFunc(found, isUncertain)
	}
	found.Sort()
	return prog, withoutEchoes(prog, once(found))
}

// isUncertain reports whether a finding may be untrue of a program once its
// errors are mended: what they leave out of it may be what tells a type.
func isUncertain(d diagnostic.Diagnostic) bool { return d.Code == diagnostic.UndeterminedType }

// whole reports whether all declarations could be read. What flows do cannot be
// said of a part of a program: the part that is missing may be what answers.
func whole(p *program.Program) bool {
	for _, f := range p.Files {
		for _, d := range f.Decls {
			if d.Broken() {
				return false
			}
		}
	}
	return !slices.ContainsFunc(p.Concepts, func(c *program.Concept) bool { return c.HasErrors })
}

// parse reads files side by side. Its results are in the order of the files.
func parse(files []*source.File) ([]*syntax.File, []diagnostic.List) {
	trees := make([]*syntax.File, len(files))
	lists := make([]diagnostic.List, len(files))
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, f := range files {
		slots <- struct{}{}
		wait.Go(func() {
			trees[i], lists[i] = syntax.Parse(f)
			<-slots
		})
	}
	wait.Wait()
	return trees, lists
}

// once keeps one of the findings that say the same of a place, as those about a
// line of a guard do for each of its uses: of the most severe the first.
func once(list diagnostic.List) diagnostic.List {
	type key struct {
		code diagnostic.Code
		at   source.Span
	}
	kept := list[:0]
	at := map[key]int{}
	for _, d := range list {
		k := key{d.Code, d.Primary.Span}
		i, again := at[k]
		switch {
		case !again:
			at[k] = len(kept)
			kept = append(kept, d)
		case d.Severity < kept[i].Severity:
			kept[i] = d
		}
	}
	return kept
}
