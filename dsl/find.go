package dsl

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// FindDirs returns the folders that patterns name, sorted and each once. As
// with the go command, `dir` names one folder and `dir/...` every folder with
// specs in and below dir, but none that is named testdata or vendor or begins
// with a dot or an underscore. Without patterns it finds `./...`.
func FindDirs(patterns []string) ([]string, error) {
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	var dirs []string
	for _, pattern := range patterns {
		root, below, err := SplitPattern(pattern)
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(root)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &NoSpecsError{pattern + ": there is no such folder"}
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", pattern, err)
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("%s: not a folder: name the folder that the file is in, whose specs are one program", pattern)
		}
		if !below {
			dirs = append(dirs, filepath.ToSlash(root))
			continue
		}
		found, err := specDirs(root)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, &NoSpecsError{pattern + ": no folder here has .concept or .sync files"}
		}
		dirs = append(dirs, found...)
	}
	slices.Sort(dirs)
	return slices.Compact(dirs), nil
}

// NoSpecsError tells that there is nothing where specs were looked for.
type NoSpecsError struct{ text string }

func (e *NoSpecsError) Error() string { return e.text }

// SplitPattern takes a pattern apart into a folder and whether those below it
// are meant too.
func SplitPattern(pattern string) (root string, below bool, err error) {
	p := filepath.ToSlash(pattern)
	root, below = strings.CutSuffix(p, "...")
	switch {
	case pattern == "":
		return "", false, fmt.Errorf("a pattern is empty: write `.` for this folder")
	case strings.Contains(root, "..."), below && root != "" && !strings.HasSuffix(root, "/"):
		return "", false, fmt.Errorf("%s: `...` stands only at the end, as in `dir/...`", pattern)
	case below && root == "":
		root = "."
	}
	return filepath.Clean(filepath.FromSlash(root)), below, nil
}

// Folders returns the folders in which a spec would belong to what patterns name,
// whether or not there is one yet. Those that do not exist are left out.
func Folders(patterns []string) ([]string, error) {
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	var dirs []string
	for _, pattern := range patterns {
		root, below, err := SplitPattern(pattern)
		if err != nil {
			return nil, err
		}
		err = walk(root, below, func(dir string, _ []os.DirEntry) { dirs = append(dirs, filepath.ToSlash(dir)) })
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	slices.Sort(dirs)
	return slices.Compact(dirs), nil
}

// specDirs returns the folders with specs in and below root.
func specDirs(root string) ([]string, error) {
	var dirs []string
	err := walk(root, true, func(dir string, entries []os.DirEntry) {
		if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return !e.IsDir() && IsSpec(e.Name()) }) {
			dirs = append(dirs, filepath.ToSlash(dir))
		}
	})
	return dirs, err
}

// walk visits a folder, and those below it that patterns mean.
func walk(dir string, below bool, visit func(dir string, entries []os.DirEntry)) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	visit(dir, entries)
	for _, e := range entries {
		name := e.Name()
		if !below || !e.IsDir() || isSkipped(name) {
			continue
		}
		if err := walk(filepath.Join(dir, name), true, visit); err != nil {
			return err
		}
	}
	return nil
}

// isSkipped reports whether a folder of this name is not looked into.
func isSkipped(name string) bool {
	return name == "testdata" || name == "vendor" || name[0] == '.' || name[0] == '_'
}

// IsFound reports whether a file is one of the specs that FindDirs and Load find
// in a folder, and in those below it where they are meant too. Its path is
// relative to the folder, with forward slashes.
func IsFound(path string, below bool) bool {
	folders := strings.Split(path, "/")
	name := folders[len(folders)-1]
	folders = folders[:len(folders)-1]
	return IsSpec(name) && (below || len(folders) == 0) && !slices.ContainsFunc(folders, isSkipped)
}
