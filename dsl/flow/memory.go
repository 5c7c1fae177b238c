package flow

import (
	"fmt"
	"slices"
	"sync"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
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
	w := newWriter(p)
	r.frame = w.frame()
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
