package revision

import (
	"bytes"
	"fmt"
	"strings"
)

// entry is a file of the tree.
type entry struct {
	path   string // from the root
	object string
	link   bool
}

const link = "120000" // the mode of a symbolic link

// entries lists the files in and below the root.
func (t *Tree) entries() ([]entry, error) {
	args := []string{"ls-tree", "-r", "-z", "--full-tree", t.commit}
	prefix := ""
	if t.within != "" {
		prefix = t.within + "/"
		args = append(args, "--", prefix)
	}
	out, err := t.git(nil, args...)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read at %s: %w", t.root, t.revision, err)
	}
	var list []entry
	for line := range strings.SplitSeq(string(out), "\x00") {
		head, name, _ := strings.Cut(line, "\t")
		name, inside := strings.CutPrefix(name, prefix)
		parts := strings.Fields(head) // mode, kind, object
		if !inside || len(parts) != 3 || parts[1] != "blob" {
			continue
		}
		list = append(list, entry{name, parts[2], parts[0] == link})
	}
	return list, nil
}

// texts reads files, all in one run of git.
func (t *Tree) texts(list []entry) ([]string, error) {
	if len(list) == 0 {
		return nil, nil
	}
	var asked bytes.Buffer
	for _, e := range list {
		fmt.Fprintln(&asked, e.object)
	}
	out, err := t.git(asked.Bytes(), "cat-file", "--batch")
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read at %s: %w", t.root, t.revision, err)
	}
	texts := make([]string, 0, len(list))
	for _, e := range list {
		head, rest, _ := bytes.Cut(out, []byte("\n"))
		var object, kind string
		var size int
		if _, err := fmt.Sscan(string(head), &object, &kind, &size); err != nil || len(rest) <= size {
			return nil, fmt.Errorf("%s cannot be read at %s: git says: %s", e.path, t.revision, head)
		}
		texts = append(texts, string(rest[:size]))
		out = rest[size+1:]
	}
	return texts, nil
}
