package dsl_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// While a program has errors nobody knows which warnings it will have, and no
// comment is called unused: here the sync is not checked for unused variables.
func TestAllowanceWaitsForErrors(t *testing.T) {
	const text = `// syncgen:allow unused-variable: kept for the next release
sync A
when
  Requesting.request (path: "/a", name) : (request)
then
  Requesting.respond (request, lost)
`
	_, list := dsl.Check(".", []dsl.Text{{Path: "a.sync", Text: text}})
	if assert.Len(t, list, 1) {
		assert.Equal(t, diagnostic.UnboundVariable, list[0].Code)
	}
}
