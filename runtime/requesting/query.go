package requesting

import (
	"net/http"
	"net/url"
	"strings"
)

// nextParameter moves to the next known value of the query.
func (r *Reader) nextParameter() int {
	f := &r.frames[0]
	for r.query != "" {
		name, value, rest, ok := cutParameter(r.query)
		if !ok {
			r.query, r.stage = "", atEnd
			r.problem = &Problem{Status: http.StatusBadRequest, Detail: "the query has a % that is not followed by two hexadecimal digits"}
			return -1
		}
		r.query = rest
		if i := f.find(name); i >= 0 && r.mark(f, i) {
			r.source, r.param, r.repeats = inQuery, value, rest
			return i
		}
	}
	return -1
}

// cutParameter takes the first name and value off a query.
func cutParameter(query string) (name, value, rest string, ok bool) {
	pair, rest, _ := strings.Cut(query, "&")
	name, value, _ = strings.Cut(pair, "=")
	name, okName := unescapeQuery(name)
	value, okValue := unescapeQuery(value)
	return name, value, rest, okName && okValue
}

func unescapeQuery(text string) (string, bool) {
	if !strings.ContainsAny(text, "%+") {
		return text, true
	}
	text, err := url.QueryUnescape(text)
	return text, err == nil
}

// nextRepeated returns the next value of the query, or line of a header, that has
// the same name as the current one. What is not well-formed is left to
// nextParameter to find.
func (r *Reader) nextRepeated() (string, bool) {
	if r.source == inHeader && len(r.lines) > 0 {
		value := r.lines[0]
		r.lines = r.lines[1:]
		return value, true
	}
	top := &r.frames[0]
	for r.source == inQuery && r.repeats != "" {
		name, value, rest, ok := cutParameter(r.repeats)
		r.repeats = rest
		if ok && name == top.fields[top.current].Name {
			return value, true
		}
	}
	return "", false
}

// once reports whether the current value may be read as a single one: the
// query or the head names it once, or it is an item of a list.
func (r *Reader) once() bool {
	if r.source != inQuery && r.source != inHeader || r.frames[len(r.frames)-1].list {
		return true
	}
	if _, again := r.nextRepeated(); again {
		r.bad("is given more than once")
		return false
	}
	return true
}
