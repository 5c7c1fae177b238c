package openapi

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
)

const (
	authorization       = "Authorization"
	authorizationScheme = "authorization"
)

// takesHeader adds a header of the requests of a route. Who sends a request is
// no parameter in OpenAPI but a security scheme.
func (w *writer) takesHeader(op *Operation, v *program.RequestValue, reached *flow.Reached) {
	switch v.Header {
	case authorization:
		w.authorized = true
		op.Security = []Requirement{{{authorizationScheme, []string{}}}}
		if !v.Required && !insists(reached) {
			op.Security = append([]Requirement{{}}, op.Security...)
		}
	case "Accept", "Content-Type":
		// OpenAPI has these described by the content of bodies.
	default:
		op.Parameters = append(op.Parameters, &Parameter{
			Name: v.Header, In: "header", Required: v.Required,
			Schema: w.schema(v.Type, inText, v.Matches),
		})
	}
}

func securitySchemes() Members[SecurityScheme] {
	return Members[SecurityScheme]{{authorizationScheme, SecurityScheme{
		Type: "apiKey", Name: authorization, In: "header",
		Description: "What the header Authorization says of who sends the request.",
	}}}
}

// insists reports whether no request of a route gets far without the header
// Authorization: each sync that begins the route looks up what it says, and
// answers 401 where there is nothing.
func insists(reached *flow.Reached) bool {
	begin := 0
	for _, s := range reached.Syncs {
		if len(s.When) > 1 || !reached.Route.Matches(s.When[0]) {
			continue
		}
		begin++
		if !looksUp(s) {
			return false
		}
	}
	return begin > 0
}

// looksUp reports whether a sync has a line that looks up what the header
// Authorization says, and answers 401 where it finds nothing. A condition and
// `none` are no such lines: they may hold without the header.
func looksUp(s *program.Sync) bool {
	said := map[*program.Var]bool{}
	for _, m := range s.When[0].Inputs {
		if m.Header == authorization && m.Var != nil {
			said[m.Var] = true
		}
	}
	for _, step := range s.Where {
		uses := false
		program.Visitor{Expr: func(e program.Expr) {
			if ref, ok := e.(*program.Ref); ok && said[ref.Var] {
				uses = true
			}
		}}.Steps([]program.Step{step})
		if !uses {
			continue
		}
		finds := true
		switch step := step.(type) {
		case *program.BindStep:
			said[step.Var] = true
		case *program.ExistsStep:
			finds = !step.Negated
		case *program.FilterStep:
			finds = false
		}
		if finds && unauthorized(program.ElseOf(step)) {
			return true
		}
	}
	return false
}

// unauthorized reports whether one of the calls answers 401.
func unauthorized(calls []*program.Invocation) bool {
	return slices.ContainsFunc(calls, func(c *program.Invocation) bool {
		return c.Action.Answers != nil && c.Action.Answers.IsRequest() && slices.ContainsFunc(c.Args, func(a *program.Arg) bool {
			status, ok := constant(a.Value)
			return ok && a.Name == "status" && !a.Rest && status == any(int64(401))
		})
	})
}
