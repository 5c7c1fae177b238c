package gen

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/format"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// renderer emits packages and renders their files, as many at a time as there
// are processors. A package is rendered before another is begun, so that few
// are in memory before they are text.
type renderer struct {
	units chan struct{} // taken by packages that are not rendered yet
	turns chan struct{} // taken by what runs
	wait  sync.WaitGroup

	mu     sync.Mutex
	files  map[string][]byte
	errors []error
}

func newRenderer() *renderer {
	n := runtime.GOMAXPROCS(0)
	return &renderer{units: make(chan struct{}, n), turns: make(chan struct{}, n), files: map[string][]byte{}}
}

// do runs a job when it is its turn.
func (r *renderer) do(job func()) {
	r.turns <- struct{}{}
	defer func() { <-r.turns }()
	job()
}

// emit begins to emit a package and to render its files. It waits for others
// where there are enough of them.
func (r *renderer) emit(u unit) {
	r.units <- struct{}{}
	r.wait.Go(func() {
		defer func() { <-r.units }()
		var files []file
		r.do(func() {
			// A program that the checker should not have let through must not end
			// the process: an editor may have asked.
			defer func() {
				if p := recover(); p != nil {
					u.fail("no Go can be emitted: %v", p)
				}
			}()
			files = u.files()
		})
		if u.err != nil {
			r.fail(u.err)
			return
		}
		var rendered sync.WaitGroup
		for i := range files {
			rendered.Go(func() {
				r.do(func() { r.render(files[i]) })
				files[i] = file{} // what it was rendered from may go
			})
		}
		rendered.Wait()
	})
}

func (r *renderer) render(f file) {
	text, err := f.render()
	if err != nil {
		r.fail(fmt.Errorf("render %s: %w", f.path, err))
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.files[f.path] != nil {
		r.errors = append(r.errors, fmt.Errorf("two files are called %s", f.path))
	}
	r.files[f.path] = text
}

func (r *renderer) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.errors = append(r.errors, err)
}

// output waits for all jobs and returns what they made.
func (r *renderer) output() (*Output, error) {
	r.wait.Wait()
	if len(r.errors) > 0 {
		slices.SortFunc(r.errors, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
		return nil, errors.Join(r.errors...)
	}
	return &Output{Files: r.files}, nil
}

// render is the text of a file, formatted as gofmt does.
func (f file) render() ([]byte, error) {
	var raw bytes.Buffer
	f.code.NoFormat = true
	if err := f.code.Render(&raw); err != nil {
		return nil, err
	}
	return format.Source(groupImports(raw.Bytes(), f.isStandard))
}

// groupImports sets the imports of the standard library apart from the others,
// as Go programmers do.
func groupImports(source []byte, isStandard func(path string) bool) []byte {
	const begin, end = "\nimport (\n", "\n)\n"
	before, rest, ok := bytes.Cut(source, []byte(begin))
	if !ok {
		return source
	}
	list, after, _ := bytes.Cut(rest, []byte(end))
	var standard, others []string
	for line := range strings.SplitSeq(string(list), "\n") {
		path := strings.Trim(line[strings.Index(line, `"`):], `"`)
		if isStandard(path) {
			standard = append(standard, line)
		} else {
			others = append(others, line)
		}
	}
	if standard != nil && others != nil {
		standard = append(standard, "")
	}
	lines := strings.Join(append(standard, others...), "\n")
	return slices.Concat(before, []byte(begin), []byte(lines), []byte(end), after)
}
