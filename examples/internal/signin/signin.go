// Package signin implements the concepts Authenticating and Sessioning in memory,
// for every example whose concepts are these. The interfaces that are generated for
// two apps are the same but for the names of their types, so these are parameters:
// each app says once which ones are its own.
//
// For sessions that nobody can guess and passwords that are stored well, see
// concepts.
package signin
