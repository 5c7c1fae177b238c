package lsp

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
)

// signature is what is shown of a call while it is written.
type signature struct {
	label  string
	about  string
	params [][2]int // where each one's text is in the label, in bytes
	active int      // of params; -1 for none
}

// signature tells what the call at a place takes or gives, and which of it is
// being written.
func (s *snapshot) signature(f *source.File, offset int32) *signature {
	c := completer{cursor: cursorAt(f, offset), words: s.vocabulary()}
	b := c.call()
	if b == nil || c.prose {
		return nil
	}
	name := b.name
	if b.concept != "" {
		name = b.concept + "." + name
	}
	names, parts, rest, about, ok := c.listOf(b)
	if !ok {
		return nil
	}
	sig := &signature{label: name + " (", about: about, active: -1}
	if b.results {
		sig.label = name + " () : ("
	}
	for i, part := range parts {
		if i > 0 {
			sig.label += ", "
		}
		sig.params = append(sig.params, [2]int{len(sig.label), len(sig.label) + len(part)})
		sig.label += part
	}
	if rest {
		if len(parts) > 0 {
			sig.label += ", "
		}
		sig.label += "..."
	}
	sig.label += ")"
	sig.active = c.activeOf(b, names)
	return sig
}

// activeOf is the parameter at the place: of a call by name the one that is
// named last, else the first that is not given yet; of a function by place.
func (c *completer) activeOf(b *bracket, names []string) int {
	if !b.fields {
		return min(b.commas, len(names)-1)
	}
	if b.value && len(b.given) > 0 {
		return slices.Index(names, b.given[len(b.given)-1])
	}
	typed := c.file.Slice(c.prefix)
	if i := slices.Index(names, typed); i >= 0 {
		return i
	}
	return slices.IndexFunc(names, func(n string) bool { return !slices.Contains(b.given, n) })
}

// listOf is the parameters or results of what a bracket belongs to.
func (c *completer) listOf(b *bracket) (names, parts []string, rest bool, about string, ok bool) {
	if b.concept == "" {
		if args := program.FunctionArguments(b.name); args != nil && !b.results {
			return args, args, false, "", true
		}
		for _, g := range c.words.guards {
			if g.Name.Name == b.name {
				list := g.Params
				if b.results {
					list = g.Results
				}
				names = fieldNames(list)
				return names, names, false, "", true
			}
		}
		return nil, nil, false, "", false
	}
	known := c.words.concept(b.concept)
	if known == nil {
		return nil, nil, false, "", false
	}
	var list []*program.Param
	switch a, q := known.Action(b.name), known.Query(b.name); {
	case q != nil && b.results:
		list = q.Results
	case q != nil:
		list = q.Params
	case a == nil:
		return nil, nil, false, "", false
	case b.results:
		i := slices.IndexFunc(a.Outcomes, func(o *program.Outcome) bool { return c.isOutcome(o, b.given) })
		if i < 0 {
			return nil, nil, false, "", false
		}
		list, rest = a.Outcomes[i].Results, a.Outcomes[i].Rest
	default:
		list, rest = a.Params, a.Rest
		if a.Decl.Effects != nil {
			about = a.Decl.Effects.Text
		}
	}
	for _, p := range list {
		names = append(names, p.Name)
		parts = append(parts, p.Name+": "+p.Type.String())
	}
	return names, parts, rest, about, true
}
