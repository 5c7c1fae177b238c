package runtime

import "sync"

// Pool keeps records that traces were shown, to be used again. What comes out
// of it, and what goes back, is cleared: it may hold passwords. The zero Pool is
// ready.
type Pool[T any] struct{ pool sync.Pool }

// Get returns a cleared record.
func (p *Pool[T]) Get() *T {
	if record, ok := p.pool.Get().(*T); ok {
		return record
	}
	return new(T)
}

// Put takes a record back that nothing uses any more.
func (p *Pool[T]) Put(record *T) {
	var zero T
	*record = zero
	p.pool.Put(record)
}
