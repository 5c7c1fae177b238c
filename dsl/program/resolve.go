package program

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/builtin"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// Resolve binds every name of the files to what it names. The files are in
// path order. The built-in concepts that the program uses are added to it, and
// their texts to sources.
//
// Declarations that do not resolve are reported once, stay in the program and
// are marked with HasErrors. Types of variables and expressions are left open:
// see Infer.
func Resolve(dir string, sources *source.Map, files []*syntax.File) (*Program, diagnostic.List) {
	r := newResolver(dir, sources, files)
	r.declareAll()
	r.checkGuards()
	r.bindSyncs()
	r.unusedInstances()
	r.keepUsedConcepts()
	r.countUnknown()
	r.diags.Sort()
	return r.program, r.diags
}

// Declare enters what the files declare, and binds no sync or guard. The program
// has all built-in concepts, whether or not they are used.
func Declare(dir string, sources *source.Map, files []*syntax.File) *Program {
	r := newResolver(dir, sources, files)
	r.declareAll()
	var concepts []*Concept
	for _, b := range r.builtIns {
		concepts = append(concepts, b.concept)
	}
	r.program.Concepts = append(concepts, r.program.Concepts...)
	return r.program
}

func newResolver(dir string, sources *source.Map, files []*syntax.File) *resolver {
	return &resolver{
		program:  &Program{Dir: dir, Sources: sources, Files: files},
		concepts: map[string]*Concept{},
		folded:   map[string]*Concept{},
		guards:   map[string]*guard{},
		doubtful: map[any]bool{},
		doubled:  map[string]bool{},
		unknown:  map[string]*unknownName{},
		used:     map[*Concept]bool{},
		lost:     map[string]bool{},
	}
}

// declareAll makes all declarations known.
func (r *resolver) declareAll() {
	r.collect()
	r.addBuiltIns()
	r.addInstances()
	r.declareConcepts()
}

// resolver is the state of one run of Resolve.
type resolver struct {
	program *Program
	diags   diagnostic.List

	conceptDecls []*Concept // also those whose name is taken, in path order
	concepts     map[string]*Concept
	folded       map[string]*Concept // by name in lower case
	guards       map[string]*guard
	guardOrder   []*guard
	builtIns     []builtInConcept
	uses         []*syntax.Use     // in declaration order
	used         map[*Concept]bool // those that a sync or guard names
	lost         map[string]bool   // names that a `use` could give to no concept
	syncNames    map[string]bool   // also those that fixes make up
	calls        map[string]int    // see countCalls; nil until it is asked for
	unread       map[string]bool   // see declaredUnread; nil until it is asked for
	doubled      map[string]bool   // the kinds of which two declarations have one name: either may be meant to have another

	// doubtful holds the actions, queries and guards that were declared with
	// an error: what uses them is not reported, and not checked further.
	doubtful map[any]bool
	// unknown is the report of each name that names nothing, so that further
	// uses of the name join it.
	unknown map[string]*unknownName
}

// builtInConcept is a concept that ships with syncgen.
type builtInConcept struct {
	concept *Concept
	file    *syntax.File
}

// collect enters all declarations by name, so that they may be used before
// they are written.
func (r *resolver) collect() {
	syncs := map[string]*syntax.Sync{}
	r.syncNames = map[string]bool{}
	for _, f := range r.program.Files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *syntax.Concept:
				r.collectConcept(d)
			case *syntax.Guard:
				r.collectGuard(d)
			case *syntax.Use:
				r.uses = append(r.uses, d)
			case *syntax.Sync:
				name := d.Name.Name
				if first := syncs[name]; first != nil {
					r.duplicate("sync", d.Name, first.Name)
				} else if name != "" {
					syncs[name], r.syncNames[name] = d, true
				}
				r.program.Syncs = append(r.program.Syncs, &Sync{
					Index: len(r.program.Syncs), Name: name, Decl: d, HasErrors: d.Broken(),
				})
			}
		}
	}
}

func (r *resolver) collectConcept(d *syntax.Concept) {
	c := &Concept{Decl: d, Name: d.Name.Name, HasErrors: d.Broken()}
	r.conceptDecls = append(r.conceptDecls, c)
	if first := r.concepts[c.Name]; first != nil {
		r.duplicate("concept", d.Name, first.Decl.Name)
		return
	}
	if c.Name != "" {
		r.enterConcept(c)
	}
}

// enterConcept makes the name of a concept known.
func (r *resolver) enterConcept(c *Concept) {
	if other := r.folded[strings.ToLower(c.Name)]; other != nil {
		f := finding(diagnostic.DuplicateName, c.named().At, "differs by case only", "concepts `%s` and `%s` have the same name", other.Name, c.Name)
		also(&f, other.named().At, "declared here first")
		r.report(f)
		r.doubled["concept"] = true
	}
	r.concepts[c.Name], r.folded[strings.ToLower(c.Name)] = c, c
	r.program.Concepts = append(r.program.Concepts, c)
}

func (r *resolver) collectGuard(d *syntax.Guard) {
	g := &guard{Guard: &Guard{Name: d.Name.Name, Decl: d, HasErrors: d.Broken()}}
	r.guardOrder = append(r.guardOrder, g)
	if first := r.guards[g.Name]; first != nil {
		r.duplicate(d.Kind(), d.Name, first.Decl.Name)
		if last := &r.diags[len(r.diags)-1]; first.Decl.View != d.View {
			last.Message = "a guard and a view are both named `" + g.Name + "`"
		}
		r.doubled["guard"] = true
		return
	}
	if g.Name == "" {
		return
	}
	r.guards[g.Name] = g
	r.program.Guards = append(r.program.Guards, g.Guard)
}

func (r *resolver) duplicate(kind string, again, first syntax.Ident) {
	d := finding(diagnostic.DuplicateName, again.At, "declared again", "there are two %s named `%s`", plurals[kind], again.Name)
	also(&d, first.At, "declared here first")
	r.report(d)
	r.doubled[kind] = true
}

func (r *resolver) report(d diagnostic.Diagnostic) { r.diags = append(r.diags, d) }

// addBuiltIns reads the built-in concepts that the program does not declare
// itself.
func (r *resolver) addBuiltIns() {
	for _, b := range builtin.Concepts() {
		if r.concepts[b.Name] != nil {
			continue
		}
		tree, diags := syntax.Parse(r.program.Sources.Add(b.Path, b.Text))
		if len(diags) > 0 {
			panic("the built-in concept " + b.Name + " does not parse: " + diags[0].Message)
		}
		for _, d := range tree.Decls {
			c := &Concept{Decl: d.(*syntax.Concept), Name: d.DeclName().Name, BuiltIn: true}
			r.concepts[c.Name] = c
			r.conceptDecls = append(r.conceptDecls, c)
			r.builtIns = append(r.builtIns, builtInConcept{concept: c, file: tree})
		}
	}
}

// keepUsedConcepts adds the built-in concepts that the program uses, and leaves
// out those that it uses in other roles alone.
func (r *resolver) keepUsedConcepts() {
	var files []*syntax.File
	var concepts []*Concept
	for _, b := range r.builtIns {
		if r.used[b.concept] {
			files = append(files, b.file)
			concepts = append(concepts, b.concept)
		}
	}
	instances := map[*syntax.Concept]bool{}
	for _, c := range r.program.Concepts {
		instances[c.Decl] = instances[c.Decl] || c.Use != nil
	}
	for _, c := range r.program.Concepts {
		if c.Use != nil || r.used[c] || !instances[c.Decl] {
			concepts = append(concepts, c)
		}
	}
	r.program.Files = append(files, r.program.Files...)
	r.program.Concepts = concepts
}

func (r *resolver) bindSyncs() {
	for _, s := range r.program.Syncs {
		if !s.HasErrors {
			bindSync(r, s)
		}
	}
}
