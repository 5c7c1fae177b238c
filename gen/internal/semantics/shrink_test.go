package semantics

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
)

// atOnce is how many variants of a program are compiled together.
const atOnce = 40

// smallest removes from a program what is not needed for it to go wrong:
// whole rules first, then lines, then parts of lines.
func smallest(t *testing.T, wrong *compiled, flows int) *compiled {
	for _, cuts := range []func(map[string]string) []cut{declarations, lines, parts} {
		for smaller := true; smaller; {
			smaller = false
			for some := range slices.Chunk(cuts(wrong.files), atOnce) {
				if less := without(t, wrong, some, flows); less != nil {
					wrong, smaller = less, true
					t.Logf("%d bytes of specs go wrong", len(all(wrong.files)))
				}
			}
		}
	}
	return wrong
}

// without returns the program without as many of the cuts as can be made, or
// nil when each of them mends it.
func without(t *testing.T, wrong *compiled, cuts []cut, flows int) *compiled {
	var variants []map[string]string
	for _, c := range cuts {
		variants = append(variants, c.from(wrong.files))
	}
	alone := failing(t, variants, wrong.split, flows)
	if len(alone) == 0 {
		return nil
	}
	// What can go alone can often go together.
	var together []map[string]string
	files := wrong.files
	for i, c := range cuts {
		if alone[i] != nil {
			files = c.from(files)
			together = append(together, files)
		}
	}
	best := slices.MaxFunc(slices.Collect(maps.Keys(alone)), func(a, b int) int { return len(cuts[a].text) - len(cuts[b].text) })
	less := alone[best]
	if more := failing(t, together, wrong.split, flows); len(more) > 0 {
		less = more[slices.Max(slices.Collect(maps.Keys(more)))]
	}
	return less
}

// failing compiles the variants that are programs, and returns those that go
// wrong by their place in the list.
func failing(t *testing.T, variants []map[string]string, split bool, flows int) map[int]*compiled {
	m := newModule(t, t.TempDir())
	m.check = []string{"build"} // vet takes twice the time
	for i, files := range variants {
		if _, err := checked.Program(files); err == nil {
			m.add(fmt.Sprintf("program%d", i), files, split)
		}
	}
	m.compare(flows)
	wrong := map[int]*compiled{}
	for i := range variants {
		name := fmt.Sprintf("program%d", i)
		if at := slices.IndexFunc(m.programs, func(p *compiled) bool { return p.name == name }); at >= 0 && !isRight(m.programs[at]) {
			wrong[i] = m.programs[at]
		}
	}
	return wrong
}

// cut is a part of a file that may perhaps be left out.
type cut struct{ path, text, instead string }

func (c cut) from(files map[string]string) map[string]string {
	left := maps.Clone(files)
	left[c.path] = strings.Replace(left[c.path], c.text, c.instead, 1)
	return left
}

func declarations(files map[string]string) []cut {
	var list []cut
	for _, path := range slices.Sorted(maps.Keys(files)) {
		for _, text := range strings.SplitAfter(files[path], "\n\n") {
			if strings.HasPrefix(text, "sync ") || strings.HasPrefix(text, "guard ") {
				list = append(list, cut{path, text, ""})
			}
		}
	}
	return list
}

func lines(files map[string]string) []cut {
	var list []cut
	for _, path := range slices.Sorted(maps.Keys(files)) {
		for line := range strings.Lines(files[path]) {
			if strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "where") || strings.HasPrefix(line, "use ") {
				list = append(list, cut{path, line, ""})
			}
		}
	}
	return list
}

// parts are what stands after a comma or a colon with spaces, up to the next.
func parts(files map[string]string) []cut {
	var list []cut
	for _, path := range slices.Sorted(maps.Keys(files)) {
		for line := range strings.Lines(files[path]) {
			for i := range line {
				if !strings.HasPrefix(line[i:], ", ") && !strings.HasPrefix(line[i:], " : ") && !strings.HasPrefix(line[i:], " else ") {
					continue
				}
				end := len(line) - 1
				if n := strings.IndexAny(line[i+1:], ",)"); n >= 0 {
					end = i + 1 + n
				}
				list = append(list, cut{path, line, line[:i] + line[end:]})
			}
		}
	}
	return list
}
