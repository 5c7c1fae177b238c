package requesting

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/syncgen/syncgen/runtime"
)

// Exchange is one request and its answer, as a route's Serve sees it.
type Exchange struct {
	writer   http.ResponseWriter
	http     *http.Request
	settings *Settings
	ctx      context.Context
	request  Request
	method   *method
	values   []string // of the path's `{name}` segments
	body     []byte   // of the request
	out      []byte   // the answer's body
	reader   Reader
	answered bool
	status   int       // of the answer, once there is one
	held     bool      // the answer waits until all that the flow changed is kept
	begun    time.Time // zero where requests are not logged
}

// Context returns the context of the flow. It is canceled when the client has
// gone.
func (x *Exchange) Context() context.Context { return x.ctx }

// Request returns the request's identity.
func (x *Exchange) Request() Request { return x.request }

// HTTP returns the request as net/http has it. Its body belongs to Read.
func (x *Exchange) HTTP() *http.Request { return x.http }

// Buffer returns an empty buffer to write the answer's body to, with room from
// earlier answers. It is handed back to Answer:
//
//	return x.Answer(answer.Status, answer.Headers, answer.AppendJSON(x.Buffer()))
func (x *Exchange) Buffer() []byte { return x.out[:0] }

// Answered reports whether the request has had its answer.
func (x *Exchange) Answered() bool { return x.answered }

// Answer answers the request. The status is 200 when zero; the headers are a
// JSON object of strings, or of lists of strings; the body is JSON. It is not
// sent where HTTP has none, with 204, 205 and 304.
func (x *Exchange) Answer(status int, headers runtime.JSON, body []byte) error {
	x.out = body
	if x.answered {
		return errors.New("`Requesting.respond` for a request that has had its answer")
	}
	if status == 0 {
		status = http.StatusOK
	}
	if status < 200 || status > 599 {
		return fmt.Errorf("`Requesting.respond` with the status %d: a status is in 200 to 599", status)
	}
	header := x.writer.Header()
	if !bodiless(status) {
		header["Content-Type"] = contentJSON
	}
	if len(headers) > 0 {
		if err := setHeaders(header, headers); err != nil {
			return err
		}
	}
	if bodiless(status) {
		delete(header, "Content-Type")
	}
	x.answered, x.status = true, status
	if x.held {
		return nil
	}
	return x.deliver()
}

func bodiless(status int) bool {
	return status == http.StatusNoContent || status == http.StatusResetContent || status == http.StatusNotModified
}

// deliver sends the flow's answer.
func (x *Exchange) deliver() error {
	if bodiless(x.status) {
		x.head(x.status)
		return nil
	}
	return x.send(x.status, x.out)
}

var (
	contentJSON    = []string{"application/json"}
	contentProblem = []string{"application/problem+json"}
)

// smallBody is up to where net/http finds the length of a body itself.
const smallBody = 2048

// send writes the answer. What goes wrong from here on is the connection: the
// client has gone.
func (x *Exchange) send(status int, body []byte) error {
	if len(body) > smallBody {
		x.writer.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	x.head(status)
	if _, err := x.writer.Write(body); err != nil {
		return &goneError{err}
	}
	return nil
}

// head sends an answer's head. From here on there is an answer.
func (x *Exchange) head(status int) {
	x.answered, x.status = true, status
	x.writer.WriteHeader(status)
}

// goneError is an error of the connection.
type goneError struct{ err error }

func (g *goneError) Error() string { return "client gone: " + g.err.Error() }
func (g *goneError) Unwrap() error { return g.err }

// problem answers with a problem, unless an answer is already on its way.
func (x *Exchange) problem(p *Problem) {
	if x.answered {
		return
	}
	header := x.writer.Header()
	if p.allow != "" {
		header["Allow"] = []string{p.allow}
	}
	if p.close {
		header["Connection"] = []string{"close"}
	}
	own := *p // Serve may return one problem for many requests
	own.Request = x.request
	contentType := contentProblem
	if x.settings.Problems == nil {
		x.out = own.AppendJSON(x.out[:0])
	} else {
		own.Status, contentType = x.writeProblem(own)
	}
	header["Content-Type"] = contentType
	_ = x.send(own.Status, x.out) // a client that is gone needs no problem
}

// writeProblem has the app write a problem in a form of its own.
func (x *Exchange) writeProblem(p Problem) (status int, contentType []string) {
	var media string
	media, x.out = x.settings.Problems(&p, x.out[:0])
	return p.Status, []string{media}
}

var exchanges = sync.Pool{New: func() any { return new(Exchange) }}

// keptBuffer is the largest buffer that is kept for the next request.
const keptBuffer = 64 << 10

// release forgets the request, passwords and all, and leaves the memory to the
// next one.
func (x *Exchange) release() {
	x.reader.release()
	clear(x.values)
	*x = Exchange{
		reader: x.reader,
		values: x.values[:0],
		body:   cleared(x.body),
		out:    cleared(x.out),
	}
	exchanges.Put(x)
}

func cleared(buffer []byte) []byte {
	if cap(buffer) > keptBuffer {
		return nil
	}
	clear(buffer)
	return buffer[:0]
}
