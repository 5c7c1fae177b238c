package gen

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// flowEmitter emits the flows of one route: a struct, a method for each action
// that tells its outcomes apart, and a method for each sync.
type flowEmitter struct {
	*emitter
	plan    *routePlan
	route   *routeLayout
	root    rootEmitter
	run     string // the function that runs a flow
	table   string // the table of the flow's actions
	mayTake string // the method that says whether the flow may go on

	mayRespond, report string // of flows that answer
	handsAnswer        bool   // whether a sync hands a whole answer over
	typ                string // the struct's name
	members            *names // the struct's fields and methods
	kept               map[keptKey]value
	states             map[*actionPlan]string // fields that say how a single record's action completed
	lists              map[*actionPlan]*recordList
	calls              map[*actionPlan]*actionMethod
	syncs              map[*trigger]string
	directs            map[*trigger]bool
	blocks             map[*program.Block][]emittedBlock
	pools              map[string]string // the pools of traced records, by their type
	tasks              *taskEmitter

	fields  []jen.Code
	entries []jen.Code
	types   []jen.Code
	methods []jen.Code
}

// keptKey is a value that a flow keeps of an action that occurs once.
type keptKey struct {
	action     *actionPlan
	recordPart recordPart
}

// rootEmitter is what differs between the roots: requests over HTTP, and the
// system actions of other concepts.
type rootEmitter interface {
	// value is a value of the root's record, in the root's method.
	value(g *emitter, p recordPart) value
	// entry emits the functions that start and run a flow, and the root's method.
	entry(fe *flowEmitter)
}

// emitFlows emits the flows of the routes that one entry function starts: a
// request has one, a system action one for each set of literals.
func (g *emitter) emitFlows(flows *planner, routes []*routeLayout) []jen.Code {
	first := routes[0]
	if first.overHTTP() {
		code, _ := g.emitFlow(flows.plan(first.route), first)
		return code
	}
	// The more a route asks for, the earlier it is chosen.
	routes = slices.Clone(routes)
	slices.SortStableFunc(routes, func(a, b *routeLayout) int { return len(b.route.Literals) - len(a.route.Literals) })
	if last := routes[len(routes)-1]; !last.route.Default {
		other := &program.Route{Root: first.route.Root, Default: true}
		routes = append(routes, &routeLayout{route: other, entry: first.entry, flow: g.scope.take(unexported(first.entry) + "Other")})
	}
	var code []jen.Code
	runs := make([]string, len(routes))
	for i, rl := range routes {
		flow, run := g.emitFlow(flows.plan(rl.route), rl)
		code = append(code, flow...)
		runs[i] = run
	}
	return append(g.systemEntry(g.actions[first.route.Root], first.entry, routes, runs), code...)
}

// emitFlow emits the flows of a route. It also returns the name of the function
// that runs one.
func (g *emitter) emitFlow(plan *routePlan, rl *routeLayout) ([]jen.Code, string) {
	fe := &flowEmitter{
		emitter: g,
		plan:    plan,
		route:   rl,
		members: newNames("app", "ctx", progressField, "answer", outputField, refusalField, todoField, depthField, "decided", "drain", "turn"),
		typ:     rl.flow,
		kept:    map[keptKey]value{},
		states:  map[*actionPlan]string{},
		lists:   map[*actionPlan]*recordList{},
		calls:   map[*actionPlan]*actionMethod{},
		syncs:   map[*trigger]string{},
		directs: map[*trigger]bool{},
		blocks:  map[*program.Block][]emittedBlock{},
		pools:   map[string]string{},
	}
	if rl.overHTTP() {
		fe.root = requestRoot{rl}
	} else {
		fe.root = systemRoot{g.actions[rl.route.Root]}
	}
	fe.table = g.scope.take(rl.flow + "Actions")
	fe.mayTake, fe.mayRespond, fe.report = fe.members.take("mayTake"), fe.members.take("mayRespond"), fe.members.take("reportAnswer")
	fe.tasks = &taskEmitter{flowEmitter: fe, typ: g.scope.take(rl.flow + "Task")}
	fe.nameMembers()
	fe.layStorage()
	fe.root.entry(fe)
	for _, ap := range plan.actions {
		if !ap.root && !fe.isLeaf(ap) && !fe.isAnswer(ap) {
			fe.emitAction(ap)
		}
		for _, t := range ap.triggers {
			fe.emitSync(t)
		}
	}
	for _, ap := range plan.actions {
		if fe.isAnswer(ap) {
			fe.emitAnswerMethods(ap)
		}
	}
	fe.tasks.emit()
	fe.emitSteps()
	return slices.Concat([]jen.Code{fe.structType()}, fe.types, fe.entries, fe.methods), fe.run
}

// nameMembers gives methods their names before fields, so that a field of the
// same name steps back.
func (fe *flowEmitter) nameMembers() {
	for _, ap := range fe.plan.actions {
		fe.calls[ap] = fe.newActionMethod(ap)
	}
	for _, sp := range fe.plan.syncs {
		for _, t := range sp.triggers {
			name := unexported(sp.sync.Name)
			if len(sp.triggers) > 1 {
				name += "After" + exported(t.last().action.Concept.Name) + exported(t.last().action.Name)
			}
			fe.syncs[t] = fe.members.packageLevel(name, "Sync")
		}
	}
}

// structType is the flow: what it needs of the app, and what later syncs read.
func (fe *flowEmitter) structType() jen.Code {
	return jen.Add(commentf("%s is a flow that begins with %s.", fe.typ, routeText(fe.plan.route))).Line().
		Type().Id(fe.typ).StructFunc(func(g *jen.Group) {
		g.Id("app").Op("*").Add(fe.app()).Comment("a door when the flow is traced")
		g.Id("ctx").Qual("context", "Context")
		g.Id(progressField).Qual(runtimePath, "Progress")
		for _, field := range fe.fields {
			g.Add(field)
		}
	})
}

// routeText is a route as a pattern of the language.
func routeText(r *program.Route) string {
	text := r.Root.FullName()
	for i, l := range r.Literals {
		if i == 0 {
			text += " ("
		} else {
			text += ", "
		}
		if s, ok := l.Value.(string); ok {
			text += fmt.Sprintf("%s: %q", l.Name, s)
		} else {
			text += fmt.Sprintf("%s: %v", l.Name, l.Value)
		}
	}
	if len(r.Literals) > 0 {
		text += ")"
	}
	return text
}

func (fe *flowEmitter) addField(code jen.Code) { fe.fields = append(fe.fields, code) }
func (fe *flowEmitter) addType(code jen.Code)  { fe.types = append(fe.types, code) }

// addMethod adds a method of the flow, after its comment, if it has one.
func (fe *flowEmitter) addMethod(name, doc string, params, results []jen.Code, body []jen.Code) {
	code := jen.Null()
	if doc != "" {
		code = jen.Add(comment(doc)).Line()
	}
	fe.methods = append(fe.methods, code.Add(fe.method(name, params, results, body)))
}

// addColdMethod adds a method that is not worth copying to where it is called.
func (fe *flowEmitter) addColdMethod(name, doc string, params, results []jen.Code, body []jen.Code) {
	code := jen.Add(comment(doc)).Line().Comment("//").Line().Comment(coldPath).Line()
	fe.methods = append(fe.methods, code.Add(fe.method(name, params, results, body)))
}

func (fe *flowEmitter) method(name string, params, results, body []jen.Code) *jen.Statement {
	signature := jen.Func().Params(jen.Id(receiver).Op("*").Id(fe.typ)).Id(name).Params(params...)
	switch len(results) {
	case 0:
	case 1:
		signature = signature.Add(results[0])
	default:
		signature = signature.Params(results...)
	}
	return signature.Block(body...)
}

// failed is the failure of a query or action, of the error err.
func (fe *flowEmitter) failed(name string) jen.Code {
	return jen.Qual(runtimePath, "Failed").Call(jen.Lit(name), jen.Err())
}

// queryCall is the call of a query through the door.
func (fe *flowEmitter) queryCall(s *scope, step *program.QueryStep) *jen.Statement {
	layout := fe.queries[step.Query]
	args := []jen.Code{jen.Id(receiver).Dot("ctx")}
	if layout.input != "" {
		args = append(args, composite(jen.Qual(layout.concept.path, layout.input), fe.queryInput(s, step)))
	}
	return jen.Id(receiver).Dot("app").Dot(layout.concept.field).Dot(layout.method).Call(args...)
}

// queryInput is what a query is given.
func (fe *flowEmitter) queryInput(s *scope, step *program.QueryStep) []fieldValue {
	layout := fe.queries[step.Query]
	var values []fieldValue
	for _, a := range step.Args {
		values = append(values, fieldValue{layout.fields[a.Name], s.constant(a.Value, step.Query.Param(a.Name).Type)})
	}
	return values
}

// bindKept binds the variables of a sync that the flow keeps in its fields.
func (fe *flowEmitter) bindKept(s *scope, sync *program.Sync) {
	for _, p := range sync.When {
		ap := fe.plan.byName[p.Action]
		if ap == nil || ap.many || ap.store == nil {
			continue
		}
		if outcomesOf(p)&^ap.store.outcomes != 0 {
			continue // not kept for all the outcomes that the pattern has
		}
		s.match(fe.keptOnly(ap, p, p.Inputs, false), fe.keptValue(ap, p, false))
		s.match(fe.keptOnly(ap, p, p.Outputs, true), fe.keptValue(ap, p, true))
	}
}

func (fe *flowEmitter) keptOnly(ap *actionPlan, p *program.Pattern, list []*program.Match, output bool) []*program.Match {
	var kept []*program.Match
	for _, m := range list {
		if _, ok := fe.kept[keptKey{ap, partOf(p, m, output)}]; ok && (m.Var != nil || m.Record != nil) {
			kept = append(kept, m)
		}
	}
	return kept
}

func (fe *flowEmitter) keptValue(ap *actionPlan, p *program.Pattern, output bool) func(*program.Match) value {
	return func(m *program.Match) value { return fe.kept[keptKey{ap, partOf(p, m, output)}] }
}

// partType is the type that a value of a record is carried in.
func (fe *flowEmitter) partType(ap *actionPlan, p recordPart) types.Type {
	if p.output {
		return fe.resultType(ap, p)
	}
	if ap.root && fe.route.overHTTP() {
		return fe.root.value(fe.emitter, p).of
	}
	if declared := ap.action.Param(p.name); declared != nil && !fe.isAnswer(ap) {
		return declared.Type
	}
	return &types.Optional{Elem: fe.watchedType(ap, p)}
}

// resultType is the type in which a result is carried: an optional one where
// some outcome has it among the further values of `...`.
func (fe *flowEmitter) resultType(ap *actionPlan, p recordPart) types.Type {
	for _, o := range ap.action.Outcomes {
		if r := o.Result(p.name); r != nil && r.Type.String() == p.of {
			if p.further {
				return &types.Optional{Elem: presentType(r.Type)}
			}
			return r.Type
		}
	}
	return &types.Optional{Elem: fe.watchedType(ap, p)}
}

// watchedType is the type of a value that is not declared, as the patterns
// that read it have it.
func (fe *flowEmitter) watchedType(ap *actionPlan, p recordPart) types.Type {
	for _, sp := range fe.plan.syncs {
		for _, pattern := range sp.sync.When {
			if pattern.Action != ap.action {
				continue
			}
			list := pattern.Inputs
			if p.output {
				list = pattern.Outputs
			}
			for _, m := range list {
				if partOf(pattern, m, p.output) == p {
					return presentType(m.Type)
				}
			}
		}
	}
	return types.JSON
}

// presentType is the type of a value once it is known to be there.
func presentType(t types.Type) types.Type {
	if optional, ok := resolved(t).(*types.Optional); ok {
		return optional.Elem
	}
	return t
}
