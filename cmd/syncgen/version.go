package main

import (
	"fmt"
	"runtime"
)

// version is the tool's own. Generated files carry it in their header, so it
// is a constant: the same source gives the same output wherever it is built.
const version = "v0.1.0"

type versionCommand struct{}

func (*versionCommand) run(s *session) (int, error) {
	fmt.Fprintf(s.stdout, "syncgen %s (%s %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return exitClean, nil
}
