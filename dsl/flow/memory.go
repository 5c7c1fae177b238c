package flow

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
	"github.com/syncgen/syncgen/dsl/types"
)

// Memory keeps what was found out about routes, so that it need not be found out
// again where nothing that the flows of a route depend on has changed: the
// concepts and guards, and the texts and types of the syncs that the route
// reaches. Routes with findings are not kept: what is said of them has places,
// and may name other syncs.
//
// A Memory holds the routes of the last program alone. It may be used from
// several goroutines; a nil one keeps nothing.
type Memory struct {
	mu     sync.Mutex
	routes map[digest]*remembered
}

// CopyTo has another memory know the same.
func (m *Memory) CopyTo(other *Memory) {
	m.mu.Lock()
	other.routes = m.routes // never written to
	m.mu.Unlock()
}

type digest [sha256.Size]byte

// remembered is a result without the program that it was of: syncs and actions
// are their places among those that the route reaches.
type remembered struct {
	owed, proved bool
	why          string
	assumed      []string
	answers      []rememberedAnswer
	alive, idle  []int
	loops        [][]int
}

// rememberedAnswer is an answer by the place of its call in its sync.
type rememberedAnswer struct {
	sync, exit, call int
	on               string
}

// recollection is a Memory as one run uses it.
type recollection struct {
	memory *Memory
	syncs  map[*program.Sync]digest
	frame  digest // of what all syncs depend on

	mu   sync.Mutex
	kept map[digest]*remembered
}

func (m *Memory) open(p *program.Program) *recollection {
	if m == nil {
		return nil
	}
	r := &recollection{memory: m, syncs: map[*program.Sync]digest{}, kept: map[digest]*remembered{}}
	w := &writer{program: p, types: map[types.Type]string{}}
	for _, f := range p.Files {
		for _, d := range f.Decls {
			if _, ok := d.(*syntax.Sync); !ok {
				w.text(f.Source.Slice(d.Span()))
			}
		}
	}
	for _, c := range p.Concepts {
		for _, o := range c.TypeParams {
			w.text(w.typeText(o))
		}
	}
	r.frame = w.sum()
	for _, s := range p.Syncs {
		if !s.HasErrors {
			r.syncs[s] = w.sync(s)
		}
	}
	return r
}

// close forgets what was not of this run.
func (r *recollection) close() {
	if r != nil {
		r.memory.mu.Lock()
		r.memory.routes = r.kept
		r.memory.mu.Unlock()
	}
}

// key identifies all that the flows of a route depend on.
func (r *recollection) key(reached *Reached) digest {
	w := &writer{}
	w.bytes = append(w.bytes, r.frame[:]...)
	for _, route := range append([]*program.Route{reached.Route}, reached.Narrower...) {
		w.text(fmt.Sprint(route.Root.FullName(), route.Default, len(route.Literals)))
		for _, l := range route.Literals {
			w.text(fmt.Sprintf("%s %T %v", l.Name, l.Value, l.Value))
		}
	}
	w.text(fmt.Sprint(reached.RootCalled))
	for _, s := range reached.Syncs {
		sum := r.syncs[s]
		w.bytes = append(w.bytes, sum[:]...)
	}
	return w.sum()
}

// recall returns what is known of a route, or else finds it out and keeps it.
func (r *recollection) recall(reached *Reached, find func() *routeResult) *routeResult {
	if r == nil || len(reached.Syncs) == 0 {
		return find()
	}
	key := r.key(reached)
	r.memory.mu.Lock()
	known := r.memory.routes[key]
	r.memory.mu.Unlock()
	var out *routeResult
	if known != nil {
		out = known.of(reached)
	} else if out = find(); len(out.findings) == 0 {
		known = remember(reached, out)
	}
	if known != nil {
		r.mu.Lock()
		r.kept[key] = known
		r.mu.Unlock()
	}
	return out
}

// remember takes a result out of its program, or returns nil where it cannot.
func remember(reached *Reached, out *routeResult) *remembered {
	at := map[*program.Sync]int{}
	for i, s := range reached.Syncs {
		at[s] = i
	}
	places := func(list []*program.Sync) []int {
		var out []int
		for _, s := range list {
			out = append(out, at[s])
		}
		return out
	}
	p := out.proof
	kept := &remembered{owed: p.Owed, proved: p.Proved, why: p.Why, assumed: p.Assumed, alive: places(out.alive), idle: places(out.idle)}
	for _, group := range out.loops {
		var loop []int
		for _, a := range group {
			loop = append(loop, slices.Index(reached.Actions, a))
		}
		kept.loops = append(kept.loops, loop)
	}
	for _, a := range p.Answers {
		place, ok := placeOf(a.Sync, a.At)
		if !ok {
			return nil
		}
		place.sync, place.on = at[a.Sync], a.On
		kept.answers = append(kept.answers, place)
	}
	return kept
}

func placeOf(s *program.Sync, at source.Span) (place rememberedAnswer, ok bool) {
	for i, exit := range s.Exits() {
		for j, c := range exit.Calls {
			if c.Call.At == at {
				return rememberedAnswer{exit: i, call: j}, true
			}
		}
	}
	return rememberedAnswer{}, false
}

// of puts a result into a program.
func (k *remembered) of(reached *Reached) *routeResult {
	syncs := func(list []int) []*program.Sync {
		var out []*program.Sync
		for _, i := range list {
			out = append(out, reached.Syncs[i])
		}
		return out
	}
	out := &routeResult{
		proof: &Proof{Route: reached.Route, Owed: k.owed, Proved: k.proved, Why: k.why, Assumed: k.assumed},
		alive: syncs(k.alive), idle: syncs(k.idle),
	}
	for _, loop := range k.loops {
		var group []*program.Action
		for _, i := range loop {
			group = append(group, reached.Actions[i])
		}
		out.loops = append(out.loops, group)
	}
	for _, a := range k.answers {
		s := reached.Syncs[a.sync]
		out.proof.Answers = append(out.proof.Answers, Answer{Sync: s, On: a.on, At: s.Exits()[a.exit].Calls[a.call].Call.At})
	}
	return out
}

// writer writes what identifies things, one after the other.
type writer struct {
	program *program.Program
	types   map[types.Type]string
	bytes   []byte
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
