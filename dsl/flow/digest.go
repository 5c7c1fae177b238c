package flow

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// digest identifies something by all that it is made of.
type digest [sha256.Size]byte

// writer writes what identifies things, one after the other.
type writer struct {
	program *program.Program
	types   map[types.Type]string
	bytes   []byte
}

func newWriter(p *program.Program) *writer {
	return &writer{program: p, types: map[types.Type]string{}}
}

// frame identifies what all syncs depend on: what the files declare beside
// syncs, and what type parameters stand for.
func (w *writer) frame() digest {
	for _, f := range w.program.Files {
		for _, d := range f.Decls {
			if _, ok := d.(*syntax.Sync); !ok {
				w.text(f.Source.Slice(d.Span()))
			}
		}
	}
	for _, c := range w.program.Concepts {
		for _, o := range c.TypeParams {
			w.text(w.typeText(o))
		}
	}
	return w.sum()
}

// sum is what was written since the last one.
func (w *writer) sum() digest {
	sum := sha256.Sum256(w.bytes)
	w.bytes = w.bytes[:0]
	return sum
}

// text writes a text so that no two lists of texts are written alike.
func (w *writer) text(s string) {
	w.bytes = binary.AppendUvarint(w.bytes, uint64(len(s)))
	w.bytes = append(w.bytes, s...)
}

// typeText is a type with what its type parameters stand for.
func (w *writer) typeText(t types.Type) string {
	if t == nil {
		return ""
	}
	if text, known := w.types[t]; known {
		return text
	}
	text := t.String()
	switch t := t.(type) {
	case *types.Object:
		if t.Instance != nil && t.Instance != types.Type(t) {
			text += "=" + w.typeText(t.Instance)
		}
	case *types.Optional:
		text = "optional " + w.typeText(t.Elem)
	case *types.List:
		text += " of " + w.typeText(t.Elem)
	case *types.Record:
		for _, f := range t.Fields {
			text += " " + w.typeText(f.Type)
		}
	}
	w.types[t] = text
	return text
}

// sync identifies a sync: its text, and the types of all that it is made of,
// which others decide as well.
func (w *writer) sync(s *program.Sync) digest {
	w.text(w.program.Sources.File(s.Decl.At.File).Slice(s.Decl.At))
	for _, v := range s.Vars {
		w.text(w.typeText(v.Type))
	}
	program.Visitor{
		Match: func(m *program.Match) { w.text(w.typeText(m.Type)) },
		Expr: func(e program.Expr) {
			w.text(w.typeText(e.Type()))
			if l, ok := e.(*program.Literal); ok {
				if _, float := l.Value.(float64); float {
					w.text("float") // the text has the rest
				}
			}
		},
	}.Sync(s)
	return w.sum()
}
