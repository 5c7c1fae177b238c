package openapi

import (
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// named are the types that the document has names for: identities and
// enumerations.
type named struct {
	shared     map[string]int // how many identities have a name
	identities map[*types.Object]string
	enums      map[string]string // by name and constants
	taken      map[string]bool
	schemas    Members[*Schema]
}

func newNamed(p *program.Program) *named {
	n := &named{
		shared: map[string]int{}, identities: map[*types.Object]string{},
		enums: map[string]string{}, taken: map[string]bool{problemName: true},
	}
	for _, c := range p.Concepts {
		for _, o := range slices.Concat(c.Objects, c.TypeParams) {
			if resolved(o) == types.Type(o) {
				n.shared[o.Name]++
			}
		}
	}
	return n
}

// take reserves a name: the first that is free, with a number behind the last.
func (n *named) take(candidates ...string) string {
	for _, name := range candidates {
		if !n.taken[name] {
			n.taken[name] = true
			return name
		}
	}
	last := candidates[len(candidates)-1]
	for i := 2; ; i++ {
		if name := last + strconv.Itoa(i); !n.taken[name] {
			n.taken[name] = true
			return name
		}
	}
}

// identity is the name of an identity type. Where several concepts have one of
// the same name, the concept's comes first.
func (w *writer) identity(o *types.Object) string {
	n := w.named
	if name, ok := n.identities[o]; ok {
		return name
	}
	var name string
	if n.shared[o.Name] > 1 {
		name = n.take(o.Concept + o.Name)
	} else {
		name = n.take(o.Name, o.Concept+o.Name)
	}
	n.identities[o] = name
	n.schemas = append(n.schemas, Member[*Schema]{name, &Schema{Type: "string", Description: w.identityText(o)}})
	return name
}

// identityText says what an identity is, with the purpose of its concept.
func (w *writer) identityText(o *types.Object) string {
	text := "An identity of the concept " + o.Concept + "."
	if c := w.program.Concept(o.Concept); c != nil && c.Decl.Purpose != nil {
		if purpose := oneLine(c.Decl.Purpose.Text); purpose != "" {
			text += " Its purpose: " + purpose
		}
	}
	return text
}

// enum is the name of an enumeration.
func (w *writer) enum(e *types.Enum) string {
	n := w.named
	key := e.Name + " " + strings.Join(e.Constants, " ")
	if name, ok := n.enums[key]; ok {
		return name
	}
	name := n.take(e.Name, e.Concept+e.Name)
	n.enums[key] = name
	n.schemas = append(n.schemas, Member[*Schema]{name, &Schema{Type: "string", Enum: e.Constants}})
	return name
}

// components are what operations refer to, by name: the types that have names,
// the answers of guards, and what the server itself answers.
func (w *writer) components() Components {
	c := Components{Schemas: w.named.schemas, Responses: w.answers}
	if !w.options.NoProblems {
		c.Schemas = c.Schemas.with(problemName, problemSchema())
		c.Responses = append(serverAnswers(), c.Responses...)
	}
	sorted(c.Schemas)
	sorted(c.Responses)
	if w.authorized {
		c.SecuritySchemes = securitySchemes()
	}
	return c
}

func sorted[T any](m Members[T]) Members[T] {
	slices.SortFunc(m, func(a, b Member[T]) int { return strings.Compare(a.Name, b.Name) })
	return m
}
