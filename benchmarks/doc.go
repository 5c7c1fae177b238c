// Package benchmarks measures emitted flows beside code that a person would
// have written by hand for the same thing, in one run. It has only tests:
//
//	go test -run '^$' -bench . ./benchmarks
//
// The targets are those of the project's README.
package benchmarks
