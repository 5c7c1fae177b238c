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

// Codes and BreakingCodes have every constant of their files, once; those of the
// second are about somebody.
func TestCodes(t *testing.T) {
	assert.ElementsMatch(t, declaredIn(t, "codes.go"), diagnostic.Codes())
	assert.ElementsMatch(t, declaredIn(t, "breaking.go"), diagnostic.BreakingCodes())
	for _, c := range diagnostic.AllCodes() {
		assert.Regexp(t, `^[a-z]+(-[a-z]+)+$`, string(c))
	}
	for _, c := range diagnostic.Codes() {
		assert.Empty(t, c.Breaks(), c)
	}
	for _, c := range diagnostic.BreakingCodes() {
		assert.Contains(t, diagnostic.Audiences(), c.Breaks(), c)
	}
}

// declaredIn are the codes that a file declares.
func declaredIn(t *testing.T, file string) []diagnostic.Code {
	t.Helper()
	var declared []diagnostic.Code
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	require.NoError(t, err)
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); ok && of.Name == "Code" {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			declared = append(declared, diagnostic.Code(code))
		}
		return true
	})
	return declared
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
		{diagnostic.StatusAdded, diagnostic.Error, diagnostic.Warning},
		{diagnostic.ValueIgnored, diagnostic.Warning, diagnostic.Warning},
		{diagnostic.DeadSync, diagnostic.Warning, diagnostic.Warning},
		{diagnostic.UndeterminedType, diagnostic.Note, diagnostic.Note},
	} {
		assert.Equal(t, test.usual, test.code.Severity(), test.code)
		assert.Equal(t, test.mildest, test.code.MildestSeverity(), test.code)
	}
	for _, c := range diagnostic.AllCodes() {
		assert.LessOrEqual(t, c.Severity(), c.MildestSeverity(), c)
	}
}
