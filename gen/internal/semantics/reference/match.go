package reference

import (
	"maps"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// frame is a set of bindings. Frames are never changed, only extended.
type frame map[*program.Var]any

func (f frame) with(v *program.Var, to any) frame {
	extended := maps.Clone(f)
	extended[v] = value.Convert(to, v.Type)
	return extended
}

// matches takes named values apart. It reports whether they are what the
// matches ask for, and returns the frame with what they bind.
func (d *decision) matches(matches []*program.Match, values value.Record, bound frame) (frame, bool) {
	for _, m := range matches {
		var ok bool
		if bound, ok = d.match(m, values.Get(m.Name), bound); !ok {
			return nil, false
		}
	}
	return bound, true
}

func (d *decision) match(m *program.Match, v any, bound frame) (frame, bool) {
	if value.IsLacking(v) {
		if !m.Optional {
			return nil, false
		}
		if m.Default != nil {
			v = d.eval(m.Default, bound)
		}
	}
	switch {
	case m.Ignore:
		return bound, true
	case m.Test != nil:
		return bound, value.Equal(v, d.eval(m.Test, bound))
	case m.Join:
		return bound, value.Equal(v, bound[m.Var])
	case m.Var != nil:
		return bound.with(m.Var, v), true
	}
	record, ok := v.(value.Record)
	if !ok && v != nil { // where a record is absent, so are its fields
		return nil, false
	}
	return d.matches(m.Record, record, bound)
}
