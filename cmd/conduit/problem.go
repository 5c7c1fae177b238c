package main

import (
	"net/http"
	"strings"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// writeProblem writes what the server answers itself as the rules write their
// errors: messages by the name of what they are about, which is `request` for
// the request as a whole. Values that cannot be read are answered as those that
// are not valid.
func writeProblem(p *requesting.Problem, b []byte) (contentType string, body []byte) {
	b = append(b, `{"errors":{`...)
	if len(p.Errors) > 0 {
		p.Status = http.StatusUnprocessableEntity
	} else {
		b = appendError(b, "request", p.Detail)
	}
	for i, e := range p.Errors {
		if i > 0 {
			b = append(b, ',')
		}
		// Without the object around it: `title`, not `article.title`.
		b = appendError(b, e.Name[strings.LastIndexByte(e.Name, '.')+1:], e.Detail)
	}
	return "application/json", append(b, "}}"...)
}

func appendError(b []byte, about, message string) []byte {
	b = append(runtime.AppendString(b, about), ":["...)
	return append(runtime.AppendString(b, message), ']')
}
