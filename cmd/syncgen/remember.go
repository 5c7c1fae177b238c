package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen"
)

// A package is not made again where its specs are as they were, its files are
// as they were written, and it was this very build of the tool that wrote them.
// The package's own stamp tells the first two. The third is a matter of the
// machine, not of the package: it is remembered in the user's cache.

// thisBuild identifies the tool by its executable; "" when that cannot be read.
func thisBuild() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// isMadeBy reports whether a build of the tool is known to have made what is in
// the folder out of these very specs.
func (t *target) isMadeBy(tool string) bool {
	memory, ok := t.memory()
	if tool == "" || !ok {
		return false
	}
	known, err := os.ReadFile(memory)
	if err != nil {
		return false
	}
	texts := make([]dsl.Text, len(t.checked.texts))
	for i, text := range t.checked.texts {
		texts[i] = dsl.Text{Path: t.sourcePath(text.Path), Text: text.Text}
	}
	sum, files, ok := gen.UpToDate(t.dir, gen.Fingerprint(t.options, texts))
	t.files = files
	return ok && string(known) == made(tool, sum)
}

// remember notes that a build of the tool has made the output with this sum.
// Where it cannot, the next run takes longer, and that is all.
func (t *target) remember(tool, sum string) {
	memory, ok := t.memory()
	if tool == "" || !ok || os.MkdirAll(filepath.Dir(memory), 0o755) != nil {
		return
	}
	_ = os.WriteFile(memory, []byte(made(tool, sum)), 0o644)
}

func made(tool, sum string) string { return strings.Join([]string{tool, sum}, " ") + "\n" }

// memory is the file that remembers what was made in the target's folder.
func (t *target) memory() (path string, ok bool) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", false
	}
	dir, err := filepath.Abs(t.dir)
	if err != nil {
		return "", false
	}
	name := sha256.Sum256([]byte(dir))
	return filepath.Join(cache, "syncgen", "generated", hex.EncodeToString(name[:16])), true
}
