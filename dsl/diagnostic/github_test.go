package diagnostic_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// What would end a command or a property of it is escaped.
func TestGitHubEscapes(t *testing.T) {
	var sources source.Map
	f := sources.Add("a,b:c%.sync", "sync")
	var r diagnostic.Report
	r.Add(&sources, diagnostic.List{{
		Code: diagnostic.SyntaxError, Message: "100% of a, b: c::", Primary: label(f, "sync", 1, ""), Notes: []string{"one\ntwo"},
	}})
	var out bytes.Buffer
	require.NoError(t, r.GitHub(&out))
	assert.Equal(t, "::error file=a%2Cb%3Ac%25.sync,line=1,col=1,endLine=1,endColumn=5,title=syntax-error"+
		"::100%25 of a, b: c::%0Anote: one%0Atwo%0Asee: syncgen explain syntax-error\n", out.String())
}

func TestGitHubMax(t *testing.T) {
	r := manyFindings()
	r.Max = 3
	var out bytes.Buffer
	require.NoError(t, r.GitHub(&out))
	assert.Contains(t, out.String(), "\n::notice title=syncgen::1 warning not shown (--max-errors=3)\n")
}
