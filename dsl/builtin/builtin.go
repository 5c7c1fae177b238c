// Package builtin holds the concepts that every program knows without a file
// of its own.
package builtin

import _ "embed"

//go:embed requesting.concept
var requesting string

// Concept is the text of a built-in concept. Name is that of the one concept
// it declares; a program's own concept of that name takes its place.
type Concept struct{ Name, Path, Text string }

// Concepts lists the built-in concepts in path order. Their paths begin with
// `<syncgen>/`, which no file of a program can.
func Concepts() []Concept {
	return []Concept{
		{Name: "Requesting", Path: "<syncgen>/requesting.concept", Text: requesting},
	}
}
