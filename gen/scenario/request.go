package scenario

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/runtime/scripted"
)

// request puts the values of a request where a client has them: in the path, in
// headers, and in the body, or, for methods that have none, in the query string.
func request(s *Scenario, inputs value.Record, start *scripted.Start) {
	method, path := s.Route.Endpoint()
	start.Method, start.Headers = method, map[string]string{}
	body, query := value.Record{}, url.Values{}
	for _, v := range s.Values {
		given := inputs.Get(v.Name)
		if v.Header != "" {
			headers, _ := inputs.Get("headers").(value.Record)
			if given = headers.Get(strings.TrimPrefix(v.Name, headerPrefix)); given != nil {
				start.Headers[v.Header] = text(given)
			}
			continue
		}
		switch {
		case v.InPath:
			path = strings.ReplaceAll(path, "{"+v.Name+"}", url.PathEscape(text(given)))
		case !named(inputs, v.Name):
		case hasBody(method):
			body = append(body, value.Named{Name: v.Name, Value: given})
		default:
			for _, item := range several(given) {
				query.Add(v.Name, text(item))
			}
		}
	}
	start.Target = path
	if len(query) > 0 {
		start.Target += "?" + query.Encode()
	}
	if hasBody(method) {
		start.Body = json.RawMessage(writeJSON(body))
	}
}

func hasBody(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodDelete, http.MethodOptions, http.MethodTrace:
		return false
	}
	return true
}

// named tells a null from a value that is left out.
func named(record value.Record, name string) bool {
	for _, f := range record {
		if f.Name == name {
			return true
		}
	}
	return false
}

// several are the values of a name that a query string repeats.
func several(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// text is how paths, query strings and headers have a value.
func text(v any) string {
	switch v.(type) {
	case value.Record, []any:
		return writeJSON(v)
	}
	return fmt.Sprint(v)
}
