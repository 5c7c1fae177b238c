// Package requesting is the built-in concept Requesting as a real server part
// on net/http. The syncs' literals decide the routes: emitted code hands over
// a table of them and a function for each, which reads the request's named
// values, runs the flow and writes its answer.
//
// The concept, as every program knows it:
//
//	concept Requesting
//
//	actions
//	  system request (path: String, method: optional String, ...) : (request: Request)
//	  respond (request: Request, status: optional Integer, headers: optional Json, ...)
//	    answers request
//
// Path segments, query values and the members of a JSON body all arrive as
// named values. Where one name comes in more than one way, the path counts
// before the body, and the body before the query. Headers are values of their own:
// `headers: { ifNoneMatch? }` is the header If-None-Match.
//
// What is wrong with a request is said at once, as a problem of RFC 9457: an
// unknown route 404, a wrong method 405, a body that is too large 413 or of
// another type 415, fields that are missing or mistyped 400, all of them
// named. A flow that fails or ends without an answer is a 500 that tells the
// client nothing but the request's id, under which the log has it all.
//
// With the setting Atomic, a flow that may change something runs in a
// transaction, and its answer is sent when all is kept.
package requesting
