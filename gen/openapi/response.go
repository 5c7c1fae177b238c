package openapi

import (
	"fmt"
	"net/http"
	"net/textproto"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// AnyStatus stands for a status that the specs do not write out.
const AnyStatus = "default"

// Reply is a call that answers.
type Reply struct {
	Sync *program.Sync
	Call *program.Invocation
	On   string // in which flows, as far as it is known
	// Guard is the guard whose line answers; empty for a line of the sync
	// itself.
	Guard string
}

// Replies are the calls by which a route's requests are answered: those that the
// analysis found, or, where it gave up, those of all syncs that may take part.
func Replies(proof *flow.Proof, reached *flow.Reached) []Reply {
	var list []Reply
	for _, s := range reached.Syncs {
		for _, exit := range s.Exits() {
			guard := guardOf(exit.Step)
			for _, call := range exit.Calls {
				if call.Action.Answers != proof.Route.Root {
					continue
				}
				if len(proof.Answers) == 0 {
					list = append(list, Reply{s, call, "", guard})
				}
				for _, a := range proof.Answers {
					if a.Sync == s && a.At == call.Call.At {
						list = append(list, Reply{s, call, a.On, guard})
					}
				}
			}
		}
	}
	return list
}

// guardOf names the guard that the `else` of a line stands in. That of a view's
// line stands where the view is used.
func guardOf(step program.Step) string {
	guard := ""
	if step == nil {
		return guard
	}
	for _, use := range step.Uses() {
		if use.Guard.Decl.View {
			break
		}
		guard = use.Guard.Name
	}
	return guard
}

// group is all that is answered with one status.
type group struct {
	status  string
	guards  []string // whose lines answer; an empty one for lines of syncs
	when    []string
	headers Members[Header]
	media   []string
	bodies  map[string][]*Schema // by media type; those that do not agree
}

// responses describes the answers of a route by their statuses.
func (w *writer) responses(proof *flow.Proof, reached *flow.Reached) Members[Response] {
	var groups []*group
	for _, r := range Replies(proof, reached) {
		for _, status := range r.Statuses() {
			i := slices.IndexFunc(groups, func(g *group) bool { return g.status == status })
			if i < 0 {
				i = len(groups)
				groups = append(groups, &group{status: status, bodies: map[string][]*Schema{}})
			}
			w.add(groups[i], r)
		}
	}
	method, _ := proof.Route.Endpoint()
	var list Members[Response]
	for _, g := range groups {
		list = append(list, Member[Response]{g.status, w.shared(g, w.response(g, method))})
	}
	if w.options.NoProblems {
		return sorted(list)
	}
	// An answer whose status is not written out may be any, 400 too.
	if list.Get(AnyStatus).Description == "" {
		list = list.with(AnyStatus, answerOf(failure))
		if list.Get("400").Description == "" && list.Get("400").Ref == "" {
			list = list.with("400", answerOf(badRequest))
		}
	}
	return sorted(list)
}

// shared makes the answers of one guard a component, which all operations with
// the same ones refer to.
func (w *writer) shared(g *group, r Response) Response {
	if len(g.guards) > 1 || g.guards[0] == "" || g.status == AnyStatus {
		return r
	}
	name := g.guards[0] + strings.ReplaceAll(g.name(), " ", "")
	known := w.answers.Get(name)
	if known.Description == "" {
		known = r
		w.answers = append(w.answers, Member[Response]{name, r})
	}
	if !reflect.DeepEqual(known, r) {
		return r
	}
	return answerOf(name)
}

// Statuses are those that a call may answer with.
func (r Reply) Statuses() []string {
	status := r.arg("status")
	if status == nil {
		return []string{"200"}
	}
	values, others := outcomes(r.Sync, status.Value)
	var list []string
	for _, v := range values {
		list = append(list, fmt.Sprint(v))
	}
	if _, optional := resolved(status.Value.Type()).(*types.Optional); optional {
		list = append(list, "200") // where it is absent
	}
	if others {
		list = append(list, AnyStatus)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Headers are those that a call writes out, the type of its body among them.
func (r Reply) Headers() []*program.Arg {
	headers := r.arg("headers")
	if headers == nil {
		return nil
	}
	record, ok := bound(r.Sync, headers.Value).(*program.Record)
	if !ok {
		return nil
	}
	return record.Fields
}

// arg is what a call gives a declared parameter, or nil.
func (r Reply) arg(name string) *program.Arg {
	i := slices.IndexFunc(r.Call.Args, func(a *program.Arg) bool { return a.Name == name && !a.Rest })
	if i < 0 {
		return nil
	}
	return r.Call.Args[i]
}

// add adds an answer to those of its status.
func (w *writer) add(g *group, r Reply) {
	for _, text := range append([]string{r.On}, refusals(r.Sync)...) {
		if text != "" && !slices.Contains(g.when, text) {
			g.when = append(g.when, text)
		}
	}
	if !slices.Contains(g.guards, r.Guard) {
		g.guards = append(g.guards, r.Guard)
	}
	media := w.headers(g, r)
	body := &Schema{Type: "object"}
	for _, a := range r.Call.Args {
		if a.Rest {
			w.property(body, a.Name, a.Type, inAnswer, nil)
			body.Properties.Get(a.Name).exemplify(r.Sync, a.Value)
		}
	}
	if !slices.Contains(g.media, media) {
		g.media = append(g.media, media)
	}
	g.bodies[media] = merged(g.bodies[media], body)
}

// exemplify notes what an answer has in a place, where that is written out.
func (s *Schema) exemplify(sync *program.Sync, value program.Expr) {
	if s.Type == "boolean" || s.Type == "array" || s.Type == "object" || s.Type == nil {
		return
	}
	s.Examples, _ = outcomes(sync, value)
}

// merged adds a body to others. Bodies that agree in what they have in common
// are one object, in which the values are optional that not all of them have.
func merged(bodies []*Schema, body *Schema) []*Schema {
	for _, known := range bodies {
		if known.shares(body) && known.agrees(body) {
			known.take(body)
			return bodies
		}
	}
	return append(bodies, body)
}

// shares reports whether two objects have something in common, which may be
// nothing where one has no properties.
func (s *Schema) shares(with *Schema) bool {
	return len(s.Properties) == 0 || len(with.Properties) == 0 ||
		slices.ContainsFunc(with.Properties, func(p Member[*Schema]) bool { return s.Properties.Get(p.Name) != nil })
}

// agrees reports whether what two objects have in common is described alike, in
// the objects within them as well.
func (s *Schema) agrees(with *Schema) bool {
	for _, p := range with.Properties {
		known := s.Properties.Get(p.Name)
		switch {
		case known == nil:
		case known.isRecord() && p.Value.isRecord():
			if !known.agrees(p.Value) {
				return false
			}
		default:
			a, b := *known, *p.Value
			a.Examples, b.Examples = nil, nil
			if !reflect.DeepEqual(a, b) {
				return false
			}
		}
	}
	return true
}

// isRecord reports whether the schema is an object of named values.
func (s *Schema) isRecord() bool { return s.Type == any("object") && len(s.Properties) > 0 }

// take makes an object one with another that agrees with it.
func (s *Schema) take(other *Schema) {
	for _, p := range other.Properties {
		known := s.Properties.Get(p.Name)
		switch {
		case known == nil:
			s.Properties = append(s.Properties, p)
		case known.isRecord():
			known.take(p.Value)
		default:
			known.learn(p.Value.Examples)
		}
	}
	s.Required = slices.DeleteFunc(s.Required, func(name string) bool { return !slices.Contains(other.Required, name) })
}

// learn adds examples that are not known.
func (s *Schema) learn(examples []any) {
	for _, example := range examples {
		if !slices.Contains(s.Examples, example) {
			s.Examples = append(s.Examples, example)
		}
	}
}

// headers adds the headers of an answer, and returns the type of its body, which
// may be one of them.
func (w *writer) headers(g *group, r Reply) string {
	media := "application/json"
	for _, f := range r.Headers() {
		name := textproto.CanonicalMIMEHeaderKey(f.Name)
		if name == "Content-Type" {
			media = "*/*"
			if text, ok := constant(f.Value); ok {
				media = fmt.Sprint(text)
			}
			continue
		}
		t := f.Type
		if optional, ok := resolved(t).(*types.Optional); ok {
			t = optional.Elem
		}
		g.headers = g.headers.with(name, Header{w.schema(t, inAnswer, nil)})
	}
	return media
}

// refusals is what the concepts require whose refusals a sync waits for.
func refusals(s *program.Sync) []string {
	var list []string
	for _, p := range s.When {
		if slices.ContainsFunc(p.Outcomes, func(o *program.Outcome) bool { return !o.Refusal }) {
			continue
		}
		if text := prose(p.Action, "; or ", func(d *syntax.Action) *syntax.Prose { return d.Requires }); text != "" {
			list = append(list, "`"+p.Action.FullName()+"` requires "+text)
		}
	}
	return list
}

// response describes the answers of a status. Statuses by which the server
// answers itself too have its problems beside the bodies of the syncs.
func (w *writer) response(g *group, method string) Response {
	r := Response{Description: g.text(), Headers: g.headers}
	if !HasBody(method, g.status) {
		return r
	}
	for _, media := range g.media {
		body := g.bodies[media][0]
		if all := g.bodies[media]; len(all) > 1 {
			body = &Schema{AnyOf: all}
		}
		r.Content = append(r.Content, Member[MediaType]{media, MediaType{body}})
	}
	if !w.options.NoProblems && (g.status == AnyStatus || slices.Contains(serverStatuses, g.status)) {
		r.Content = append(r.Content, problemContent()...)
	}
	return r
}

// HasBody reports whether an answer with a status has a body.
func HasBody(method, status string) bool {
	return status != "204" && status != "205" && status != "304" && method != http.MethodHead
}

// text names the status and says when it is answered.
func (g *group) text() string {
	if len(g.when) == 1 && (g.when[0] == "otherwise" || g.when[0] == "at once") {
		return g.name()
	}
	lines := make([]string, len(g.when))
	for i, when := range g.when {
		lines[i] = "- " + when
	}
	return join(g.name(), strings.Join(lines, "\n"))
}

// name is the status in words.
func (g *group) name() string {
	if g.status == AnyStatus {
		return "Any other status"
	}
	code, _ := strconv.Atoi(g.status) // 0 has no text either
	if text := http.StatusText(code); text != "" {
		return text
	}
	return "Status " + g.status
}
