package gen

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
)

const (
	// splitAbove is the number of syncs from which on flows get packages of
	// their own: beyond it the go command compiles too much at a time.
	splitAbove = 250
	// packageSyncs is how many syncs such a package holds at most, more or less:
	// with fewer a change is built sooner, but what is the same for all packages
	// begins to count.
	packageSyncs = 80
)

// Generate emits the Go of a program that has passed the checker.
func Generate(p *program.Program, options Options) (*Output, error) {
	l := layOut(p, options)
	r := newRenderer()
	for _, u := range l.units() {
		r.emit(u)
	}
	out, err := r.output()
	if err != nil {
		return nil, err
	}
	out.Concepts = map[string]string{}
	for _, c := range l.concepts {
		out.Concepts[c.concept.Name] = c.path
	}
	out.stamp(options.Source, fingerprint(options, p))
	return out, nil
}

// layOut settles what everything of a program is called.
func layOut(p *program.Program, options Options) *layout {
	l := newLayout(p, options)
	l.split = len(p.Syncs) > cmp.Or(options.SplitAbove, splitAbove)
	if l.split {
		core := l.packages.take("core")
		l.core = options.ImportPath + "/" + core
		l.imports[l.core] = core
		l.scope.reserve(core)
		l.imported.reserve(core)
	}
	l.layRoutes(p.Routes())
	return l
}

// unit is a Go package to be emitted.
type unit struct {
	*emitter
	files func() []file
}

// units are the packages of a program.
func (l *layout) units() []unit {
	var list []unit
	for _, c := range l.ownConcepts() {
		if c.shares != nil {
			continue
		}
		g := newEmitter(l, c.path, c.pkg, c.scope)
		g.inConcept = true
		list = append(list, unit{g, func() []file { return g.emitConcept(c) }})
	}
	flows := newPlanner(l.program)
	if !l.split {
		g := newEmitter(l, l.options.ImportPath, l.options.Package, l.scope)
		return append(list, unit{g, func() []file { return g.emitWhole(flows) }})
	}
	core := newEmitter(l, l.core, l.imports[l.core], l.scope.fork())
	list = append(list, unit{core, core.emitCore})
	parts := l.flowPackages()
	for _, p := range parts {
		g := newEmitter(l, p.path, l.imports[p.path], l.scope.fork())
		list = append(list, unit{g, func() []file { return g.emitPart(flows, p) }})
	}
	top := newEmitter(l, l.options.ImportPath, l.options.Package, l.scope.fork())
	return append(list, unit{top, func() []file { return top.emitTop(parts) }})
}

// flowPackage is a package of flows.
type flowPackage struct {
	path   string
	routes []*routeLayout
}

// flowPackages names the packages of a program's flows.
func (l *layout) flowPackages() []flowPackage {
	var parts []flowPackage
	for _, routes := range l.parts() {
		pkg := l.packages.take(fmt.Sprintf("flows%02d", len(parts)))
		path := l.options.ImportPath + "/" + pkg
		l.imports[path] = pkg
		parts = append(parts, flowPackage{path, routes})
	}
	return parts
}

// parts shares the routes out among packages. A route's package depends on its
// name and on the number of packages alone, so that a new route changes no
// other package.
func (l *layout) parts() [][]*routeLayout {
	count := 1
	for count*packageSyncs < len(l.program.Syncs) {
		count *= 2
	}
	parts := make([][]*routeLayout, count)
	for _, rl := range l.routes {
		h := fnv.New32a()
		_, _ = h.Write([]byte(rl.entry))
		i := int(h.Sum32() % uint32(count))
		parts[i] = append(parts[i], rl)
	}
	return slices.DeleteFunc(parts, func(routes []*routeLayout) bool { return len(routes) == 0 })
}
