// Package gen emits a checked program as Go: a package for each concept, with
// the interface that an implementation has, and one for the app, with a flow
// for each route. A large app's flows are shared out among packages of their
// own, so that the go command compiles little after a change.
//
// [Generate] lays out first what everything is called in Go. An emitter for
// each package then builds its files, all of them side by side, and [Output]
// brings a folder up to date with them: as a whole or not at all, touching
// nothing that is as it should be and nothing that is not its own.
package gen
