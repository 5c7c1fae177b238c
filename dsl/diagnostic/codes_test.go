package diagnostic_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// Codes has every constant of codes.go, once.
func TestCodes(t *testing.T) {
	var declared []diagnostic.Code
	f, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	require.NoError(t, err)
	ast.Inspect(f, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			declared = append(declared, diagnostic.Code(code))
		}
		return true
	})
	assert.ElementsMatch(t, declared, diagnostic.Codes())
	for _, c := range declared {
		assert.Regexp(t, `^[a-z]+(-[a-z]+)+$`, string(c))
	}
}

// A code is explained with what its findings usually are; a comment can silence
// the milder ones.
func TestSeverities(t *testing.T) {
	for _, test := range []struct {
		code           diagnostic.Code
		usual, mildest diagnostic.Severity
	}{
		{diagnostic.UnansweredRequest, diagnostic.Error, diagnostic.Warning},
		{diagnostic.AnsweredTwice, diagnostic.Error, diagnostic.Warning},
		{diagnostic.BadPath, diagnostic.Error, diagnostic.Warning},
		{diagnostic.EarlyAnswer, diagnostic.Error, diagnostic.Error},
		{diagnostic.DeadSync, diagnostic.Warning, diagnostic.Warning},
		{diagnostic.UndeterminedType, diagnostic.Note, diagnostic.Note},
	} {
		assert.Equal(t, test.usual, test.code.Severity(), test.code)
		assert.Equal(t, test.mildest, test.code.MildestSeverity(), test.code)
	}
	for _, c := range diagnostic.Codes() {
		assert.LessOrEqual(t, c.Severity(), c.MildestSeverity(), c)
	}
}
