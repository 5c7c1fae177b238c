package symbol

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// builder gathers occurrences.
type builder struct {
	program     *program.Program
	symbols     []*Symbol
	occurrences []Occurrence
	types       map[source.Span]types.Type
	shorthands  map[source.Span]*syntax.Field

	conceptDecls map[*syntax.Concept]*Symbol
	conceptNames map[string]*Symbol // instances too
	members      map[member]*Symbol
	guards       map[string]*Symbol
	lists        map[member]*Symbol // parameters, results and values
	results      map[member]*Symbol // results alone, which have names of their own
	others       map[member]*Symbol // types, constants, fields and functions
}

// member is something that its owner has a name for.
type member struct {
	owner *Symbol
	name  string
}

func newBuilder(p *program.Program) *builder {
	return &builder{
		program: p, types: map[source.Span]types.Type{}, shorthands: map[source.Span]*syntax.Field{},
		conceptDecls: map[*syntax.Concept]*Symbol{}, conceptNames: map[string]*Symbol{},
		members: map[member]*Symbol{}, guards: map[string]*Symbol{},
		lists: map[member]*Symbol{}, results: map[member]*Symbol{}, others: map[member]*Symbol{},
	}
}

func (b *builder) add(s *Symbol) *Symbol {
	b.symbols = append(b.symbols, s)
	return s
}

func (b *builder) occur(s *Symbol, id syntax.Ident, role Role) {
	if s != nil {
		b.occurrences = append(b.occurrences, Occurrence{Symbol: s, At: id.At, Role: role})
	}
}

// listed is the parameter, result or value of an action or query, which is made
// when its name is first met.
func (b *builder) listed(in map[member]*Symbol, owner *Symbol, name string, kind Kind) *Symbol {
	key := member{owner, name}
	if in[key] == nil {
		in[key] = b.add(&Symbol{Kind: kind, Name: name, Owner: owner, Action: owner.Action, Query: owner.Query})
	}
	return in[key]
}

// other is a symbol that has no declaration of its own.
func (b *builder) other(kind Kind, owner *Symbol, name string) *Symbol {
	key := member{owner, kind.String() + " " + name}
	if b.others[key] == nil {
		b.others[key] = b.add(&Symbol{Kind: kind, Name: name, Owner: owner})
	}
	return b.others[key]
}

// concepts enters all concepts with what they declare, and the instances.
func (b *builder) concepts() {
	known := map[string]*program.Concept{}
	for _, c := range b.program.Concepts {
		known[c.Name] = c
	}
	var uses []*syntax.Use
	for _, f := range b.program.Files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *syntax.Concept:
				b.conceptDecls[d] = b.add(&Symbol{
					Kind: Concept, Name: d.Name.Name, Decl: d.Name.At, Concept: known[d.Name.Name], Decls: []syntax.Node{d},
				})
				if b.conceptNames[d.Name.Name] == nil {
					b.conceptNames[d.Name.Name] = b.conceptDecls[d]
				}
			case *syntax.Use:
				uses = append(uses, d)
			}
		}
	}
	for _, u := range uses {
		if b.conceptNames[u.Name.Name] == nil && u.Name.Name != "" {
			s := b.add(&Symbol{Kind: Concept, Name: u.Name.Name, Decl: u.Name.At, Concept: known[u.Name.Name], Decls: []syntax.Node{u}})
			s.Owner = b.conceptNames[u.Concept.Name]
			b.conceptNames[u.Name.Name] = s
		}
	}
	for d, s := range b.conceptDecls {
		if s.Concept == nil { // used in other roles alone
			for _, c := range b.program.Concepts {
				if c.Decl == d {
					s.Concept = c
				}
			}
		}
		b.declareMembers(d, s)
	}
}

func (b *builder) declareMembers(d *syntax.Concept, owner *Symbol) {
	for _, a := range d.Actions {
		s := b.declareMember(Action, a, owner)
		if owner.Concept != nil {
			s.Action = owner.Concept.Action(a.Name.Name)
		}
	}
	for _, q := range d.Queries {
		s := b.declareMember(Query, q, owner)
		if owner.Concept != nil {
			s.Query = owner.Concept.Query(q.Name.Name)
		}
	}
}

// declareMember enters an action or query under its name; of an action that is
// declared again, one more outcome.
func (b *builder) declareMember(kind Kind, a *syntax.Action, owner *Symbol) *Symbol {
	key := member{owner, a.Name.Name}
	s := b.members[key]
	if s == nil {
		s = b.add(&Symbol{Kind: kind, Name: a.Name.Name, Decl: a.Name.At, Owner: owner})
		b.members[key] = s
	}
	s.Decls = append(s.Decls, a)
	return s
}

// memberOf is the action or query of a concept that a call names. Those of an
// instance are those of what it is an instance of.
func (b *builder) memberOf(concept *Symbol, name string) *Symbol {
	if concept == nil {
		return nil
	}
	if concept.Owner != nil {
		concept = concept.Owner
	}
	return b.members[member{concept, name}]
}

// typeOf is the type that a name stands for in a concept.
func (b *builder) typeOf(owner *Symbol, id syntax.Ident) *Symbol {
	if _, ok := types.PrimitiveNamed(id.Name); ok {
		return b.other(Primitive, nil, id.Name)
	}
	name := id.Name
	if owner.Concept != nil {
		if o := owner.Concept.Object(name); o != nil {
			name = o.Name
		} else if p, ok := types.PrimitiveNamed(strings.TrimSuffix(name, "s")); ok {
			return b.other(Primitive, nil, p.String())
		}
	}
	s := b.other(Type, owner, name)
	if !s.Decl.Valid() {
		s.Decl = id.At // the first place that is met, unless it is declared elsewhere
	}
	return s
}
