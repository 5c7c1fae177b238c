package semantics

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
)

// smallest removes from the rules of a program what is not needed for it to go
// wrong. All the programs of a round are compiled at once.
func smallest(t *testing.T, wrong *compiled, flows int) *compiled {
	for {
		var singles []map[string]string
		for _, cut := range cuts(wrong.files) {
			singles = append(singles, cut.from(wrong.files))
		}
		alone := failing(t, singles, wrong.split, flows)
		if len(alone) == 0 {
			return wrong
		}
		// What can go alone can often go together.
		var together []map[string]string
		files := wrong.files
		for _, cut := range cuts(wrong.files) {
			if slices.ContainsFunc(alone, func(p *compiled) bool { return maps.Equal(p.files, cut.from(wrong.files)) }) {
				files = cut.from(files)
				together = append(together, files)
			}
		}
		wrong = alone[0]
		if more := failing(t, together, wrong.split, flows); len(more) > 0 {
			wrong = more[len(more)-1]
		}
		t.Logf("%s goes wrong with %d bytes of rules", wrong.name, len(all(wrong.files)))
	}
}

// failing compiles the variants that are programs, and returns those that go
// wrong.
func failing(t *testing.T, variants []map[string]string, split bool, flows int) []*compiled {
	m := newModule(t, t.TempDir())
	m.check = []string{"build"} // vet takes twice the time
	for i, files := range variants {
		if _, err := checked.Program(files); err == nil {
			m.add(fmt.Sprintf("program%d", i), files, split)
		}
	}
	if len(m.programs) == 0 {
		return nil
	}
	m.compare(flows)
	return slices.DeleteFunc(m.programs, isRight)
}

// cut is a part of a file that may perhaps be left out.
type cut struct{ path, text, instead string }

func (c cut) from(files map[string]string) map[string]string {
	left := maps.Clone(files)
	left[c.path] = strings.Replace(left[c.path], c.text, c.instead, 1)
	return left
}

// cuts lists the declarations, the lines and the parts of lines of all files.
func cuts(files map[string]string) []cut {
	var list []cut
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if strings.HasSuffix(path, ".sync") {
			for _, declaration := range strings.SplitAfter(files[path], "\n\n") {
				list = append(list, cut{path, declaration, ""})
			}
		}
		for line := range strings.Lines(files[path]) {
			if strings.HasPrefix(line, "  ") {
				list = append(list, cut{path, line, ""})
			}
			for _, mark := range []string{", ", " : ", " else "} {
				for i := range line {
					if strings.HasPrefix(line[i:], mark) {
						end := len(line)
						if n := strings.IndexAny(line[i+1:], ",):\n"); n >= 0 {
							end = i + 1 + n
						}
						list = append(list, cut{path, line, line[:i] + line[end:]})
					}
				}
			}
		}
	}
	return slices.DeleteFunc(list, func(c cut) bool { return c.text == "" })
}
