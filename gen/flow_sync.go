package gen

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// triggersOf lists the triggers that a record with an outcome sets off.
func (fe *flowEmitter) triggersOf(ap *actionPlan, o *program.Outcome) []*trigger {
	var list []*trigger
	for _, t := range ap.triggers {
		for _, i := range t.patterns {
			if outcomesOf(t.sync.sync.When[i])&outcomeBit(o) != 0 {
				list = append(list, t)
				break
			}
		}
	}
	return list
}

// triggerParts lists the values of the record that completes a combination
// which the sync looks at. A record that is searched in a list needs none.
func (fe *flowEmitter) triggerParts(t *trigger) []recordPart {
	if len(t.patterns) > 1 {
		return nil
	}
	var parts []recordPart
	pattern := t.sync.sync.When[t.patterns[0]]
	add := func(list []*program.Match, output bool) {
		for _, m := range list {
			p := partOf(pattern, m, output)
			if fe.plan.reads(t.sync.sync, t.last(), m) && !contains(parts, p) {
				parts = append(parts, p)
			}
		}
	}
	add(pattern.Inputs, false)
	add(pattern.Outputs, true)
	return parts
}

func contains(parts []recordPart, p recordPart) bool {
	for _, known := range parts {
		if known == p {
			return true
		}
	}
	return false
}

// consequences is what an outcome leads to: for all the syncs that it
// completes, first everything is decided, then everything is done.
func (fe *flowEmitter) consequences(ap *actionPlan, o *program.Outcome, source func(recordPart) value) []jen.Code {
	triggers := fe.triggersOf(ap, o)
	if len(triggers) == 0 {
		return []jen.Code{jen.Return(jen.Nil())}
	}
	calls := make([]*jen.Statement, len(triggers))
	for i, t := range triggers {
		calls[i] = jen.Id(receiver).Dot(fe.syncs[t]).Call(fe.triggerArgs(t, source)...)
	}
	passed := func(call *jen.Statement) *jen.Statement {
		return jen.Qual(runtimePath, "After").Call(jen.Lit(ap.action.FullName()), call)
	}
	if ap.loops {
		return fe.nextRound(ap, triggers[0], calls[0], passed)
	}
	if fe.direct(triggers[0]) {
		var code []jen.Code
		for _, call := range calls[:len(calls)-1] {
			code = append(code, jen.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(jen.Return(passed(jen.Err()))))
		}
		return append(code, jen.Return(passed(calls[len(calls)-1])))
	}
	var code []jen.Code
	start := jen.Id("start")
	if !ap.cyclic || fe.pushesSeveral(triggers) {
		code = append(code, start.Clone().Op(":=").Len(jen.Id(receiver).Dot(todoField)))
	}
	for _, call := range calls {
		code = append(code, jen.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(jen.Return(passed(jen.Err()))))
	}
	if fe.pushesSeveral(triggers) {
		code = append(code, fe.tasks.turn(start.Clone()))
	}
	if ap.cyclic {
		return append(code, jen.Return(jen.Nil()))
	}
	return append(code, jen.Return(passed(jen.Id(receiver).Dot("drain").Call(start.Clone()))))
}

func (fe *flowEmitter) triggerArgs(t *trigger, source func(recordPart) value) []jen.Code {
	if len(t.patterns) > 1 {
		return []jen.Code{jen.Id("number")}
	}
	var args []jen.Code
	for _, p := range fe.triggerParts(t) {
		v := source(p)
		args = append(args, fe.convert(v.use(), v.of, fe.partType(t.last(), p)))
	}
	return args
}

// emitSync emits the method of a sync, for one trigger.
func (fe *flowEmitter) emitSync(t *trigger) {
	sync := t.sync.sync
	s := fe.newScope()
	s.names.reserve("start", "number")
	var params []jen.Code
	own := map[recordPart]value{}
	if len(t.patterns) > 1 {
		params = append(params, jen.Id("number").Int())
	}
	for _, p := range fe.triggerParts(t) {
		name := s.names.local(p.name)
		of := fe.partType(t.last(), p)
		params = append(params, jen.Id(name).Add(fe.goType(of)))
		own[p] = value{jen.Id(name), of}
	}
	w := &where{scope: s, flow: fe, sync: sync, reports: true}
	results := []jen.Code{jen.Error()}
	w.leave = returnError
	if t.last().loops {
		results = fe.loopResults(t.last())
		w.loop = t
		w.leave = func(err jen.Code) jen.Code { return fe.leaveLoop(t.last(), err) }
	}
	w.miss = w.leave(jen.Nil())
	w.fail = func(err jen.Code) jen.Code { return w.leave(fe.app1("By", fe.syncID(sync), err)) }
	push := !fe.direct(t)
	w.exit = func(calls []*program.Invocation, loop bool) []jen.Code {
		other := *w
		other.fanOut = nil
		return fe.act(&other, calls, loop, push)
	}
	w.leaf = func(loop bool) []jen.Code { return fe.act(w, sync.Then, loop, push) }

	if !push {
		w.fanOut = fe.newFanOut(s, sync)
	}

	var conditions []condition
	if len(t.patterns) == 1 {
		p := sync.When[t.patterns[0]]
		get := func(output bool) func(*program.Match) value {
			return func(m *program.Match) value { return own[partOf(p, m, output)] }
		}
		conditions = append(conditions, s.match(fe.plan.read(t, t.patterns[0], p.Inputs, false), get(false))...)
		conditions = append(conditions, s.match(fe.plan.read(t, t.patterns[0], p.Outputs, true), get(true))...)
	}
	for j, ap := range t.sync.actions {
		if t.isLast(j) || ap.many {
			continue
		}
		p := sync.When[j]
		conditions = append(conditions, fe.known(t, j)...)
		conditions = append(conditions, s.match(fe.plan.read(t, j, p.Inputs, false), fe.keptValue(ap, p, false))...)
		conditions = append(conditions, s.match(fe.plan.read(t, j, p.Outputs, true), fe.keptValue(ap, p, true))...)
	}
	body := s.takeBefore()
	if conditions != nil {
		body = append(body, jen.If(failing(conditions)).Block(w.miss))
	}
	body = append(body, fe.search(w, t, 0, nil)...)
	fe.addMethod(fe.syncs[t], fe.syncComment(sync), params, results, body)
}

// known is the condition that the single record of another pattern is there,
// with an outcome that matches; nothing where that is certain.
func (fe *flowEmitter) known(t *trigger, j int) []condition {
	if t.knows(j) {
		return nil
	}
	state := jen.Id(receiver).Dot(fe.states[t.sync.actions[j]])
	return []condition{outcomeIs(state, t.sync.sync.When[j])}
}

// outcomeIs is the condition that a state is one of a pattern's outcomes.
func outcomeIs(state *jen.Statement, p *program.Pattern) condition {
	holds, fails := jen.Null(), jen.Null()
	for i, o := range p.Outcomes {
		if i > 0 {
			holds, fails = holds.Op("||"), fails.Op("&&")
		}
		holds = holds.Add(state.Clone()).Op("==").Lit(o.Index + 1)
		fails = fails.Add(state.Clone()).Op("!=").Lit(o.Index + 1)
	}
	if len(p.Outcomes) > 1 {
		return condition{jen.Parens(holds), jen.Parens(fails)}
	}
	return condition{holds, fails}
}

// search emits loops over the lists in which the records of the remaining
// patterns are, in the order of the patterns, and then the lines of where.
func (fe *flowEmitter) search(w *where, t *trigger, j int, numbers map[int]string) []jen.Code {
	for ; j < len(t.sync.actions); j++ {
		if !t.isLast(j) && t.sync.actions[j].many {
			return fe.searchList(w, t, j, numbers)
		}
	}
	if len(t.patterns) > 1 {
		// One of the combination's records is the new one.
		none := jen.Null()
		for i, p := range t.patterns {
			if i > 0 {
				none = none.Op("&&")
			}
			none = none.Id(numbers[p]).Op("!=").Id("number")
		}
		return append([]jen.Code{jen.If(none).Block(jen.Continue())}, fe.decide(w, t, true)...)
	}
	return fe.decide(w, t, len(numbers) > 0)
}

// decide emits the lines of where for a combination.
func (fe *flowEmitter) decide(w *where, t *trigger, loop bool) []jen.Code {
	code := []jen.Code{fe.app1("Matched", fe.syncID(t.sync.sync))}
	return append(code, w.lines(t.sync.sync.Where, loop)...)
}

// app1 calls a method of the app's engine.
func (fe *flowEmitter) app1(method string, args ...jen.Code) jen.Code {
	return jen.Id(receiver).Dot("app").Dot(method).Call(args...)
}

// before is the condition that an earlier pattern of a combination has the new
// record, where pattern j is the last one that could; nil elsewhere.
func (t *trigger) before(j int, numbers map[int]string) *jen.Statement {
	if len(t.patterns) < 2 || j != t.patterns[len(t.patterns)-1] {
		return nil
	}
	cond := jen.Null()
	for i, p := range t.patterns[:len(t.patterns)-1] {
		if i > 0 {
			cond = cond.Op("||")
		}
		cond = cond.Id(numbers[p]).Op("==").Id("number")
	}
	return cond
}

func (fe *flowEmitter) searchList(w *where, t *trigger, j int, numbers map[int]string) []jen.Code {
	ap, pattern := t.sync.actions[j], t.sync.sync.When[j]
	list := fe.lists[ap]
	i := w.names.take(fmt.Sprintf("n%d", j+1))
	r := w.names.take(fmt.Sprintf("r%d", j+1))
	inner := map[int]string{j: i}
	for k, name := range numbers {
		inner[k] = name
	}
	records := jen.Id(receiver).Dot(list.field)
	var header *jen.Statement
	found := t.joins[j]
	searched := found == nil && t.before(j, numbers) == nil
	if found != nil {
		index := list.indexes[found.index.number]
		key := jen.Dict{}
		for n, v := range found.vars {
			joined := w.lookup(v)
			key[jen.Id(keyField(n))] = w.convert(joined.use(), joined.of, found.index.types[n])
		}
		ix := jen.Id(receiver).Dot(index.field)
		header = jen.For(
			jen.Id(i).Op(":=").Add(ix.Clone()).Dot("First").Call(jen.Id(index.typ).Values(key)),
			jen.Id(i).Op(">=").Lit(0),
			jen.Id(i).Op("=").Add(ix.Clone()).Dot("Next").Call(jen.Id(i)),
		)
	} else {
		header = jen.For(jen.Id(i).Op(":=").Range().Add(records.Clone()).Dot("Len").Call())
		if before := t.before(j, numbers); before != nil {
			// Only the new record, which is the last, makes the combination new.
			header = jen.For(jen.Id(i).Op(":=").Qual(runtimePath, "FirstOf").Call(before, jen.Id("number")), jen.Id(i).Op("<").Add(records.Clone()).Dot("Len").Call(), jen.Id(i).Op("++"))
		}
	}
	var conditions []condition
	if list.outcome != "" {
		conditions = append(conditions, outcomeIs(jen.Id(r).Dot(list.outcome), pattern))
	}
	for k, other := range numbers {
		if t.sync.actions[k] == ap {
			conditions = append(conditions, condition{
				jen.Id(i).Op("!=").Id(other), jen.Id(i).Op("==").Id(other),
			})
		}
	}
	get := func(output bool) func(*program.Match) value {
		return func(m *program.Match) value {
			field := list.fields[partOf(pattern, m, output)]
			return value{jen.Id(r).Dot(field.name), field.of}
		}
	}
	known := w.known()
	tests := w.match(found.rest(pattern, fe.plan.read(t, j, pattern.Inputs, false), false), get(false))
	tests = append(tests, w.match(found.rest(pattern, fe.plan.read(t, j, pattern.Outputs, true), true), get(true))...)
	bound := w.boundSince(known)
	readsRecord := list.outcome != "" || tests != nil
	conditions = append(conditions, tests...)
	body := w.takeBefore()
	if conditions != nil {
		body = append(body, jen.If(failing(conditions)).Block(jen.Continue()))
	}
	body = append(body, fe.search(w, t, j+1, inner)...)
	if readsRecord || anyUsed(bound) {
		body = append([]jen.Code{jen.Id(r).Op(":=").Add(records.Clone()).Dot("At").Call(jen.Id(i))}, body...)
	} else if searched && t.sync.names(pattern.Action) == 1 {
		header = jen.For(jen.Range().Add(records.Clone()).Dot("Len").Call())
	}
	code := []jen.Code{header.Block(body...)}
	if len(numbers) == 0 {
		code = append(code, jen.Return(jen.Nil()))
	}
	return code
}

// syncComment is the rule itself, with its place.
func (fe *flowEmitter) syncComment(sync *program.Sync) string {
	rule := strings.TrimSpace(printable(syntax.FormatSync(sync.Decl)))
	var b strings.Builder
	b.WriteString(sync.Name + "\n\n")
	for i, line := range strings.Split(rule, "\n") {
		switch {
		case i == 0 && strings.HasPrefix(line, "sync "):
		case line == "":
			b.WriteString("\n")
		default:
			b.WriteString("\t" + line + "\n")
		}
	}
	place := fe.place(sync.Decl.Name.At)
	if fe.split {
		// Without its line: a line that is added to a file would otherwise
		// change the packages of all the file's routes. The app's table of
		// syncs has it.
		place = place[:max(0, strings.LastIndexByte(place, ':'))]
	}
	return b.String() + "\n" + place
}
