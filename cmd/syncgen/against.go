package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/revision"
)

// past is what specs are compared with.
type past struct {
	revision string // of git; empty for a folder
	folder   string
}

// past decides what --against names: a folder, or a revision. What may be both
// is taken for a revision, as git does; a path that shows as one is a folder.
func (c *breakingCommand) past(s *session) (past, error) {
	name := filepath.ToSlash(c.Against)
	info, err := os.Stat(c.Against)
	isFolder := err == nil && info.IsDir()
	if isFolder && looksLikePath(name) {
		return c.folder(name)
	}
	root, _, err := dsl.SplitPattern(c.patterns()[0])
	if err != nil {
		return past{}, err
	}
	_, err = revision.Of(root, c.Against)
	switch {
	case err == nil && isFolder:
		s.warn("syncgen breaking: `%s` is a revision and a folder, and the revision was taken: write `./%s` for the folder", name, name)
		return past{revision: c.Against}, nil
	case err == nil:
		return past{revision: c.Against}, nil
	case isFolder:
		return c.folder(name)
	case errors.Is(err, revision.ErrUnknown):
		return past{}, fmt.Errorf("--against=%s: this is neither a folder nor a revision that the repository knows: if it is one of another clone, fetch it first", c.Against)
	}
	return past{}, fmt.Errorf("--against=%s: there is no such folder, and no revision can be asked for: %w", c.Against, err)
}

// looksLikePath reports whether a name is written as no revision is.
func looksLikePath(name string) bool {
	return path.IsAbs(name) || filepath.IsAbs(name) || name == "." || name == ".." || strings.HasSuffix(name, "/") ||
		strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../")
}

func (c *breakingCommand) folder(name string) (past, error) {
	if len(c.Dirs) > 1 {
		return past{}, fmt.Errorf("--against=%s: one folder is compared with one, or dir/... with all below it: name one of %s", name, strings.Join(c.Dirs, ", "))
	}
	return past{folder: name}, nil
}

// String names what the specs are of.
func (p past) String() string {
	if p.folder != "" {
		return "in " + p.folder
	}
	return "at " + p.revision
}

// programs are those of a pattern as they were, by the folders that they have
// now. There are none where nothing was there.
func (p past) programs(pattern string) (map[string][]dsl.Text, error) {
	root, below, err := dsl.SplitPattern(pattern)
	if err != nil {
		return nil, err
	}
	if p.folder == "" {
		tree, err := revision.Of(root, p.revision)
		if errors.Is(err, revision.ErrUnknown) {
			return nil, fmt.Errorf("--against=%s: %w that %s is in", p.revision, err, pattern)
		}
		if err != nil {
			return nil, err
		}
		return tree.Programs(below)
	}
	other := p.folder
	if below {
		other = strings.TrimSuffix(other, "/") + "/..."
	}
	found, err := programsOf(other)
	if err != nil {
		return nil, fmt.Errorf("--against: %w", err)
	}
	moved := map[string][]dsl.Text{}
	for dir, texts := range found {
		within, err := filepath.Rel(p.folder, dir)
		if err != nil {
			return nil, err
		}
		moved[path.Join(filepath.ToSlash(root), filepath.ToSlash(within))] = texts
	}
	return moved, nil
}

// programsOf reads the specs of the folders that a pattern names.
func programsOf(pattern string) (map[string][]dsl.Text, error) {
	all, err := loadAll([]string{pattern})
	if err != nil {
		return nil, err
	}
	programs := map[string][]dsl.Text{}
	for _, c := range all {
		programs[c.dir] = c.texts
	}
	return programs, nil
}
