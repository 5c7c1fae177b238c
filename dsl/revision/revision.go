// Package revision reads specs as they were at a revision of a git repository.
// It asks git itself, and changes nothing: no file, no index.
package revision

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl"
)

// ErrUnknown tells that a repository has no such revision.
var ErrUnknown = errors.New("there is no such revision in the repository")

// Tree is a folder as it was at a revision. The folder need not be there now,
// nor have been there then.
type Tree struct {
	root     string // as given, with forward slashes
	revision string // as given
	near     string // a folder of the repository that is there now
	commit   string
	within   string // the root's path from the top of the repository; empty for the top
}

// Of finds what a folder was at a revision.
func Of(root, revision string) (*Tree, error) {
	t := &Tree{root: filepath.ToSlash(root), revision: revision}
	near, below, err := nearest(root)
	if err != nil {
		return nil, err
	}
	t.near = near
	prefix, err := t.git(nil, "rev-parse", "--show-prefix")
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, errors.New("git cannot be found, which knows what the specs were: install it, or name a folder with the old specs")
		}
		return nil, fmt.Errorf("%s is in no repository that git reads: %w", t.root, err)
	}
	if t.within = path.Join(strings.TrimSuffix(string(prefix), "\n"), below); t.within == "." {
		t.within = ""
	}
	commit, err := t.git(nil, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return nil, ErrUnknown
	}
	t.commit = strings.TrimSpace(string(commit))
	return t, nil
}

// nearest is the folder that is there now and that another one is, or was, in,
// and the way from it.
func nearest(root string) (near, below string, err error) {
	near, err = filepath.Abs(root)
	if err != nil {
		return "", "", err
	}
	for {
		if info, err := os.Stat(near); err == nil && info.IsDir() || near == filepath.Dir(near) {
			return near, below, nil
		}
		below = path.Join(filepath.Base(near), below)
		near = filepath.Dir(near)
	}
}

// Programs returns the specs of the folder, and of those below it where they are
// meant too, by their folders. The paths of the texts begin with the revision;
// there are none where the folder was not there.
func (t *Tree) Programs(below bool) (map[string][]dsl.Text, error) {
	entries, err := t.entries()
	if err != nil {
		return nil, err
	}
	var specs []entry
	for _, e := range entries {
		if !dsl.IsFound(e.path, below) {
			continue
		}
		if e.link {
			return nil, fmt.Errorf("%s:%s is a link, and git does not keep what it leads to: name a folder with the old specs instead", t.revision, path.Join(t.root, e.path))
		}
		specs = append(specs, e)
	}
	texts, err := t.texts(specs)
	if err != nil {
		return nil, err
	}
	programs := map[string][]dsl.Text{}
	for i, e := range specs {
		at := path.Join(t.root, e.path)
		programs[path.Dir(at)] = append(programs[path.Dir(at)], dsl.Text{Path: t.revision + ":" + at, Text: texts[i]})
	}
	return programs, nil
}

// isElsewhere reports whether a variable tells git of a repository. A hook has
// one, which is relative to another folder; the one that the specs are in counts.
func isElsewhere(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return name == "GIT_DIR" || name == "GIT_WORK_TREE"
}

// git runs git in the repository, and returns what it prints.
func (t *Tree) git(input []byte, args ...string) ([]byte, error) {
	command := exec.Command("git", append([]string{"-C", t.near}, args...)...)
	var problems bytes.Buffer
	command.Stdin, command.Stderr = bytes.NewReader(input), &problems
	command.Env = slices.DeleteFunc(os.Environ(), isElsewhere)
	out, err := command.Output()
	if err != nil && problems.Len() > 0 {
		text, _, _ := strings.Cut(strings.TrimSpace(problems.String()), "\n")
		return nil, fmt.Errorf("git says: %s", text)
	}
	return out, err
}
