package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// ImportPath finds the import path of a folder, which need not exist yet: that
// of the nearest module above it, and the folders between the two.
func ImportPath(dir string) (string, error) {
	root, module, err := Module(dir)
	if err != nil {
		return "", err
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	below, err := filepath.Rel(root, full)
	return path.Join(module, filepath.ToSlash(below)), err
}

// Module finds the module that a folder, which need not exist yet, belongs to:
// its root and its path.
func Module(dir string) (root, module string, err error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", "", err
	}
	for root := full; ; root = filepath.Dir(root) {
		text, err := os.ReadFile(filepath.Join(root, "go.mod"))
		switch {
		case err == nil:
			module := modulePath(string(text))
			if module == "" {
				return "", "", fmt.Errorf("`%s` names no module", filepath.ToSlash(filepath.Join(root, "go.mod")))
			}
			return root, module, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", "", err
		case filepath.Dir(root) == root:
			return "", "", fmt.Errorf("no go.mod in `%s` or above: generated packages import each other by the path of their module; make one with `go mod init`", filepath.ToSlash(dir))
		}
	}
}

// modulePath is the path in the module directive of a go.mod, which stands on
// a line of its own or in a block.
func modulePath(text string) string {
	block := false
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "//")
		fields := strings.Fields(line)
		if len(fields) > 0 && fields[0] == "module" {
			fields = fields[1:]
			if len(fields) == 1 && fields[0] == "(" {
				block = true
				continue
			}
		} else if !block {
			continue
		}
		if len(fields) == 1 {
			if unquoted, err := strconv.Unquote(fields[0]); err == nil {
				return unquoted
			}
			return fields[0]
		}
	}
	return ""
}
