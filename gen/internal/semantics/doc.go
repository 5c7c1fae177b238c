// Package semantics tests that emitted code means what the language says it
// means. It has no code of its own: the packages below it are
//
//	reference   what a flow does, carried out naively by an interpreter
//	randomspec  random programs, as spec text
//	world       a pretended outside that both implementations see alike
//	driver      the emitted code's side: concepts that ask the world
//	value       values, as the reference has them
//	checked     texts to programs
//	flowtest    what the flow analysis says, held to flows of the reference
//	mutation    mistakes in right programs, to test the checker with
//
// and the test runs flows of many random programs on both, and compares what
// can be seen of them. Its settings are flags of the test:
//
//	go test ./gen/internal/semantics -programs 200 -flows 40 -seed 7
//
// The seed is always the same unless the flag says another, so that a test that
// fails once fails again; what fails is reported with the flags that repeat it.
// With -shrink it looks for the smallest program that still goes wrong; with
// -keep it leaves the emitted module in a folder.
package semantics
