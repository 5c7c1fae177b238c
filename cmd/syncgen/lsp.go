package main

import (
	"context"

	"github.com/syncgen/syncgen/lsp"
)

type lspCommand struct{}

// Help explains what the flags cannot.
func (*lspCommand) Help() string {
	return `An editor starts it and speaks the Language Server Protocol with it over standard input and output. It reads nothing
but specs, and writes nothing: what it changes, the editor changes.

` + exitCodes
}

func (*lspCommand) run(s *session) (int, error) {
	if err := lsp.Serve(context.Background(), s.stdin, s.stdout, s.stderr, version); err != nil {
		return exitUsage, err
	}
	return exitClean, nil
}
