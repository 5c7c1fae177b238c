package routes

import (
	"net/http"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/spelling"
)

// methods are those that clients of HTTP use.
var methods = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete,
	http.MethodOptions, http.MethodConnect, http.MethodTrace,
}

// method looks at the method that a pattern asks for. Servers can be asked by
// methods of their own, so one that is like no other is no error.
func (c *checker) method(method string, at source.Span) {
	if slices.Contains(methods, method) {
		return
	}
	meant := strings.ToUpper(strings.TrimSpace(method))
	known := slices.Contains(methods, meant)
	if known {
		d := finding(at, "no client asks by this", "`%s` is not how the method `%s` is written", method, meant)
		d.Help = []string{"methods are compared as they stand, and clients write them in upper case"}
		write(&d, true, meant)
		c.found = append(c.found, d)
		return
	}
	d := finding(at, "no such method", "`%s` is none of the methods of HTTP", method)
	if method == "" {
		d.Message = "the method is empty"
	}
	if !isToken(method) || method != meant {
		d.Help = []string{"a method is one word in upper case, such as `GET` or `DELETE`; without one the route takes `POST`"}
	} else {
		d.Severity = diagnostic.Warning
		d.Help = []string{"they are `" + strings.Join(methods, "`, `") + "`"}
	}
	if near := spelling.Closest(meant, methods); near != "" {
		d.Severity = diagnostic.Error
		d.Primary.Text = "did you mean `" + near + "`?"
		write(&d, false, near)
	}
	c.found = append(c.found, d)
}

// isToken reports whether a text can stand as a method in a request.
func isToken(text string) bool {
	for _, c := range text {
		if c <= ' ' || c >= 0x7f || strings.ContainsRune("()<>@,;:\\\"/[]?={}", c) {
			return false
		}
	}
	return text != ""
}
