package gen

import (
	"maps"
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// layout is what the things of a program are called in Go. It is settled
// before anything is emitted, so that all packages agree.
type layout struct {
	program  *program.Program
	options  Options
	concepts []*conceptLayout
	byName   map[string]*conceptLayout
	actions  map[*program.Action]*actionLayout
	queries  map[*program.Query]*queryLayout
	imports  map[string]string // package names by import path
	imported *names            // the names of all packages that emitted code imports
	scope    *names            // the identifiers of the app's package, or packages
	routes   []*routeLayout
	requests *requestPatterns
	syncIDs  map[*program.Sync]string // the constants that name syncs
	numbers  map[*program.Sync]uint32 // their values
	split    bool                     // flows have packages of their own
	core     string                   // import path of the package of App
	packages *names                   // of the program's packages

	routesVar, syncsVar, tracedType, newTraced string
}

// conceptLayout is the Go of one concept. All instances of a concept share the
// package of its declaration: nothing in there depends on what the program
// makes of a type parameter.
type conceptLayout struct {
	concept  *program.Concept
	declared string         // the concept's name in its declaration
	shares   *conceptLayout // the instance that has the package laid out; nil for the first
	path     string         // import path
	pkg      string
	field    string // in Concepts
	scope    *names // the package's identifiers

	identities map[string]string // Go names of the identity types by name of the object
	enums      []*enumLayout     // in order of appearance
	records    []*recordLayout   // likewise
}

// outputKind tells what an action's method returns besides an error.
type outputKind uint8

const (
	outputNone   outputKind = iota // only the error
	outputStruct                   // a struct: all successes have the same results
	outputSealed                   // an interface with a struct for each outcome
)

// actionLayout is the Go of an action.
type actionLayout struct {
	action   *program.Action
	concept  *conceptLayout
	method   string
	input    string // Go name of the input struct; empty when the action takes nothing
	fields   fieldNames
	output   outputKind
	typ      string           // Go name of the output; empty for outputNone
	outcomes []*outcomeLayout // as in the action
}

// outcomeLayout is the Go of one outcome. For a refusal that says no more than
// its reason, and for an empty outcome on its own, typ is empty.
type outcomeLayout struct {
	typ    string
	fields fieldNames
}

// queryLayout is the Go of a query.
type queryLayout struct {
	query   *program.Query
	concept *conceptLayout
	method  string
	input   string // empty when the query takes nothing
	fields  fieldNames
	row     string
	results fieldNames
}

// fieldNames are the Go names of the fields of an emitted struct.
type fieldNames map[string]string

// restField is the field that holds the further named values of `...`.
const restField = "Rest"

// structMethods are the methods of every emitted record, which a field may
// not hide.
var structMethods = []string{"AppendTrace", "String"}

// refusalMembers are taken in the struct of a refusal.
var refusalMembers = append([]string{"Error", "Reason", "Refusal"}, structMethods...)

func newLayout(p *program.Program, options Options) *layout {
	l := &layout{
		program:  p,
		options:  options,
		byName:   map[string]*conceptLayout{},
		actions:  map[*program.Action]*actionLayout{},
		queries:  map[*program.Query]*queryLayout{},
		imports:  map[string]string{},
		imported: newNames(append([]string{"requesting"}, emittedImports...)...),
		scope:    newNames(append([]string{"requesting"}, emittedImports...)...),
		requests: newRequestPatterns(p.Syncs),
		syncIDs:  map[*program.Sync]string{},
		numbers:  map[*program.Sync]uint32{},
		core:     options.ImportPath,
		packages: newNames(options.Package),
	}
	for _, standard := range emittedImports {
		l.imports[standard] = standard
	}
	l.imports["net/http"], l.imports["unicode/utf8"] = "http", "utf8"
	l.imports[runtimePath], l.imports[requestingPath] = "runtime", "requesting"
	fields := newNames(appMembers...)
	byDecl := map[*syntax.Concept]*conceptLayout{}
	for _, c := range p.Concepts {
		cl := &conceptLayout{
			concept:    c,
			declared:   c.Decl.Name.Name,
			shares:     byDecl[c.Decl],
			path:       requestingPath,
			pkg:        "requesting",
			field:      fields.take(exported(c.Name)),
			scope:      newNames("Concept"),
			identities: map[string]string{},
		}
		switch {
		case cl.shares != nil:
			cl.path, cl.pkg = cl.shares.path, cl.shares.pkg
		case c.BuiltIn:
			l.packages.reserve(cl.pkg)
		default:
			cl.pkg = l.packages.conceptPackage(cl.declared)
			cl.path = options.ImportPath + "/" + cl.pkg
		}
		if cl.shares == nil {
			byDecl[c.Decl] = cl
		}
		l.concepts = append(l.concepts, cl)
		l.imports[cl.path] = cl.pkg
		l.imported.reserve(cl.pkg)
		l.scope.reserve(cl.pkg)
		l.byName[c.Name] = cl
		l.layConcept(cl)
	}
	l.scope.reserve(slices.Sorted(maps.Keys(l.imported.taken))...)
	return l
}

// appMembers are the fields and methods that an App has whatever the program.
// A concept's field and a flow's entry are called otherwise.
var appMembers = []string{
	"Concepts", "Engine", "Handler", "Routes",
	"By", "Continue", "Door", "Fired", "Left", "Matched", "MaxActions", "MaxDepth", "NeedsDoor",
	"Now", "Progress", "Sync", "TooDeep", "Traced", "UUID",
	"Begin", "End", "Report",
}

// builtIn is the built-in concept, if the program uses it.
func (l *layout) builtIn() *conceptLayout {
	for _, c := range l.concepts {
		if c.concept.BuiltIn {
			return c
		}
	}
	return nil
}

func (l *layout) layConcept(cl *conceptLayout) {
	for _, o := range slices.Concat(cl.concept.TypeParams, cl.concept.Objects) {
		cl.identities[o.Name] = cl.scope.take(exported(o.Name), exported(o.Name)+"Identity")
	}
	for _, a := range cl.concept.Actions {
		l.layTypes(cl, a.Params)
		for _, o := range a.Outcomes {
			l.layTypes(cl, o.Results)
		}
	}
	for _, q := range cl.concept.Queries {
		l.layTypes(cl, q.Params)
		l.layTypes(cl, q.Results)
	}
	methods := newNames()
	for _, a := range cl.concept.Actions {
		l.actions[a] = cl.layAction(a, methods)
	}
	for _, q := range cl.concept.Queries {
		l.queries[q] = cl.layQuery(q, methods)
	}
}

func (cl *conceptLayout) layAction(a *program.Action, methods *names) *actionLayout {
	al := &actionLayout{action: a, concept: cl, method: methods.take(exported(a.Name))}
	if len(a.Params) > 0 || a.Rest {
		al.input = cl.scope.take(al.method + "Input")
		al.fields = layFields(a.Params, a.Rest, structMethods)
	}
	var successes []*program.Outcome
	for _, o := range a.Outcomes {
		if !o.Refusal {
			successes = append(successes, o)
		}
	}
	switch {
	case len(successes) > 1:
		al.output = outputSealed
	case len(successes) == 1 && (len(successes[0].Results) > 0 || successes[0].Rest):
		al.output = outputStruct
	}
	if al.output != outputNone {
		al.typ = cl.scope.take(al.method + "Output")
	}
	for _, o := range a.Outcomes {
		al.outcomes = append(al.outcomes, cl.layOutcome(al, o))
	}
	return al
}

func (cl *conceptLayout) layOutcome(al *actionLayout, o *program.Outcome) *outcomeLayout {
	ol := &outcomeLayout{}
	switch {
	case o.Refusal:
		others := slices.DeleteFunc(slices.Clone(o.Results), isError)
		ol.fields = layFields(others, o.Rest, refusalMembers)
		if len(others) > 0 || o.Rest {
			ol.typ = cl.scope.take(al.method+"Refusal", al.method+"Refusal"+with(others))
		}
	case al.output == outputStruct:
		ol.typ = al.typ
		ol.fields = layFields(o.Results, o.Rest, structMethods)
	case al.output == outputSealed:
		ol.typ = cl.scope.take(al.method + with(o.Results))
		ol.fields = layFields(o.Results, o.Rest, structMethods)
	}
	return ol
}

func isError(p *program.Param) bool { return p.Name == "error" }

// with names an outcome after its results.
func with(results []*program.Param) string {
	if len(results) == 0 {
		return "Empty"
	}
	name := "With"
	for _, r := range results {
		name += exported(r.Name)
	}
	return name
}

func (cl *conceptLayout) layQuery(q *program.Query, methods *names) *queryLayout {
	plain := exported(q.Name)
	ql := &queryLayout{
		query:   q,
		concept: cl,
		method:  methods.take(plain, plain+"Query"),
		results: layFields(q.Results, false, structMethods),
	}
	if len(q.Params) > 0 {
		ql.input = cl.scope.take(ql.method + "Input")
		ql.fields = layFields(q.Params, false, structMethods)
	}
	ql.row = cl.scope.take(ql.method + "Row")
	return ql
}

func layFields(params []*program.Param, rest bool, members []string) fieldNames {
	scope := newNames(members...)
	fields := fieldNames{}
	if rest {
		scope.reserve(restField)
	}
	for _, p := range params {
		fields[p.Name] = scope.take(exported(p.Name), exported(p.Name)+"Value")
	}
	return fields
}
