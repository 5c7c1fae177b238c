package dsl

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Load reads the specs of one folder, in path order. It fails when there are
// none.
func Load(dir string) ([]Text, error) {
	texts, err := load(dir, IsSpec)
	if err == nil && len(texts) == 0 {
		return nil, &NoSpecsError{filepath.ToSlash(dir) + ": no .concept or .sync file in this folder"}
	}
	return texts, err
}

// LoadScenarios reads the scenarios of one folder, in path order. There may be
// none.
func LoadScenarios(dir string) ([]Text, error) { return load(dir, isScenario) }

func load(dir string, wanted func(name string) bool) ([]Text, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot read the folder of specs: %w", err)
	}
	var texts []Text
	for _, e := range entries {
		if e.IsDir() || !wanted(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("cannot read a spec: %w", err)
		}
		texts = append(texts, Text{Path: filepath.ToSlash(path), Text: string(text)})
	}
	return texts, nil
}

// IsSpec reports whether a file of this name is read. Hidden files are not:
// editors keep their own copies in them.
func IsSpec(name string) bool {
	ext := filepath.Ext(name)
	return (ext == ".concept" || ext == ".sync") && !strings.HasPrefix(name, ".")
}

func isScenario(name string) bool {
	return filepath.Ext(name) == ".scenario" && !strings.HasPrefix(name, ".")
}
