package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen/openapi"
	"github.com/syncgen/syncgen/gen/openapi/compare"
)

// referenceVariable names the file of the RealWorld project's own description
// of the API, which is no part of this repository.
const referenceVariable = "CONDUIT_OPENAPI"

// The document of the specs is that of the reference, but for the differences
// that testdata/differences.txt lists, each below its reason.
func TestOpenAPI(t *testing.T) {
	file := os.Getenv(referenceVariable)
	if file == "" {
		t.Skipf("%s does not say where the RealWorld project's openapi.yml is", referenceVariable)
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join("..", "..", file) // from the root of the repository
	}
	reference, err := os.ReadFile(file)
	require.NoError(t, err)
	texts, err := dsl.Load(specs)
	require.NoError(t, err)
	p, findings, flows := dsl.Analyze(specs, texts)
	require.Zero(t, findings.Errors(), "%v", findings)
	document, leftOut := openapi.Generate(p, flows, openapi.Options{Title: "Conduit", Version: "1", Server: "/api", NoProblems: true})
	require.Empty(t, leftOut)
	ours, err := document.YAML()
	require.NoError(t, err)

	differences, err := compare.Documents(ours, reference)
	require.NoError(t, err)
	known, err := os.ReadFile("testdata/differences.txt")
	require.NoError(t, err)
	var explained []string
	_, groups, _ := strings.Cut(string(known), "\n# ")
	for group := range strings.SplitSeq(groups, "\n# ") {
		reason, lines, _ := strings.Cut(group, "\n\n")
		assert.Regexp(t, `^[A-Z].*\.$`, reason)
		explained = append(explained, strings.Split(strings.TrimSpace(lines), "\n")...)
	}
	slices.Sort(explained)
	assert.Equal(t, explained, differences)
}
