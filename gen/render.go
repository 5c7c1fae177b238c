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
// are processors.
type renderer struct {
	turns chan struct{}
	wait  sync.WaitGroup

	mu     sync.Mutex
	files  map[string][]byte
	errors []error
}

func newRenderer() *renderer {
	return &renderer{turns: make(chan struct{}, runtime.GOMAXPROCS(0)), files: map[string][]byte{}}
}

// do runs a job when it is its turn.
func (r *renderer) do(job func()) {
	r.wait.Go(func() {
		r.turns <- struct{}{}
		defer func() { <-r.turns }()
		job()
	})
}

func (r *renderer) emit(u unit) {
	r.do(func() {
		files := u.files()
		if u.err != nil {
			r.fail(u.err)
			return
		}
		for _, f := range files {
			r.do(func() { r.render(f) })
		}
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
