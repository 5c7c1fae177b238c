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
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot read the folder of specs: %w", err)
	}
	var texts []Text
	for _, e := range entries {
		if e.IsDir() || !isSpec(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("cannot read a spec: %w", err)
		}
		texts = append(texts, Text{Path: filepath.ToSlash(path), Text: string(text)})
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("%s: no .concept or .sync file in this folder", filepath.ToSlash(dir))
	}
	return texts, nil
}

// LoadScenarios reads the scenarios of one folder, in path order. There may be
// none.
func LoadScenarios(dir string) ([]Text, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "[^.]*.scenario"))
	if err != nil {
		return nil, err
	}
	var texts []Text
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("cannot read a scenario: %w", err)
		}
		texts = append(texts, Text{Path: filepath.ToSlash(path), Text: string(text)})
	}
	return texts, nil
}

// isSpec reports whether a file of this name is read. Hidden files are not:
// editors keep their own copies in them.
func isSpec(name string) bool {
	ext := filepath.Ext(name)
	return (ext == ".concept" || ext == ".sync") && !strings.HasPrefix(name, ".")
}
