package routes

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// headers looks at the types that the headers of a pattern have: all that comes
// in a header is text.
func (c *checker) headers(p *program.Pattern) {
	for _, m := range p.Inputs {
		if m.Header == "" || !hasRecord(m.Type) {
			continue
		}
		c.found = append(c.found, diagnostic.Diagnostic{
			Code:    diagnostic.BadHeader,
			Message: fmt.Sprintf("the header `%s` is text, and is used as `%s`", m.Header, m.Type),
			Primary: diagnostic.Label{Span: m.Field.At, Text: "no header can be read as this"},
			Help:    []string{"take the parts from headers of their own, or the whole from the body: a further value of the request may be a record"},
		})
	}
}

// hasRecord reports whether values of a type are records, or lists of values that
// are not single ones.
func hasRecord(t types.Type) bool {
	switch t := t.(type) {
	case *types.Record:
		return true
	case *types.Optional:
		return hasRecord(t.Elem)
	case *types.List:
		_, nested := t.Elem.(*types.List)
		return nested || hasRecord(t.Elem)
	}
	return false
}
