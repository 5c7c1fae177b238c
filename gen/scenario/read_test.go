package scenario

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

var update = flag.Bool("update", false, "write the golden file of findings anew")

// Names, types and shapes that are wrong are found where they stand.
func TestFindings(t *testing.T) {
	p, texts := load(t, "testdata/findings.txtar")
	_, found := Read(p, texts)
	var r diagnostic.Report
	r.Add(p.Sources, found)
	var shown bytes.Buffer
	require.NoError(t, r.Text(&shown, false))
	const golden = "testdata/findings.golden"
	if *update {
		require.NoError(t, os.WriteFile(golden, shown.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), shown.String())
}
