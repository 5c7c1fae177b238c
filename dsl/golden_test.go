package dsl_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

var update = flag.Bool("update", false, "write the goldens anew")

// A case of testdata/findings/CODE is a program, with what the checker says
// about it (findings.txt), the files that its safe fixes change (fixed/…) and
// what is left to say after them (left.txt). Its comment may name concepts of
// testdata/concepts that the program has too: `with profile sessioning`.
// Cases named ok_… are right.
const (
	findingsFile = "findings.txt"
	leftFile     = "left.txt"
	fixedPrefix  = "fixed/"
)

func TestFindings(t *testing.T) {
	for _, path := range cases(t) {
		t.Run(caseName(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			texts := textsOf(t, archive)
			got := results(texts, checkOf(codeOf(path)))
			if *update {
				archive.Files = append(inputs(archive), got...)
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
				return
			}
			assert.Equal(t, render(outputs(archive)), render(got))
		})
	}
}

// Each code of the groups that are checked here has at least three programs
// that are wrong in its way; a right one gives nothing.
func TestFindingsCoverEveryCode(t *testing.T) {
	wrong := map[diagnostic.Code]int{}
	for _, path := range cases(t) {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		code := codeOf(path)
		_, list := checkOf(code)(".", textsOf(t, archive))
		if strings.HasPrefix(filepath.Base(path), "ok_") {
			assert.Empty(t, list, "%s is a right program", caseName(path))
			continue
		}
		for _, d := range list {
			assert.LessOrEqual(t, d.Severity, d.Code.MildestSeverity(), "%s: Code.MildestSeverity has to know that `%s` is not always an error", caseName(path), d.Code)
		}
		assert.True(t, slices.ContainsFunc(list, func(d diagnostic.Diagnostic) bool { return d.Code == code }), "%s does not give %s", caseName(path), code)
		wrong[code]++
	}
	for _, code := range checkedHere {
		assert.GreaterOrEqual(t, wrong[code], 3, "wrong programs for %s", code)
	}
}

func codeOf(path string) diagnostic.Code { return diagnostic.Code(filepath.Base(filepath.Dir(path))) }

type checker func(dir string, texts []dsl.Text) (*program.Program, diagnostic.List)

// checkOf is what finds a code. Programs that are about single lines are parts
// of whole ones: their flows come to nothing.
func checkOf(code diagnostic.Code) checker {
	if slices.Contains(checkedLast, code) {
		return dsl.Check
	}
	return dsl.Typed
}

// checkedLast are the codes that need the flows of a program.
var checkedLast = []diagnostic.Code{
	diagnostic.UnansweredRequest, diagnostic.AnsweredTwice, diagnostic.EarlyAnswer, diagnostic.DeadSync, diagnostic.EndlessCascade,
	diagnostic.UnusedAllow, diagnostic.BadAllow,
}

// checkedHere are the codes that have their goldens here. Those of reading and
// of mismatched types have them beside the passes that give them.
var checkedHere = []diagnostic.Code{
	diagnostic.UnboundVariable, diagnostic.ResultInThen, diagnostic.UnusedVariable, diagnostic.ReboundVariable,
	diagnostic.UnknownConcept, diagnostic.UnknownAction, diagnostic.UnknownQuery, diagnostic.UnknownParameter, diagnostic.UnknownResult,
	diagnostic.UnknownGuard, diagnostic.UnknownType, diagnostic.UnknownFunction, diagnostic.RecursiveGuard,
	diagnostic.MissingArgument, diagnostic.RepeatedArgument, diagnostic.ActionAsQuery, diagnostic.QueryAsAction,
	diagnostic.MixedOutcomes, diagnostic.NoRefusal, diagnostic.DuplicateName,
	diagnostic.BadUse, diagnostic.UnusedInstance,
	diagnostic.ErrorInQuery, diagnostic.ForeignConcept, diagnostic.BadState, diagnostic.MismatchedOutcome, diagnostic.BadAnswers,
	diagnostic.MisplacedElse, diagnostic.MisplacedNull,
	diagnostic.RequestAsAction, diagnostic.UndeterminedType, diagnostic.BadPath,
	diagnostic.UnusedAllow, diagnostic.BadAllow,
}

// What the safe fixes write is in the canonical layout where the program was.
func TestFixesKeepTheLayout(t *testing.T) {
	for _, path := range cases(t) {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		before := map[string]string{}
		for _, text := range textsOf(t, archive) {
			before[text.Path] = text.Text
		}
		for _, f := range outputs(archive) {
			name, fixed := strings.CutPrefix(f.Name, fixedPrefix)
			if fixed && formattedText(name, before[name]) == before[name] {
				assert.Equal(t, formattedText(name, string(f.Data)), string(f.Data), "%s: %s", caseName(path), f.Name)
			}
		}
	}
}

// formattedText is a text in its canonical layout, or nothing if it does not
// parse.
func formattedText(path, text string) string {
	var sources source.Map
	tree, list := syntax.Parse(sources.Add(path, text))
	if len(list) > 0 {
		return ""
	}
	return syntax.Format(tree)
}

func cases(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/findings/*/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	return paths
}

func caseName(path string) string {
	return filepath.Base(filepath.Dir(path)) + "/" + strings.TrimSuffix(filepath.Base(path), ".txtar")
}

// textsOf is the texts of a case, with the concepts that its comment names.
func textsOf(t *testing.T, a *txtar.Archive) []dsl.Text {
	t.Helper()
	var texts []dsl.Text
	for line := range strings.Lines(string(a.Comment)) {
		if names, ok := strings.CutPrefix(strings.TrimSpace(line), "with "); ok {
			for _, name := range strings.Fields(names) {
				text, err := os.ReadFile("testdata/concepts/" + name + ".concept")
				require.NoError(t, err)
				texts = append(texts, dsl.Text{Path: name + ".concept", Text: string(text)})
			}
		}
	}
	for _, f := range inputs(a) {
		texts = append(texts, dsl.Text{Path: f.Name, Text: string(f.Data)})
	}
	return texts
}

func isOutput(f txtar.File) bool {
	return f.Name == findingsFile || f.Name == leftFile || strings.HasPrefix(f.Name, fixedPrefix)
}

func inputs(a *txtar.Archive) []txtar.File { return slices.DeleteFunc(slices.Clone(a.Files), isOutput) }
func outputs(a *txtar.Archive) []txtar.File {
	return slices.DeleteFunc(slices.Clone(a.Files), func(f txtar.File) bool { return !isOutput(f) })
}

func render(files []txtar.File) string { return string(txtar.Format(&txtar.Archive{Files: files})) }

// results checks a program, mends it as far as fixes can and checks it again.
func results(texts []dsl.Text, check checker) []txtar.File {
	var files []txtar.File
	p, list := check(".", texts)
	if len(list) == 0 {
		return nil
	}
	files = append(files, txtar.File{Name: findingsFile, Data: []byte(describe(p.Sources, list))})
	mended := slices.Clone(texts)
	changed := map[string]bool{}
	const rounds = 5
	for range rounds {
		texts, applied := dsl.ApplyFixes(p.Sources, list)
		if len(applied) == 0 {
			break
		}
		for _, text := range texts {
			changed[text.Path] = true
			for i := range mended {
				if mended[i].Path == text.Path {
					mended[i] = text
				}
			}
		}
		p, list = check(".", mended)
	}
	for _, text := range mended {
		if changed[text.Path] {
			files = append(files, txtar.File{Name: fixedPrefix + text.Path, Data: []byte(text.Text)})
		}
	}
	if len(changed) > 0 && len(list) > 0 {
		files = append(files, txtar.File{Name: leftFile, Data: []byte(describe(p.Sources, list))})
	}
	return files
}

// describe writes all that diagnostics hold, one fact a line.
func describe(sources *source.Map, list diagnostic.List) string {
	var b strings.Builder
	place := func(s source.Span) string {
		f := sources.File(s.File)
		p := f.Position(s.Start)
		return fmt.Sprintf("%s:%d:%d", f.Path, p.Line, p.Column)
	}
	marked := func(s source.Span) string {
		text := sources.File(s.File).Slice(s)
		if len(text) > 60 || strings.Contains(text, "\n") {
			text = strings.SplitN(text, "\n", 2)[0] + "…"
		}
		return text
	}
	for i := range list {
		d := &list[i]
		fmt.Fprintf(&b, "%s: %s[%s]: %s\n", place(d.Primary.Span), d.Severity, d.Code, d.Message)
		fmt.Fprintf(&b, "  <%s> %s\n", marked(d.Primary.Span), d.Primary.Text)
		for _, l := range d.Secondary {
			fmt.Fprintf(&b, "  %s <%s> %s\n", place(l.Span), marked(l.Span), l.Text)
		}
		for _, s := range d.Trail {
			fmt.Fprintf(&b, "  trail: %s%s %s\n", strings.Repeat("  ", s.Depth), place(s.Span), s.Text)
		}
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "  note: %s\n", n)
		}
		for _, h := range d.Help {
			fmt.Fprintf(&b, "  help: %s\n", h)
		}
		if d.Fix != nil {
			kind := "possible fix"
			if d.Fix.Safe {
				kind = "fix"
			}
			fmt.Fprintf(&b, "  %s: %s\n", kind, d.Fix.Title)
		}
	}
	return b.String()
}
