package requesting

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/runtime"
)

// Problem is what is wrong with a request, as RFC 9457 has it. It is an error
// that a route's Serve returns, and the answer that the client gets.
type Problem struct {
	Status  int
	Detail  string
	Errors  []FieldError // every bad field, where fields are what is wrong
	Request Request      // whose answer it is; set by the server
	allow   string       // for 405
	close   bool         // the rest of the request is not worth reading
}

// FieldError says what is wrong with one field. It never holds the value.
type FieldError struct {
	Name   string // `email`, or `user.email` and `tags[2]` within
	In     string // `path`, `query`, `header` or `body`
	Detail string // such as `must be a string`
}

// Error names the status and what is wrong.
func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(p.Status) + " " + strings.ToLower(http.StatusText(p.Status)) + ": " + p.Detail)
	for i, e := range p.Errors {
		b.WriteString([]string{": ", ", "}[min(i, 1)])
		b.WriteString("`" + e.Name + "` " + e.Detail)
	}
	return b.String()
}

// AppendJSON writes the problem as application/problem+json.
func (p *Problem) AppendJSON(b []byte) []byte {
	b = append(b, `{"type":"about:blank","title":`...)
	b = runtime.AppendString(b, http.StatusText(p.Status))
	b = append(b, `,"status":`...)
	b = runtime.AppendInteger(b, int64(p.Status))
	b = append(b, `,"detail":`...)
	b = runtime.AppendString(b, p.Detail)
	if len(p.Errors) > 0 {
		b = append(b, `,"errors":`...)
		b = runtime.AppendList(b, p.Errors, appendFieldError)
	}
	if p.Request != "" {
		b = append(b, `,"request":`...)
		b = runtime.AppendString(b, p.Request)
	}
	return append(b, '}')
}

func appendFieldError(b []byte, e FieldError) []byte {
	b = append(b, `{"name":`...)
	b = runtime.AppendString(b, e.Name)
	b = append(b, `,"in":`...)
	b = runtime.AppendString(b, e.In)
	b = append(b, `,"detail":`...)
	b = runtime.AppendString(b, e.Detail)
	return append(b, '}')
}
