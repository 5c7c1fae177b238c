package runtime

import "math/bits"

// Records keeps the records of a flow that may be many. They stay where they
// are as more are added: the list grows by chunks, each as large as all before
// it. The zero Records is empty and ready.
type Records[T any] struct {
	chunks [][]T
	length int
}

// firstChunk is the size of the first chunk; a power of two.
const firstChunk = 16

// Add takes a record and returns its number, counted from 0.
func (r *Records[T]) Add(record T) int {
	chunk, i := locate(r.length)
	if chunk == len(r.chunks) {
		r.chunks = append(r.chunks, make([]T, firstChunk<<max(chunk-1, 0)))
	}
	r.chunks[chunk][i] = record
	r.length++
	return r.length - 1
}

// Len returns the number of records.
func (r *Records[T]) Len() int { return r.length }

// At returns the record of a number.
func (r *Records[T]) At(n int) *T {
	chunk, i := locate(n)
	return &r.chunks[chunk][i]
}

// locate finds the chunk of a record: 0 for the first 16, 1 for the next 16,
// 2 for the next 32 …
func locate(n int) (chunk, i int) {
	chunk = bits.Len(uint(n) / firstChunk)
	if chunk == 0 {
		return 0, n
	}
	return chunk, n - firstChunk<<(chunk-1)
}

// Index finds records by the values that a sync joins on, in the order in
// which they were added. The zero Index is empty and ready.
type Index[K comparable] struct {
	ends map[K]ends
	next []int32 // by number of record: the next one of its key, or -1
}

type ends struct{ first, last int32 }

// Add takes the record of a number in under a key. Numbers are added in
// ascending order.
func (x *Index[K]) Add(key K, number int) {
	n := int32(number)
	for len(x.next) <= number {
		x.next = append(x.next, -1)
	}
	if x.ends == nil {
		x.ends = map[K]ends{}
	}
	e, ok := x.ends[key]
	if !ok {
		e.first = n
	} else {
		x.next[e.last] = n
	}
	e.last = n
	x.ends[key] = e
}

// First returns the number of the first record of a key, or -1.
func (x *Index[K]) First(key K) int {
	if e, ok := x.ends[key]; ok {
		return int(e.first)
	}
	return -1
}

// Next returns the number of the next record of the same key, or -1.
func (x *Index[K]) Next(number int) int { return int(x.next[number]) }

// FirstOf is where the search for the last record of a combination begins: at
// the start when the combination has the new record already, else at the new
// record itself.
func FirstOf(has bool, newest int) int {
	if has {
		return 0
	}
	return newest
}
