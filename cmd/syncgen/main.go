// Command syncgen checks, formats and compiles concepts and synchronizations.
package main

import (
	"os"
	"runtime/debug"

	"golang.org/x/term"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // a compiler's memory grows until it is done: collect seldom
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, environment{
		noColor:  os.Getenv("NO_COLOR") != "",
		dumb:     os.Getenv("TERM") == "dumb",
		terminal: term.IsTerminal(int(os.Stdout.Fd())),
		size:     func() (width, height int, err error) { return term.GetSize(int(os.Stdout.Fd())) },
	}))
}
