package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// The exit codes, in the order in which one hides the next: wrong use is
// reported over findings, findings over files that are out of date.
const (
	exitClean    = 0
	exitFindings = 1
	exitUsage    = 2 // or a file that cannot be read or written
	exitStale    = 3
)

const (
	exitCodes      = `Exit codes: 0 clean, 1 findings, 2 wrong use or a file that cannot be read or written`
	plainExitCodes = exitCodes + "."
	checkExitCodes = exitCodes + `,
3 files that are out of date (--check).`
)

// environment is what a run wants to know of the process.
type environment struct {
	noColor  bool // NO_COLOR is set to something
	dumb     bool // the terminal knows no colours
	terminal bool // stdout is a terminal
	size     func() (width, height int, err error)
}

// session is what commands work with.
type session struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	then           []string // the command behind `--`, for the command watch
	environment
}

// warn tells people what is not part of a command's output.
func (s *session) warn(format string, args ...any) {
	fmt.Fprintf(s.stderr, format+"\n", args...)
}

// commands is the command line.
type commands struct {
	Check    checkCommand    `cmd:"" help:"Check specs and report what is wrong with them."`
	Breaking breakingCommand `cmd:"" help:"Tell what a change of specs breaks: for callers, for implementations, and for what runs by them."`
	Explain  explainCommand  `cmd:"" help:"Explain the code of a finding, or list all codes."`
	Fmt      fmtCommand      `cmd:"" help:"Lay specs out in the one canonical way."`
	Generate generateCommand `cmd:"" help:"Compile specs to Go, one package for each folder of specs."`
	Graph    graphCommand    `cmd:"" help:"Draw a program, or a part of it: routes, syncs, actions, outcomes."`
	Init     initCommand     `cmd:"" help:"Write a small app to go on from, which builds, tests and serves."`
	LSP      lspCommand      `cmd:"" name:"lsp" help:"Serve an editor: findings, completion and more, while specs are written."`
	New      newCommands     `cmd:"" help:"Write a new concept, or what an implementation of one lacks."`
	OpenAPI  openAPICommand  `cmd:"" name:"openapi" help:"Describe the HTTP API of a program as an OpenAPI 3.1 document."`
	Test     testCommand     `cmd:"" help:"Play the scenarios of programs with the Go that they are compiled to."`
	Version  versionCommand  `cmd:"" help:"Print the version of this tool."`
	Watch    watchCommand    `cmd:"" help:"Check and generate on each save, and restart a command."`
}

// command is what each of commands implements.
type command interface {
	// run returns the exit code. An error is wrong use, or a file that cannot
	// be read or written.
	run(s *session) (int, error)
}

// run is the whole command: arguments in, exit code out.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, env environment) int {
	s := &session{stdin: stdin, stdout: stdout, stderr: stderr, environment: env}
	var c commands
	helped := false
	parser, err := kong.New(&c,
		kong.Name("syncgen"),
		kong.Description("A compiler for concepts and synchronizations.\n\n"+checkExitCodes),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	if err != nil {
		s.warn("syncgen: %s", err)
		return exitUsage
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	args, s.then, err = cutThen(args)
	if err != nil {
		s.warn("syncgen watch: %s", err)
		return exitUsage
	}
	parsed, err := parser.Parse(args)
	if helped {
		return exitClean
	}
	if err != nil {
		name := commandOf(err)
		s.warn("%s: %s", name, strings.TrimPrefix(err.Error(), strings.TrimPrefix(name, "syncgen ")+": "))
		s.warn("run `%s --help` for what there is", name)
		return exitUsage
	}
	code, err := parsed.Selected().Target.Addr().Interface().(command).run(s)
	if err != nil {
		s.warn("%s: %s", parsed.Selected().FullPath(), err)
		return exitUsage
	}
	return code
}

// commandOf is the command that a mistake was made in, as far as it is known.
func commandOf(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil {
		if node := wrong.Context.Selected(); node != nil {
			return node.FullPath()
		}
	}
	return "syncgen"
}
