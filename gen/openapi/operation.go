package openapi

import (
	"net/http"
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// operation describes a route.
func (w *writer) operation(proof *flow.Proof) *Operation {
	method, _ := proof.Route.Endpoint()
	reached := w.index.Reach(proof.Route)
	op := &Operation{}
	if first := begins(reached); first != nil {
		op.Tags = []string{w.tag(first)}
		op.Summary = sentence(first.Name)
		op.Description = join(commentText(ownComments(first.Decl)), effects(reached.Actions))
		op.OperationID = w.operationID(first.Name, method)
	}
	w.takes(op, reached)
	op.Responses = w.responses(proof, reached)
	return op
}

// begins is the sync that a route begins with: of those that wait for nothing but
// the request, the first that names the path.
func begins(reached *flow.Reached) *program.Sync {
	var general *program.Sync
	for _, s := range reached.Syncs {
		for _, p := range s.When {
			if len(s.When) > 1 || !reached.Route.Matches(p) {
				continue
			}
			for _, m := range p.Inputs {
				if _, ok := m.Literal(); ok && m.Name == "path" {
					return s
				}
			}
			if general == nil {
				general = s
			}
		}
	}
	return general
}

// tag is the group of a sync: the file that it is written in, described by the
// comment that stands on its own at the file's head.
func (w *writer) tag(s *program.Sync) string {
	file := w.program.Sources.File(s.Decl.At.File)
	name := strings.TrimSuffix(path.Base(file.Path), path.Ext(file.Path))
	for _, known := range w.tags {
		if known.Name == name {
			return name
		}
	}
	tag := Tag{Name: name}
	for _, f := range w.program.Files {
		if f.Source == file {
			tag.Description = commentText(headComments(f))
		}
	}
	w.tags = append(w.tags, tag)
	return name
}

// operationID is the sync's name, without the word that all such names end in
// where that leaves a name of its own.
func (w *writer) operationID(name, method string) string {
	short := lowerFirst(bare(name))
	candidates := []string{short, lowerFirst(name), strings.ToLower(method) + name}
	for i := 0; ; i++ {
		id := candidates[min(i, len(candidates)-1)]
		if i >= len(candidates) {
			id += strconv.Itoa(i)
		}
		if !w.operations[id] {
			w.operations[id] = true
			return id
		}
	}
}

// bare is the name of a sync without the word Request at its end.
func bare(name string) string {
	if short := strings.TrimSuffix(name, "Request"); short != "" {
		return short
	}
	return name
}

// sentence is the name of a sync in words.
func sentence(name string) string {
	list := words(bare(name))
	for i, word := range list {
		if i > 0 && (len(word) == 1 || word != strings.ToUpper(word)) {
			list[i] = strings.ToLower(word)
		}
	}
	return strings.Join(list, " ")
}

// lowerFirst is a name with its first word in lower case.
func lowerFirst(name string) string {
	list := words(name)
	if len(list) == 0 {
		return name
	}
	return strings.ToLower(list[0]) + strings.TrimPrefix(strings.TrimLeft(name, "_"), list[0])
}

// words are those that a name is made of: each begins with a capital, where it is
// not written in capitals altogether.
func words(name string) []string {
	var list []string
	for part := range strings.SplitSeq(name, "_") {
		letters := []rune(part)
		start := 0
		for i := 1; i < len(letters); i++ {
			after := i+1 < len(letters) && unicode.IsLower(letters[i+1])
			if unicode.IsUpper(letters[i]) && (after || !unicode.IsUpper(letters[i-1])) {
				list = append(list, string(letters[start:i]))
				start = i
			}
		}
		if start < len(letters) {
			list = append(list, string(letters[start:]))
		}
	}
	return list
}

// takes adds the values of the requests of a route: those of the path, those of
// headers, and the others where the method's requests have them.
func (w *writer) takes(op *Operation, reached *flow.Reached) {
	r := reached.Route
	method, routePath := r.Endpoint()
	body := &Schema{Type: "object"}
	for _, v := range w.requests.Values(r) {
		switch {
		case v.Header != "":
			w.takesHeader(op, v, reached)
		case v.InPath:
			op.Parameters = append(op.Parameters, &Parameter{
				Name: w.segmentName(routePath, v.Name), In: "path", Required: true,
				Schema: w.schema(v.Type, inText, v.Matches),
			})
		case TakesBody(method):
			w.property(body, v.Name, v.Whole(), inBody, v.Matches)
		case v.Required || !isRecord(v.Type):
			op.Parameters = append(op.Parameters, &Parameter{
				Name: v.Name, In: "query", Required: v.Required,
				Schema: w.schema(v.Type, inText, v.Matches),
			})
		}
	}
	if len(body.Properties) > 0 {
		op.RequestBody = &RequestBody{
			Required: len(body.Required) > 0,
			Content:  Members[MediaType]{{"application/json", MediaType{body}}},
		}
	}
}

// isRecord reports whether values are records, or lists of them. The server takes
// none from a query: there they can only be left out.
func isRecord(t types.Type) bool {
	switch t := resolved(t).(type) {
	case *types.Record:
		return true
	case *types.List:
		return isRecord(t.Elem)
	}
	return false
}

// segmentName is what the document calls a segment of a path.
func (w *writer) segmentName(routePath, name string) string {
	ours := strings.Split(routePath, "/")
	for i, segment := range strings.Split(w.template(routePath), "/") {
		if ours[i] == "{"+name+"}" {
			return segment[1 : len(segment)-1]
		}
	}
	return name
}

// TakesBody reports whether the server reads the body of a method's requests.
func TakesBody(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodDelete, http.MethodOptions, http.MethodTrace:
		return false
	}
	return true
}
