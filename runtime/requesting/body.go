package requesting

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
)

// firstRead is how much room a body gets at first. What a client says of its
// length is not taken as a reason to set memory aside for it.
const firstRead = 4 << 10

// takesBody reports whether the request's method gives its body a meaning.
func (x *Exchange) takesBody() bool {
	switch x.http.Method {
	case http.MethodGet, http.MethodHead, http.MethodDelete, http.MethodOptions, http.MethodTrace:
		return false
	default:
		return true
	}
}

// load reads the request's body into the exchange's buffer.
func (x *Exchange) load() *Problem {
	x.body = x.body[:0]
	length, limit := x.http.ContentLength, x.settings.BodyLimit
	if !x.takesBody() || length == 0 {
		return nil
	}
	if !isJSON(x.http.Header.Get("Content-Type")) {
		return &Problem{Status: http.StatusUnsupportedMediaType, Detail: "the body must be JSON, with the header Content-Type: application/json"}
	}
	if length > limit {
		return tooLarge(limit)
	}
	room := int64(firstRead)
	if length > 0 {
		room = min(room, length+1) // one more, so that the end is seen
	}
	x.body = slices.Grow(x.body, int(room))
	for {
		if len(x.body) == cap(x.body) {
			x.body = slices.Grow(x.body, cap(x.body))
		}
		n, err := x.http.Body.Read(x.body[len(x.body):cap(x.body)])
		x.body = x.body[:len(x.body)+n]
		switch {
		case int64(len(x.body)) > limit:
			return tooLarge(limit)
		case err == io.EOF:
			return nil
		case err != nil:
			return unreadable(err)
		}
	}
}

func isJSON(contentType string) bool {
	if contentType == "application/json" {
		return true
	}
	name, _, err := mime.ParseMediaType(contentType)
	return err == nil && (name == "application/json" || strings.HasSuffix(name, "+json"))
}

func tooLarge(limit int64) *Problem {
	return &Problem{
		Status: http.StatusRequestEntityTooLarge, close: true,
		Detail: "the body has more than " + strconv.FormatInt(limit, 10) + " bytes",
	}
}

func unreadable(err error) *Problem {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return &Problem{Status: http.StatusRequestTimeout, close: true, Detail: "the body did not arrive in time"}
	}
	return &Problem{Status: http.StatusBadRequest, close: true, Detail: "the body did not arrive whole"}
}
