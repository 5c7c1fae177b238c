package main

import (
	"context"

	"github.com/syncgen/syncgen/lsp"
)

type lspCommand struct{}

// Help explains what the flags cannot.
func (*lspCommand) Help() string {
	return `An editor starts it and speaks the Language Server Protocol with it over standard input and output. It reads specs, and the
Go of their module where it is asked for that. It writes nothing: what it changes, the editor changes.

` + exitCodes
}

func (*lspCommand) run(s *session) (int, error) {
	if err := lsp.Serve(context.Background(), s.stdin, s.stdout, s.stderr, version); err != nil {
		return exitUsage, err
	}
	return exitClean, nil
}
