package lsp

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// action is something that the editor can do at a place to mend it.
type action struct {
	title    string
	all      bool // mends all that can be mended safely
	safe     bool
	findings diagnostic.List // that it mends
	edits    []diagnostic.Edit
}

// actions lists the ways out of the findings at a part of a file. Findings that
// share a fix share its action.
func (s *snapshot) actions(at source.Span) []action {
	var list []action
	known := map[string]int{}
	for _, d := range s.checked().findings {
		if d.Fix == nil || len(d.Fix.Edits) == 0 || !touches(d.Primary.Span, at) {
			continue
		}
		key := fmt.Sprint(d.Fix.Edits)
		i, ok := known[key]
		if !ok {
			i = len(list)
			known[key] = i
			list = append(list, action{title: d.Fix.Title, safe: d.Fix.Safe, edits: d.Fix.Edits})
		}
		list[i].findings = append(list[i].findings, d)
	}
	return list
}

// fixRounds bounds how often fixes are applied, as in `syncgen check --fix`.
const fixRounds = 10

// fixAll is what `syncgen check --fix` would do to the program. It reports
// whether there is anything to do.
func (s *snapshot) fixAll() (action, bool) {
	all := action{title: "Apply all safe fixes of the program", all: true, safe: true}
	texts := map[string]string{}
	memory := s.known.memory.Copy()
	now := s.checked()
	for range fixRounds {
		changed, applied := dsl.ApplyFixes(now.program.Sources, now.findings)
		if len(changed) == 0 {
			break
		}
		if len(texts) == 0 {
			all.findings = applied // of the text at hand
		}
		for _, t := range changed {
			texts[t.Path] = t.Text
		}
		next := make([]dsl.Text, len(s.texts))
		for i, t := range s.texts {
			if text, ok := texts[t.Path]; ok {
				t.Text = text
			}
			next[i] = t
		}
		now.program, now.findings, now.flows = memory.Analyze(memory.Parse(s.dir, next))
	}
	for _, f := range s.parsed().Sources.Files() {
		if text, ok := texts[f.Path]; ok {
			all.edits = append(all.edits, changes(f, text)...)
		}
	}
	return all, len(all.edits) > 0
}
