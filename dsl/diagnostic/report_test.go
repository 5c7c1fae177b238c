package diagnostic_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

func manyFindings() *diagnostic.Report {
	var r diagnostic.Report
	for _, path := range []string{"a.sync", "b.sync"} {
		var sources source.Map
		f := sources.Add(path, auth)
		r.Add(&sources, diagnostic.List{
			{Code: diagnostic.UnusedVariable, Severity: diagnostic.Warning, Message: "second", Primary: label(f, "user", 2, "")},
			{Code: diagnostic.UnboundVariable, Message: "first", Primary: label(f, "user", 1, "")},
		})
	}
	return &r
}

func TestReportCounts(t *testing.T) {
	r := manyFindings()
	assert.False(t, r.Empty())
	assert.Equal(t, 2, r.Errors())
	assert.Equal(t, 2, r.Warnings())
	assert.Equal(t, "2 errors and 2 warnings in 2 files", r.Summary())

	r.Max = 1
	assert.Equal(t, "2 errors and 2 warnings in 2 files; 1 error and 2 warnings not shown (--max-errors=1)", r.Summary())
	assert.Equal(t, 3, r.Withheld())
	r.More = "scroll on"
	assert.Equal(t, "2 errors and 2 warnings in 2 files; 1 error and 2 warnings not shown (scroll on)", r.Summary())
	var empty diagnostic.Report
	assert.True(t, empty.Empty())
}

func TestReportMax(t *testing.T) {
	r := manyFindings()
	r.Max = 3
	var short, text, machine bytes.Buffer
	require.NoError(t, r.Short(&short))
	assert.Equal(t, `a.sync:5:30: error[unbound-variable]: first
a.sync:7:22: warning[unused-variable]: second
b.sync:5:30: error[unbound-variable]: first
1 warning not shown (--max-errors=3)
`, short.String())
	require.NoError(t, r.Text(&text, false))
	assert.Contains(t, text.String(), "2 errors and 2 warnings in 2 files; 1 warning not shown (--max-errors=3)\n")
	require.NoError(t, r.JSON(&machine))
	var decoded struct {
		Findings []any
		Withheld int
	}
	require.NoError(t, json.Unmarshal(machine.Bytes(), &decoded))
	assert.Len(t, decoded.Findings, 3)
	assert.Equal(t, 1, decoded.Withheld)
}

// A clean run says nothing to people; programs get an empty report.
func TestReportEmpty(t *testing.T) {
	var r diagnostic.Report
	var text, short, machine bytes.Buffer
	require.NoError(t, r.Text(&text, true))
	require.NoError(t, r.Short(&short))
	require.NoError(t, r.JSON(&machine))
	assert.Empty(t, text.String())
	assert.Empty(t, short.String())
	assert.JSONEq(t, `{"version": 1, "findings": [], "errors": 0, "warnings": 0, "notes": 0, "files": 0, "withheld": 0}`, machine.String())
}
