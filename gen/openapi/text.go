package openapi

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// ownComments are those that say something of a sync: the ones right above it.
// What an empty line parts from it is about more than the sync.
func ownComments(s *syntax.Sync) []syntax.Comment {
	if s.BlankBefore {
		return nil
	}
	list := s.Leading
	for i := len(list) - 1; i > 0; i-- {
		if list[i].BlankBefore {
			return list[i:]
		}
	}
	return list
}

// headComments are those at the head of a file that stand on their own.
func headComments(f *syntax.File) []syntax.Comment {
	if len(f.Decls) == 0 {
		return nil
	}
	var all []syntax.Comment
	apart := false
	switch d := f.Decls[0].(type) {
	case *syntax.Sync:
		all, apart = d.Leading, d.BlankBefore
	case *syntax.Guard:
		all, apart = d.Leading, d.BlankBefore
	case *syntax.Use:
		all, apart = d.Leading, d.BlankBefore
	}
	for i := 1; i < len(all); i++ {
		if all[i].BlankBefore {
			return all[:i]
		}
	}
	if apart {
		return all
	}
	return nil
}

// commentText is the text of comments, without those that are for the tool.
func commentText(comments []syntax.Comment) string {
	var lines []string
	for _, c := range comments {
		line := strings.TrimSpace(strings.TrimPrefix(c.Text, "//"))
		if !strings.HasPrefix(line, "syncgen:") {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// effects is what the concepts say that the actions of a route do.
func effects(actions []*program.Action) string {
	var lines []string
	for _, a := range actions {
		text := prose(a, "; ", func(d *syntax.Action) *syntax.Prose { return d.Effects })
		if text != "" && !a.Concept.BuiltIn {
			lines = append(lines, "- `"+a.FullName()+"` "+text)
		}
	}
	return strings.Join(lines, "\n")
}

// prose is a section of the outcomes of an action, on one line; "" where it is
// left out or says that there is nothing to say.
func prose(a *program.Action, between string, section func(*syntax.Action) *syntax.Prose) string {
	var texts []string
	for _, o := range a.Outcomes {
		p := section(o.Decl)
		if p == nil {
			continue
		}
		text := oneLine(p.Text)
		if !slices.Contains([]string{"", "none", "true"}, text) && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, between)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// join puts the paragraphs together that are not empty.
func join(paragraphs ...string) string {
	return strings.Join(slices.DeleteFunc(paragraphs, func(p string) bool { return p == "" }), "\n\n")
}
