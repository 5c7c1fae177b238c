package mutation

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// answers are mistakes with the answers of requests, and with what syncs wait
// for.
var answers = []*Kind{
	{Name: "delete a sync that answers", Promise: All, sites: deleteResponder(false)},
	{Name: "delete a sync that answers a refusal", Promise: All, sites: deleteResponder(true)},
	{Name: "drop an `else`", sites: dropElse},
	{Name: "answer again in another sync", Promise: All, sites: answerInOtherSync},
	{Name: "answer twice in one `then`", Promise: All, sites: answerTwice},
	{Name: "answer beside another action", Promise: All, sites: answerBeside},
	{Name: "answer one sync earlier", sites: answerEarlier},
	{Name: "wait for success and not for the refusal", Promise: All, sites: awaitSuccess},
	{Name: "wait for the refusal and not for success", sites: awaitRefusal},
	{Name: "wait for every success and not for one outcome", sites: awaitAnySuccess},
	{Name: "wait for an action that is not called on the way", Promise: All, sites: awaitOther},
	{Name: "write a path without its slash, or with two", Promise: All, sites: slipInPath},
	{Name: "write a path in other case, or with a slash at its end", sites: otherPath},
	{Name: "write another method", sites: otherMethod},
	{Name: "let an action cause itself", Promise: All, sites: causeItself},
}

// deleteDecl takes a declaration out of its file.
func (a *App) deleteDecl(d syntax.Decl) change {
	f := a.files[d.Span().File]
	return set(d, &f.Decls, without(f.Decls, slices.Index(f.Decls, d)))
}

// addDecl puts a declaration behind another one.
func (a *App) addDecl(behind, d syntax.Decl) change {
	f := a.files[behind.Span().File]
	return set(behind, &f.Decls, slices.Insert(slices.Clone(f.Decls), slices.Index(f.Decls, behind)+1, d))
}

// awaitsRefusal reports whether a pattern matches a refusal.
func (a *App) awaitsRefusal(c *syntax.Call) bool {
	p := a.meaning.patterns[c]
	return p != nil && slices.ContainsFunc(p.Outcomes, func(o *program.Outcome) bool { return o.Refusal })
}

// deleteResponder leaves alone what is all of a route: there is no such route
// then.
func deleteResponder(refusal bool) func(*App) []*Mutant {
	return func(a *App) (list []*Mutant) {
		for _, s := range a.responders() {
			if slices.ContainsFunc(s.When, a.awaitsRefusal) == refusal && !a.alone(s) {
				list = append(list, mutant(a.deleteDecl(s)))
			}
		}
		return list
	}
}

// alone reports whether no other sync waits for the requests that a sync waits
// for.
func (a *App) alone(s *syntax.Sync) bool {
	return !slices.ContainsFunc(a.syncs(), func(other *syntax.Sync) bool { return other != s && samePath(a.root(s), a.root(other)) })
}

func dropElse(a *App) (list []*Mutant) {
	a.eachLine(func(lines *[]syntax.Line, i int) {
		if e := elseOf((*lines)[i]); e != nil && *e != nil {
			list = append(list, mutant(set((*lines)[i], e, nil)))
		}
	})
	return list
}

func answerInOtherSync(a *App) (list []*Mutant) {
	for _, s := range a.responders() {
		again := *s
		again.Name = ident(s.Name.Name + "Twice")
		list = append(list, mutant(a.addDecl(s, &again)))
	}
	return list
}

func answerTwice(a *App) (list []*Mutant) {
	for _, s := range a.responders() {
		i := slices.IndexFunc(s.Then, a.meaning.answers)
		list = append(list, mutant(set(s, &s.Then, with(s.Then, s.Then[i]))))
	}
	return list
}

// root returns the pattern of a sync that waits for a request, or nil.
func (a *App) root(s *syntax.Sync) *program.Pattern {
	for _, c := range s.When {
		if p := a.meaning.patterns[c]; p.Action.FullName() == "Requesting.request" {
			return p
		}
	}
	return nil
}

// answer is `Requesting.respond (request)` for a sync that waits for a request,
// and what binds the request there if nothing does.
func (a *App) answer(s *syntax.Sync) (*syntax.Call, []change) {
	root := a.root(s)
	if root == nil {
		return nil, nil
	}
	concept := ident("Requesting")
	call := &syntax.Call{Concept: &concept, Name: ident("respond"), Inputs: &syntax.Fields{}}
	field := &syntax.Field{Name: ident("request")}
	call.Inputs.List = append(call.Inputs.List, field)
	for _, m := range root.Outputs {
		if m.Name == "request" && m.Var != nil {
			field.Value = name(m.Var.Name)
			return call, nil
		}
	}
	outputs := &syntax.Fields{List: []*syntax.Field{{Name: ident("request")}}}
	return call, []change{set(root.Call, &root.Call.Outputs, outputs)}
}

func answerBeside(a *App) (list []*Mutant) {
	for _, s := range a.syncs() {
		if call, changes := a.answer(s); call != nil && !slices.ContainsFunc(s.Then, a.meaning.answers) {
			list = append(list, mutant(append(changes, set(s, &s.Then, with(s.Then, call)))...))
		}
	}
	return list
}

// answerEarlier answers where an action is called and no longer where it has
// happened.
func answerEarlier(a *App) (list []*Mutant) {
	for _, late := range a.responders() {
		for _, early := range a.syncs() {
			call, changes := a.answer(early)
			if call == nil || early == late || !a.leadsTo(early, late) {
				continue
			}
			changes = append(changes, set(early, &early.Then, with(early.Then, call)), a.deleteDecl(late))
			list = append(list, mutant(changes...))
		}
	}
	return list
}

// leadsTo reports whether a sync calls an action that another one, of the same
// requests, waits for.
func (a *App) leadsTo(early, late *syntax.Sync) bool {
	return samePath(a.root(early), a.root(late)) && slices.ContainsFunc(early.Then, func(c *syntax.Call) bool {
		called := a.meaning.invocations[c].Action
		return slices.ContainsFunc(late.When, func(c *syntax.Call) bool { return a.meaning.patterns[c].Action == called })
	})
}

func samePath(p, q *program.Pattern) bool {
	return p != nil && q != nil && literal(p, "path") == literal(q, "path") && literal(p, "method") == literal(q, "method")
}

// literal is what a pattern wants an input to be, if that is a string.
func literal(p *program.Pattern, name string) string {
	for _, m := range p.Inputs {
		if l, ok := m.Test.(*program.Literal); ok && m.Name == name {
			s, _ := l.Value.(string)
			return s
		}
	}
	return ""
}

// await gives a pattern of a sync other results. What `then` gives on of the
// old ones is left out, as whoever changes the pattern would do at once.
func (a *App) await(s *syntax.Sync, c *syntax.Call, outputs *syntax.Fields) *Mutant {
	gone := map[*program.Var]bool{}
	for _, m := range a.meaning.patterns[c].Outputs {
		if m.Var != nil && !m.Join {
			gone[m.Var] = true
		}
	}
	changes := []change{set(c, &c.Outputs, outputs)}
	for _, call := range s.Then {
		left := slices.DeleteFunc(slices.Clone(call.Inputs.List), func(f *syntax.Field) bool {
			ref, ok := a.meaning.args[f].Value.(*program.Ref)
			return ok && a.meaning.args[f].Rest && gone[ref.Var]
		})
		changes = append(changes, set(call, &call.Inputs.List, left))
	}
	return mutant(changes...)
}

// eachAwaited visits the patterns of syncs that wait for something that the
// flow has done.
func (a *App) eachAwaited(visit func(s *syntax.Sync, c *syntax.Call, p *program.Pattern)) {
	for _, s := range a.syncs() {
		for _, c := range s.When {
			if p := a.meaning.patterns[c]; !p.Action.System {
				visit(s, c, p)
			}
		}
	}
}

func awaitSuccess(a *App) (list []*Mutant) {
	a.eachAwaited(func(s *syntax.Sync, c *syntax.Call, p *program.Pattern) {
		if a.awaitsRefusal(c) {
			list = append(list, a.await(s, c, &syntax.Fields{}))
		}
	})
	return list
}

func awaitRefusal(a *App) (list []*Mutant) {
	a.eachAwaited(func(s *syntax.Sync, c *syntax.Call, p *program.Pattern) {
		if !a.awaitsRefusal(c) && p.Action.Refusal() != nil {
			ignored := &syntax.Field{Name: ident("error"), Value: name("_")}
			list = append(list, a.await(s, c, &syntax.Fields{List: []*syntax.Field{ignored}}))
		}
	})
	return list
}

func awaitAnySuccess(a *App) (list []*Mutant) {
	a.eachAwaited(func(s *syntax.Sync, c *syntax.Call, p *program.Pattern) {
		if !a.awaitsRefusal(c) && c.Outputs != nil && len(c.Outputs.List) > 0 {
			list = append(list, a.await(s, c, nil))
		}
	})
	return list
}

// awaitOther lets a sync wait also for an action that is called for requests
// of other paths alone, or for none.
func awaitOther(a *App) (list []*Mutant) {
	for _, s := range a.syncs() {
		root := a.root(s)
		if root == nil {
			continue
		}
		if action := a.elsewhere(root); action != nil {
			concept := ident(action.Concept.Name)
			pattern := &syntax.Call{Concept: &concept, Name: ident(action.Name), Inputs: &syntax.Fields{}, Outputs: &syntax.Fields{}}
			list = append(list, mutant(set(s, &s.When, with(s.When, pattern))))
		}
	}
	return list
}

// elsewhere finds an action that only requests unlike that of a pattern lead to
// directly, or nothing does.
func (a *App) elsewhere(root *program.Pattern) *program.Action {
	here := map[*program.Action]bool{}
	for _, s := range a.syncs() {
		if r := a.root(s); r == nil || literal(r, "path") == literal(root, "path") {
			for _, c := range s.Then {
				here[a.meaning.invocations[c].Action] = true
			}
		}
	}
	for _, c := range a.Program.Concepts {
		for _, action := range c.Actions {
			if !c.BuiltIn && !action.System && !here[action] {
				return action
			}
		}
	}
	return nil
}

// eachRequest visits the fields for the method and the path of requests.
func (a *App) eachRequest(visit func(root *program.Pattern, path *syntax.Field)) {
	for _, s := range a.syncs() {
		if root := a.root(s); root != nil {
			for _, m := range root.Inputs {
				if m.Name == "path" && m.Test != nil {
					visit(root, m.Field)
				}
			}
		}
	}
}

func slipInPath(a *App) (list []*Mutant) {
	a.eachRequest(func(root *program.Pattern, path *syntax.Field) {
		right := literal(root, "path")
		list = append(list, mutant(set(path, &path.Value, text(right[1:]))), mutant(set(path, &path.Value, text("/"+right))))
	})
	return list
}

func otherPath(a *App) (list []*Mutant) {
	a.eachRequest(func(root *program.Pattern, path *syntax.Field) {
		right := literal(root, "path")
		title := "/" + string(right[1]-'a'+'A') + right[2:]
		list = append(list, mutant(set(path, &path.Value, text(title))), mutant(set(path, &path.Value, text(right+"/"))))
	})
	return list
}

func otherMethod(a *App) (list []*Mutant) {
	a.eachRequest(func(root *program.Pattern, path *syntax.Field) {
		method := "PUT"
		if literal(root, "method") == method {
			method = "POST"
		}
		fields := slices.DeleteFunc(slices.Clone(root.Call.Inputs.List), func(f *syntax.Field) bool { return f.Name.Name == "method" })
		field := &syntax.Field{Name: ident("method"), Value: text(method)}
		list = append(list, mutant(set(root.Call, &root.Call.Inputs.List, append([]*syntax.Field{field}, fields...))))
	})
	return list
}

// causeItself lets each action that syncs call be called again whenever it has
// happened.
func causeItself(a *App) (list []*Mutant) {
	seen := map[*program.Action]bool{}
	for _, s := range a.Program.Syncs {
		for _, i := range s.Then {
			if seen[i.Action] || i.Action.Answers != nil {
				continue
			}
			seen[i.Action] = true
			concept := ident(i.Action.Concept.Name)
			pattern := &syntax.Call{Concept: &concept, Name: ident(i.Action.Name), Inputs: &syntax.Fields{}, Outputs: &syntax.Fields{}}
			call := &syntax.Call{Concept: &concept, Name: ident(i.Action.Name), Inputs: &syntax.Fields{}}
			for _, p := range i.Action.Params {
				pattern.Inputs.List = append(pattern.Inputs.List, &syntax.Field{Name: ident(p.Name), Optional: isOptional(p.Type)})
				call.Inputs.List = append(call.Inputs.List, &syntax.Field{Name: ident(p.Name)})
			}
			again := &syntax.Sync{Name: ident("Again"), When: []*syntax.Call{pattern}, Then: []*syntax.Call{call}}
			list = append(list, mutant(a.addDecl(s.Decl, again)))
		}
	}
	return list
}
