// Package scripted runs the flows of an app whose concepts do nothing
// themselves: what an action or a query comes to is told by whoever started the
// process. It is the emitted side of `syncgen test`, which tells what its
// scenarios say.
//
// The two talk in lines of JSON, over standard input and output: see Message.
package scripted
