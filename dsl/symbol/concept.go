package symbol

import "github.com/syncgen/syncgen/dsl/syntax"

// concept finds the names in a concept.
func (b *builder) concept(d *syntax.Concept) {
	owner := b.conceptDecls[d]
	b.occur(owner, d.Name, Declares)
	for _, id := range d.TypeParams {
		b.declareType(owner, id)
	}
	if d.State != nil {
		for _, set := range d.State.Sets {
			if set.Subset == nil {
				b.declareType(owner, set.Object)
				continue
			}
			b.declareType(owner, *set.Subset)
			b.occur(b.typeOf(owner, set.Object), set.Object, Uses)
		}
		for _, set := range d.State.Sets {
			for _, f := range set.Fields {
				if f.Name != nil {
					b.occur(b.other(Field, nil, f.Name.Name), *f.Name, Declares)
				}
				b.typeExpr(owner, f.Type)
			}
		}
	}
	for _, list := range [][]*syntax.Action{d.Actions, d.Queries} {
		for _, a := range list {
			s := b.members[member{owner, a.Name.Name}]
			b.occur(s, a.Name, Declares)
			b.params(b.lists, Parameter, owner, s, a.Params)
			b.params(b.results, Result, owner, s, a.Results)
			if a.Answers != nil {
				b.occur(b.members[member{owner, a.Answers.Name}], *a.Answers, Uses)
			}
		}
	}
}

// declareType notes the place that a type is declared at.
func (b *builder) declareType(owner *Symbol, id syntax.Ident) {
	s := b.typeOf(owner, id)
	if s.Kind != Type {
		b.occur(s, id, Uses)
		return
	}
	s.Decl = id.At
	b.occur(s, id, Declares)
}

func (b *builder) params(in map[member]*Symbol, kind Kind, concept, owner *Symbol, list *syntax.Params) {
	if list == nil {
		return
	}
	for _, p := range list.List {
		s := b.listed(in, owner, p.Name.Name, kind)
		if !s.Decl.Valid() {
			s.Decl = p.Name.At
		}
		s.Decls = append(s.Decls, p)
		b.occur(s, p.Name, Declares)
		b.typeExpr(concept, p.Type)
	}
}

func (b *builder) typeExpr(owner *Symbol, e syntax.TypeExpr) {
	switch e := e.(type) {
	case *syntax.NamedType:
		b.occur(b.typeOf(owner, e.Ident), e.Ident, Uses)
	case *syntax.OptionalType:
		b.typeExpr(owner, e.Elem)
	case *syntax.ListType:
		b.typeExpr(owner, e.Elem)
	case *syntax.RecordType:
		for _, p := range e.Fields {
			b.occur(b.other(Field, nil, p.Name.Name), p.Name, Declares)
			b.typeExpr(owner, p.Type)
		}
	case *syntax.EnumType:
		for _, id := range e.Constants {
			b.occur(b.other(Constant, owner, id.Name), id, Declares)
		}
	}
}
