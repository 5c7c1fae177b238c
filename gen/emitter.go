package gen

import (
	"fmt"
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
)

// emitter is the state of emitting one Go package. It is used by one
// goroutine; emitters of one program share only their layout.
type emitter struct {
	*layout
	path, pkg string
	inConcept bool   // the package is that of a concept, which knows no other
	scope     *names // the package's identifiers

	helpers map[string]string // names of the package's own helper functions, by what they do
	code    []jen.Code        // the helpers, in the order in which they were first asked for

	fired map[*program.Sync]bool // the syncs that the package names

	err error // the first thing that could not be emitted
}

// newEmitter returns the emitter of a package, which has its own part of scope.
func newEmitter(l *layout, path, pkg string, scope *names) *emitter {
	return &emitter{
		layout: l, path: path, pkg: pkg, scope: scope,
		helpers: map[string]string{}, fired: map[*program.Sync]bool{},
	}
}

// app is the type of the App.
func (g *emitter) app() *jen.Statement { return jen.Qual(g.core, "App") }

// syncID is the constant that names a sync.
func (g *emitter) syncID(s *program.Sync) *jen.Statement {
	g.fired[s] = true
	return jen.Id(g.syncIDs[s])
}

// fail records that the program has something that no Go can be emitted for.
// The checker lets no such program through; emission goes on, so that callers
// need no error of their own.
func (g *emitter) fail(format string, args ...any) {
	if g.err == nil {
		g.err = fmt.Errorf("package %s: %s", g.pkg, fmt.Sprintf(format, args...))
	}
}

// file is a file to be rendered.
type file struct {
	path       string // relative to the output folder
	code       *jen.File
	isStandard func(importPath string) bool
}

// newFile begins a file of the package.
func (g *emitter) newFile(name string) file {
	code := jen.NewFilePathName(g.path, g.pkg)
	code.HeaderComment(g.options.header())
	code.ImportNames(g.imports)
	folder := strings.TrimPrefix(strings.TrimPrefix(g.path, g.options.ImportPath), "/")
	return file{path.Join(folder, name), code, g.isStandard}
}

// isStandard reports whether a package that emitted code imports is part of
// Go's standard library.
func (l *layout) isStandard(importPath string) bool {
	return !strings.HasPrefix(importPath, l.options.ImportPath) && !strings.HasPrefix(importPath, runtimePath)
}

// emitHelpers emits the package's own helper functions.
func (g *emitter) emitHelpers(group *jen.Group) {
	for _, function := range g.code {
		group.Line()
		group.Add(function)
	}
}

// helper returns the name of the package's function that does something that
// key describes, and has it emitted the first time that it is asked for.
func (g *emitter) helper(key, name string, emit func(name string) jen.Code) string {
	if known, ok := g.helpers[key]; ok {
		return known
	}
	name = g.scope.take(name)
	g.helpers[key] = name
	i := len(g.code)
	g.code = append(g.code, nil)
	g.code[i] = emit(name) // may ask for helpers of its own, which then come after
	return name
}

// locals returns the scope of a function's local variables: none of them hides
// a package that emitted code uses.
func (g *emitter) locals(reserved ...string) *names {
	scope := g.scope.fork()
	scope.reserve(reserved...)
	return scope
}
