package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

type fmtCommand struct {
	Diff  bool     `short:"d" help:"Show what would change, and change nothing."`
	Check bool     `help:"Name the files that would change, change nothing, and exit with 3 if there are any."`
	Kind  string   `enum:"sync,concept,scenario," default:"" placeholder:"KIND" help:"What standard input holds: sync, concept or scenario. Needed with -."`
	Paths []string `arg:"" optional:"" name:"path" help:"Spec files, folders, folders with /... for all below them, or - to format standard input to standard output. Default: ./..."`
}

// Help explains what the flags cannot.
func (*fmtCommand) Help() string {
	return `The names of the files that were changed are printed. A file with syntax errors is reported and left as it is.

` + exitCodes
}

func (c *fmtCommand) run(s *session) (int, error) {
	if len(c.Paths) == 1 && c.Paths[0] == "-" {
		return c.standardInput(s)
	}
	texts, err := specTexts(c.Paths)
	if err != nil {
		return exitUsage, err
	}
	var sources source.Map
	var findings diagnostic.List
	var changed []dsl.Text
	for _, t := range texts {
		formatted, problems := format(sources.Add(t.Path, t.Text))
		findings = append(findings, problems...)
		if len(problems) > 0 || formatted == t.Text {
			continue
		}
		changed = append(changed, dsl.Text{Path: t.Path, Text: formatted})
		if c.Diff {
			s.stdout.Write(diff.Diff(t.Path+".orig", []byte(t.Text), t.Path, []byte(formatted)))
		}
	}
	if !c.Diff && !c.Check {
		if err := writeAll(changed); err != nil {
			return exitUsage, err
		}
	}
	for i := 0; i < len(changed) && !c.Diff; i++ {
		fmt.Fprintln(s.stdout, changed[i].Path)
	}
	if code, err := s.reportProblems(&sources, findings); code != exitClean {
		return code, err
	}
	if c.Check && len(changed) > 0 {
		return exitStale, nil
	}
	return exitClean, nil
}

func (c *fmtCommand) standardInput(s *session) (int, error) {
	if c.Kind == "" {
		return exitUsage, errors.New("standard input has no file name: say what it holds with --kind=sync, --kind=concept or --kind=scenario")
	}
	text, err := io.ReadAll(s.stdin)
	if err != nil {
		return exitUsage, fmt.Errorf("standard input: %w", err)
	}
	var sources source.Map
	formatted, problems := format(sources.Add("<stdin>."+c.Kind, string(text)))
	if len(problems) > 0 {
		return s.reportProblems(&sources, problems)
	}
	switch {
	case c.Diff:
		s.stdout.Write(diff.Diff("<stdin>.orig", text, "<stdin>", []byte(formatted)))
	case !c.Check:
		io.WriteString(s.stdout, formatted)
	}
	if c.Check && formatted != string(text) {
		return exitStale, nil
	}
	return exitClean, nil
}

// format lays a file out in the canonical way, unless it has syntax errors.
func format(f *source.File) (string, diagnostic.List) {
	tree, problems := syntax.Parse(f)
	if problems.Errors() > 0 {
		return "", problems
	}
	return syntax.Format(tree), nil
}

// reportProblems shows findings beside a command's own output.
func (s *session) reportProblems(sources *source.Map, list diagnostic.List) (int, error) {
	var report diagnostic.Report
	report.Add(sources, list)
	if err := report.Text(s.stderr, false); err != nil {
		return exitUsage, err
	}
	if report.Errors() > 0 {
		return exitFindings, nil
	}
	return exitClean, nil
}

// specTexts reads the files that arguments name: files themselves, those of
// folders, those of all folders below one.
func specTexts(args []string) ([]dsl.Text, error) {
	var texts []dsl.Text
	var dirs []string
	for _, arg := range args {
		if arg == "-" {
			return nil, errors.New("`-` stands for standard input and must be the only argument")
		}
		info, err := os.Stat(arg)
		if err != nil || info.IsDir() {
			dirs = append(dirs, arg) // a folder, a pattern, or for FindDirs to complain about
			continue
		}
		if ext := filepath.Ext(arg); ext != ".concept" && ext != ".sync" && ext != ".scenario" {
			return nil, fmt.Errorf("%s is no spec: the name of one ends in .concept, .sync or .scenario", arg)
		}
		text, err := os.ReadFile(arg)
		if err != nil {
			return nil, err
		}
		texts = append(texts, dsl.Text{Path: filepath.ToSlash(filepath.Clean(arg)), Text: string(text)})
	}
	if len(dirs) == 0 && len(texts) > 0 {
		return texts, nil
	}
	dirs, err := dsl.FindDirs(dirs)
	if err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		more, err := dsl.Load(dir)
		if err != nil {
			return nil, err
		}
		scenarios, err := dsl.LoadScenarios(dir)
		if err != nil {
			return nil, err
		}
		texts = slices.Concat(texts, more, scenarios)
	}
	return texts, nil
}
