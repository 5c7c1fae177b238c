package openapi

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/spelling"
)

// shape is a record that answers have in one place or several.
type shape struct {
	name  string // of the field that best says what it is
	list  bool   // the field has a list of it
	depth int    // how far within an answer the field stands
	at    []*Schema
}

// shapes are those of a document, in order.
type shapes struct {
	list  []*shape
	byKey map[string]*shape
}

// shareShapes makes a component of each record that answers have in several
// places, named after the field that has it.
func (w *writer) shareShapes(paths Members[PathItem]) {
	found := &shapes{byKey: map[string]*shape{}}
	for _, path := range paths {
		for _, operation := range path.Value {
			found.inAnswers(operation.Value.Responses)
		}
	}
	found.inAnswers(w.answers)
	list := slices.DeleteFunc(found.list, func(s *shape) bool { return len(s.at) < 2 })
	// A field says more than a list, and the whole of an answer more than a part.
	slices.SortStableFunc(list, func(a, b *shape) int {
		if a.list != b.list {
			return map[bool]int{false: -1, true: 1}[a.list]
		}
		return a.depth - b.depth
	})
	for _, s := range list {
		w.share(s)
	}
}

// share puts a reference in all places of a shape. What is inside it is shared on
// its own.
func (w *writer) share(s *shape) {
	plain := strings.ToUpper(s.name[:1]) + s.name[1:]
	second := plain + "Object"
	if s.list {
		if one := spelling.Singulars(plain); one != nil {
			plain = one[0]
		}
		second = plain + "Item"
	}
	name := w.named.take(plain, second)
	component := *s.at[0]
	component.Type = "object"
	w.named.schemas = append(w.named.schemas, Member[*Schema]{name, &component})
	for _, at := range s.at {
		shared := reference(name)
		if at.Type != any("object") {
			shared = nullable(shared)
		}
		*at = *shared
	}
}

func (s *shapes) inAnswers(answers Members[Response]) {
	for _, answer := range answers {
		for _, media := range answer.Value.Content {
			s.within(media.Value.Schema, 0)
		}
	}
}

// within looks for records in the values of an object.
func (s *shapes) within(object *Schema, depth int) {
	for _, whole := range object.AnyOf {
		s.within(whole, depth)
	}
	for _, p := range object.Properties {
		s.value(p.Name, p.Value, false, depth)
	}
}

// value looks at what a field has.
func (s *shapes) value(name string, v *Schema, list bool, depth int) {
	for _, one := range v.AnyOf {
		s.value(name, one, list, depth)
	}
	if v.Items != nil {
		s.value(name, v.Items, true, depth)
	}
	if len(v.Properties) == 0 {
		return
	}
	s.add(name, v, list, depth)
	s.within(v, depth+1)
}

// add notes a place of a shape. One value in a record needs no name.
func (s *shapes) add(name string, v *Schema, list bool, depth int) {
	if len(v.Properties) < 2 {
		return
	}
	key := v.key()
	known := s.byKey[key]
	if known == nil {
		known = &shape{name: name, list: list, depth: depth}
		s.byKey[key] = known
		s.list = append(s.list, known)
	}
	known.at = append(known.at, v)
	if known.list && !list || known.list == list && depth < known.depth {
		known.name, known.list, known.depth = name, list, depth
	}
}

// key is the same for objects that have the same values, in whatever order, and
// whether or not null may stand for them.
func (s *Schema) key() string {
	text, err := json.Marshal(s.ordered(true))
	if err != nil {
		panic(err) // of a schema that could not be written either
	}
	return string(text)
}

// ordered is a schema with its properties in the order of their names.
func (s *Schema) ordered(outermost bool) *Schema {
	o := *s
	if outermost {
		o.Type = "object"
	}
	o.Properties = nil
	for _, p := range s.Properties {
		o.Properties = append(o.Properties, Member[*Schema]{p.Name, p.Value.ordered(false)})
	}
	sorted(o.Properties)
	o.Required = slices.Sorted(slices.Values(s.Required))
	if s.Items != nil {
		o.Items = s.Items.ordered(false)
	}
	o.AnyOf = nil
	for _, one := range s.AnyOf {
		o.AnyOf = append(o.AnyOf, one.ordered(false))
	}
	return &o
}
