package flow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// answering is how a root is answered with an error.
type answering struct {
	action *program.Action
	param  string // takes the identity of the root
	result string // of the root, which is its identity
}

// answering is the way in which fixes answer: none where the answer needs more
// than a fix can know.
func (j *judge) answering() (answering, bool) {
	root := j.u.reached.Route.Root
	for _, a := range j.answerers {
		how := answering{action: a}
		free := true
		for _, p := range a.Params {
			r := identity(root, p)
			switch _, optional := p.Type.(*types.Optional); {
			case r != nil && how.param == "":
				how.param, how.result = p.Name, r.Name
			case p.Name != "error" && !optional:
				free = false
			}
		}
		if free && how.param != "" && (a.Rest || a.Param("error") != nil) {
			return how, true
		}
	}
	return answering{}, false
}

// identity returns the result of a root that a parameter takes, or nil.
func identity(root *program.Action, p *program.Param) *program.Param {
	if _, object := p.Type.(*types.Object); !object {
		return nil
	}
	for _, o := range root.Outcomes {
		for _, r := range o.Results {
			if r.Type == p.Type {
				return r
			}
		}
	}
	return nil
}

// call writes the answer; what says with which status and error.
func (a answering) call(variable string, what ...*syntax.Field) *syntax.Call {
	first := field(a.param, nil)
	if variable != a.param {
		first.Value = &syntax.Name{Ident: syntax.Ident{Name: variable}}
	}
	fields := append([]*syntax.Field{first}, what...)
	if !a.action.Concept.BuiltIn { // only the built-in answer has a status
		fields = slices.DeleteFunc(fields, func(f *syntax.Field) bool { return f.Name.Name == "status" })
	}
	return callOf(a.action, fields...)
}

func field(name string, value syntax.Expr) *syntax.Field {
	return &syntax.Field{Name: syntax.Ident{Name: name}, Value: value}
}

func callOf(a *program.Action, fields ...*syntax.Field) *syntax.Call {
	return &syntax.Call{
		Concept: &syntax.Ident{Name: a.Concept.Name}, Name: syntax.Ident{Name: a.Name},
		Inputs: &syntax.Fields{List: fields},
	}
}

func status(n int64) *syntax.Field {
	return field("status", &syntax.Int{Value: n, Raw: fmt.Sprint(n)})
}

func errorText(text string) *syntax.Field {
	return field("error", &syntax.Text{Parts: []syntax.Expr{&syntax.TextPart{Value: text}}})
}

// fixWithResponder offers a sync that answers a refusal, right below the one
// that made the call.
func (j *judge) fixWithResponder(d *diagnostic.Diagnostic, refused *program.Action, c *call) {
	how, ok := j.answering()
	root := j.literalPattern()
	if !ok || root == nil {
		return
	}
	ask := callOf(root.Action)
	for _, f := range root.Call.Inputs.List {
		switch f.Value.(type) {
		case *syntax.Text, *syntax.Int, *syntax.Float, *syntax.Bool:
			ask.Inputs.List = append(ask.Inputs.List, field(f.Name.Name, f.Value))
		}
	}
	ask.Outputs = &syntax.Fields{List: []*syntax.Field{field(how.result, nil)}}
	wait := callOf(refused)
	wait.Outputs = &syntax.Fields{List: []*syntax.Field{field("error", nil)}}
	above := c.firing.sync.Decl
	s := &syntax.Sync{
		Name: syntax.Ident{Name: j.freeName(above.Name.Name + "Refused")},
		When: []*syntax.Call{ask, wait},
		Then: []*syntax.Call{how.call(how.result, status(400), field("error", nil))},
	}
	at := j.endOfLine(above)
	text := "\n\n" + strings.TrimSuffix(syntax.FormatSync(s), "\n")
	d.Fix = &diagnostic.Fix{
		Title: fmt.Sprintf("answer the refusal in a sync of its own, `%s`", s.Name.Name), Safe: true,
		Edits: []diagnostic.Edit{{Span: at, New: j.asInFile(at, text)}},
	}
}

// literalPattern is the pattern on the root that has most of the literals of
// the route.
func (j *judge) literalPattern() *program.Pattern {
	var best *program.Pattern
	literals := func(p *program.Pattern) (n int) {
		for _, m := range p.Inputs {
			if _, ok := m.Literal(); ok {
				n++
			}
		}
		return n
	}
	for _, s := range j.u.reached.Syncs {
		for _, p := range s.When {
			if p.Action == j.u.reached.Route.Root && (best == nil || literals(p) > literals(best)) {
				best = p
			}
		}
	}
	return best
}

func (j *judge) freeName(name string) string {
	free := name
	for n := 2; slices.ContainsFunc(j.program.Syncs, func(s *program.Sync) bool { return s.Name == free }); n++ {
		free = fmt.Sprintf("%s%d", name, n)
	}
	return free
}

// endOfLine is the end of the line that a declaration ends on.
func (j *judge) endOfLine(s *syntax.Sync) source.Span {
	end := s.At.End
	for _, c := range s.Trailing {
		end = max(end, c.At.End)
	}
	text := j.sources.File(s.At.File).Text
	if i := strings.IndexAny(text[end:], "\r\n"); i >= 0 {
		end += int32(i)
	} else {
		end = int32(len(text))
	}
	return source.Span{File: s.At.File, Start: end, End: end}
}

// asInFile gives a text the line endings of the file that it goes into.
func (j *judge) asInFile(at source.Span, text string) string {
	if strings.Contains(j.sources.File(at.File).Text, "\r\n") {
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// fixWithElse offers to answer on the line that leaves nothing of a frame.
func (j *judge) fixWithElse(d *diagnostic.Diagnostic, e *ending) {
	how, ok := j.answering()
	if e.when == never {
		return // one of several frames comes to nothing: others may still be answered
	}
	if j.u.and(e.when, j.u.answered()) != never {
		return // others answer some of what the line leaves out
	}
	line := e.step.Line()
	if q, use := line.(*syntax.QueryLine); !ok || use && q.Call.Concept == nil || inView(e.step) {
		return // the use of a guard, or a line that has no `else`
	}
	root, ok := j.rootVariable(e.firing.sync, how)
	if !ok {
		return
	}
	name := root.name
	if uses := e.step.Uses(); len(uses) > 0 {
		if name, ok = j.guardParameter(uses, name); !ok || root.bind != nil {
			return
		}
	}
	otherwise := &syntax.Else{Actions: []*syntax.Call{how.call(name, otherwise(e.step)...)}}
	at := line.Span()
	text := j.asInFile(at, syntax.FormatLine(line, otherwise))
	if before := j.sources.File(at.File).Slice(at); strings.HasPrefix(text, before) {
		text = strings.TrimPrefix(text, before)
		at.Start = at.End
	}
	edits := []diagnostic.Edit{{Span: at, New: text}}
	if root.bind != nil {
		edits = append([]diagnostic.Edit{*root.bind}, edits...)
	}
	d.Fix = &diagnostic.Fix{
		Title: "answer with an error when the line leaves nothing", Safe: !asksForMany(e.step),
		Edits: edits, Keeps: []source.Span{root.at},
	}
}

// asksForMany reports whether a line asks a query of which no row at all may
// well be a right answer.
func asksForMany(s program.Step) bool {
	q, ok := s.(*program.QueryStep)
	return ok && q.Query.Cardinality == syntax.Many
}

// rootVariable is the name that a sync has for the identity of the root.
type rootVariable struct {
	name string
	at   source.Span      // where it is bound
	bind *diagnostic.Edit // binds it there; nil where it is bound already
}

// rootVariable finds the variable of a sync that is the identity of the root,
// or a way to bind one.
func (j *judge) rootVariable(s *program.Sync, how answering) (rootVariable, bool) {
	at := slices.IndexFunc(s.When, func(p *program.Pattern) bool { return p.Action == j.u.reached.Route.Root })
	if at < 0 {
		return rootVariable{}, false
	}
	p := s.When[at]
	free := !slices.ContainsFunc(s.Vars, func(v *program.Var) bool { return v.Name == how.result })
	for _, m := range p.Outputs {
		switch {
		case m.Name != how.result:
		case m.Var != nil:
			return rootVariable{name: m.Var.Name, at: m.Field.At}, true
		case m.Ignore && free:
			return rootVariable{how.result, m.Field.At, &diagnostic.Edit{Span: m.Field.At, New: how.result}}, true
		default:
			return rootVariable{}, false
		}
	}
	if p.Call.Outputs != nil || !free {
		return rootVariable{}, false
	}
	end := p.Call.Inputs.At
	end.Start = end.End
	return rootVariable{how.result, end, &diagnostic.Edit{Span: end, New: " : (" + how.result + ")"}}, true
}

// guardParameter is the name that the innermost of several guards has for a
// variable of the sync.
func (j *judge) guardParameter(uses []program.Use, name string) (string, bool) {
	for _, use := range uses {
		at := slices.IndexFunc(use.Call.Inputs.List, func(f *syntax.Field) bool {
			given, ok := f.Value.(*syntax.Name)
			return f.Value == nil && f.Name.Name == name || ok && given.Name == name
		})
		if at < 0 {
			return "", false
		}
		name = use.Call.Inputs.List[at].Name.Name
	}
	return name, true
}

// inView reports whether a line is one of a view, whose `else` stands where it
// is used.
func inView(s program.Step) bool {
	return slices.ContainsFunc(s.Uses(), func(u program.Use) bool { return u.Guard.Decl.View })
}

// otherwise is what to say when a line leaves nothing of a frame.
func otherwise(s program.Step) []*syntax.Field {
	switch s := s.(type) {
	case *program.QueryStep, *program.AggregateStep:
		return []*syntax.Field{status(404), errorText("not found")}
	case *program.FilterStep:
		if b, ok := s.Cond.(*program.Binary); ok {
			if _, object := b.X.Type().(*types.Object); object {
				return []*syntax.Field{status(403), errorText("not allowed")}
			}
		}
	}
	return []*syntax.Field{status(400), errorText("not valid")}
}
