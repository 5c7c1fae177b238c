package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/modfile"

	"github.com/syncgen/syncgen/gen/scaffold"
)

// toolPath is the package of this command.
const toolPath = scaffold.SyncgenPath + "/cmd/syncgen"

// origin is where a module gets syncgen from: a release, or a checkout that
// takes the release's place.
type origin struct {
	release  string
	checkout string // a folder; "" where the release is to be had
}

// findOrigin is the checkout that somebody names, or else where this very tool
// is from.
func findOrigin(checkout string) (origin, error) {
	if checkout != "" {
		if err := isCheckout(checkout); err != nil {
			return origin{}, fmt.Errorf("--syncgen=%s: %w", checkout, err)
		}
		full, err := filepath.Abs(checkout)
		return origin{release: version, checkout: full}, err
	}
	var tool debug.Module
	if info, ok := debug.ReadBuildInfo(); ok {
		tool = info.Main
	}
	_, file, _, _ := runtime.Caller(0)
	return originOf(tool, file)
}

// originOf tells where a tool is from by the module that it was built from and
// by the file that this source was in.
func originOf(tool debug.Module, file string) (origin, error) {
	// What the go command has downloaded it knows the sum of.
	if tool.Path == scaffold.SyncgenPath && tool.Sum != "" {
		return origin{release: tool.Version}, nil
	}
	// The file is where the compiler found it, unless -trimpath hides that.
	built := filepath.Dir(filepath.Dir(filepath.Dir(file)))
	if !filepath.IsAbs(file) || isCheckout(built) != nil {
		return origin{}, errors.New("this tool is no release and does not know where its source is: say so with --syncgen=DIR, the folder of a checkout of syncgen")
	}
	return origin{release: version, checkout: built}, nil
}

// isCheckout says why a folder is not one with the source of syncgen.
func isCheckout(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return fmt.Errorf("this is no checkout of syncgen: %w", err)
	}
	if path := modfile.ModulePath(text); path != scaffold.SyncgenPath {
		return fmt.Errorf("this is no checkout of syncgen: its go.mod is that of the module %s", path)
	}
	return nil
}

// addTo is the command that makes syncgen a tool of a module that exists.
func (o origin) addTo() string {
	if o.checkout == "" {
		return fmt.Sprintf("go get -tool %s@%s", toolPath, o.release)
	}
	return fmt.Sprintf("go mod edit -require=%s@%s -replace=%s=%s -tool=%s && go mod tidy",
		scaffold.SyncgenPath, o.release, scaffold.SyncgenPath, shellQuoted(o.checkout), toolPath)
}

// shellQuoted is a path as a shell takes it.
func shellQuoted(path string) string {
	plain := func(r rune) bool {
		return r >= utf8.RuneSelf || unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/._-+,:@", r)
	}
	if path != "" && strings.IndexFunc(path, func(r rune) bool { return !plain(r) }) < 0 {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
