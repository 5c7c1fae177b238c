package program

import "github.com/syncgen/syncgen/dsl/types"

// A constraint is what has to hold between types and cannot always be decided
// when it is met: what `x + y` is depends on x and y, which a later line may
// find. A constraint that cannot be decided waits for its types. When nothing
// moves any more the stages below decide ever more on ever less, the same in
// whatever order the syncs are written.
type constraint interface {
	// settle decides the constraint if it can at a stage, and reports
	// whether it did.
	settle(in *inference, at stage) bool
	// awaited returns the types that settle needs to know more of, or nil.
	awaited() [3]types.Type
	state() *progress
}

// stage says how much may be assumed.
type stage uint8

const (
	// eagerly: nothing that is not known.
	eagerly stage = iota
	// byUse: a value is of the type of the parameters that it is passed to.
	byUse
	// byResult: an operator's operands are what its result is used as, unless
	// that is a Number, which Integers make as well.
	byResult
	// byNumber: operands are Numbers where their result is used as one.
	byNumber
	// byField: a value whose fields are taken is a record with those fields.
	byField
	// byDefault: what is left is of the type that is most likely.
	byDefault
	// finally: the uses of a value that was found at the stage before.
	finally
	stages
)

// progress is embedded by every constraint.
type progress struct {
	stage        stage // the farthest reached
	done, queued bool
}

func (p *progress) state() *progress { return p }

// require puts a constraint in force.
func (in *inference) require(c constraint) {
	if c.settle(in, eagerly) {
		c.state().done = true
		return
	}
	in.await(c)
	in.queues[byUse] = append(in.queues[byUse], c)
}

// await has a constraint looked at again when more is known of its types.
func (in *inference) await(c constraint) {
	for _, t := range c.awaited() {
		if t == nil {
			continue
		}
		v, ok := shape(t).(*typeVar)
		if !ok {
			continue
		}
		w := &wait{on: c}
		if v.waits == nil {
			v.waits = w
		} else {
			v.last.next = w
		}
		v.last = w
	}
}

// wake has the constraints that wait for a class looked at again.
func (in *inference) wake(v *typeVar) {
	for w := v.waits; w != nil; w = w.next {
		if p := w.on.state(); !p.done && !p.queued {
			p.queued = true
			in.ready = append(in.ready, w.on)
		}
	}
	v.waits, v.last = nil, nil
}

// solve settles all constraints.
func (in *inference) solve() {
	for {
		c := in.nextReady()
		if c == nil {
			if c = in.nextStaged(); c == nil {
				return
			}
		}
		p := c.state()
		if p.done {
			continue
		}
		if c.settle(in, p.stage) {
			p.done = true
			continue
		}
		in.await(c)
	}
}

func (in *inference) nextReady() constraint {
	if in.awake == len(in.ready) {
		in.ready, in.awake = in.ready[:0], 0
		return nil
	}
	c := in.ready[in.awake]
	in.awake++
	c.state().queued = false
	return c
}

// nextStaged moves a constraint of the earliest stage that has one to the stage
// after, and returns it.
func (in *inference) nextStaged() constraint {
	for s := byUse; s < stages; s++ {
		for in.heads[s] < len(in.queues[s]) {
			c := in.queues[s][in.heads[s]]
			in.heads[s]++
			p := c.state()
			if p.done {
				continue
			}
			p.stage = s
			if s+1 < stages {
				in.queues[s+1] = append(in.queues[s+1], c)
			}
			return c
		}
	}
	return nil
}
