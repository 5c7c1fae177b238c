package openapi_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen/openapi"
	"github.com/syncgen/syncgen/gen/openapi/conformance"
)

var update = flag.Bool("update", false, "write the golden files")

// Every example app has a valid document.
func TestValid(t *testing.T) {
	dirs, err := dsl.FindDirs([]string{"../../specs/..."})
	require.NoError(t, err)
	require.Greater(t, len(dirs), 4)
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) { conformance.Of(t, dir) })
	}
}

func read(t *testing.T, texts []dsl.Text) (doc *openapi.Document, leftOut []string) {
	t.Helper()
	p, findings, flows := dsl.Analyze(".", texts)
	require.Zero(t, findings.Errors(), "%v", findings)
	return openapi.Generate(p, flows, openapi.Options{Title: "Things", Version: "1.2.0", Server: "https://things.example/api"})
}

// golden compares a document with the file that it is kept in.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, got, 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

func typesProgram(t *testing.T) []dsl.Text {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/types.txtar")
	require.NoError(t, err)
	var texts []dsl.Text
	for _, f := range archive.Files {
		texts = append(texts, dsl.Text{Path: f.Name, Text: string(f.Data)})
	}
	return texts
}

func TestTypes(t *testing.T) {
	doc, leftOut := read(t, typesProgram(t))
	assert.Equal(t, []string{"PURGE /shelves"}, leftOut)
	text, err := doc.YAML()
	require.NoError(t, err)
	conformance.Read(t, text)
	golden(t, "testdata/types.yaml", text)
}

func TestFocusreader(t *testing.T) {
	texts, err := dsl.Load("../../specs/focusreader")
	require.NoError(t, err)
	doc, leftOut := read(t, texts)
	assert.Empty(t, leftOut)
	text, err := doc.YAML()
	require.NoError(t, err)
	golden(t, "testdata/focusreader.yaml", text)
}

// Both forms say the same, in the same order.
func TestForms(t *testing.T) {
	doc, _ := read(t, typesProgram(t))
	asYAML, err := doc.YAML()
	require.NoError(t, err)
	asJSON, err := doc.JSON()
	require.NoError(t, err)
	conformance.Read(t, asJSON)

	var a, b any
	require.NoError(t, yaml.Unmarshal(asYAML, &a))
	require.NoError(t, yaml.Unmarshal(asJSON, &b))
	assert.Equal(t, a, b)
	assert.True(t, json.Valid(asJSON))
	at := 0
	for _, path := range []string{`"/things"`, `"/things/{thing}"`, `"/owners/{owner}/things"`} {
		next := bytes.Index(asJSON, []byte(path))
		assert.Greater(t, next, at, path)
		at = next
	}
}

// A document does not change from one run to the next.
func TestDeterministic(t *testing.T) {
	first, _ := read(t, typesProgram(t))
	want, err := first.YAML()
	require.NoError(t, err)
	for range 10 {
		doc, _ := read(t, typesProgram(t))
		got, err := doc.YAML()
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
	}
}

// What answers one status is one object where it agrees, and a choice of several
// where it does not.
func TestBodiesOfOneStatus(t *testing.T) {
	for name, test := range map[string]struct {
		answers string
		want    string
	}{
		"alike": {
			`x < 1 else Requesting.respond (request, status: 400, error: "small")
  x > 9 else Requesting.respond (request, status: 400, error: "great")`,
			`{"type":"object","properties":{"error":{"type":"string","examples":["small","great"]}},"required":["error"]}`,
		},
		"one has more": {
			`x < 1 else Requesting.respond (request, status: 400, error: "small")
  x > 9 else Requesting.respond (request, status: 400, error: "great", x)`,
			`{"type":"object","properties":{"error":{"type":"string","examples":["small","great"]},"x":{"type":"number","format":"double"}},"required":["error"]}`,
		},
		"nothing in common": {
			`x < 1 else Requesting.respond (request, status: 400, error: "small")
  x > 9 else Requesting.respond (request, status: 400, x)`,
			`{"anyOf":[{"type":"object","properties":{"error":{"type":"string","examples":["small"]}},"required":["error"]},` +
				`{"type":"object","properties":{"x":{"type":"number","format":"double"}},"required":["x"]}]}`,
		},
		"two types": {
			`x < 1 else Requesting.respond (request, status: 400, error: "small")
  x > 9 else Requesting.respond (request, status: 400, error: true)`,
			`{"anyOf":[{"type":"object","properties":{"error":{"type":"string","examples":["small"]}},"required":["error"]},` +
				`{"type":"object","properties":{"error":{"type":"boolean"}},"required":["error"]}]}`,
		},
		"nothing at all": {
			`x < 1 else Requesting.respond (request, status: 400)`,
			`{"type":"object"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			sync := "sync A\nwhen\n  Requesting.request (path: \"/a\", x) : (request)\nwhere\n  " +
				strings.ReplaceAll(test.answers, " else", "\n    else") + "\nthen\n  Requesting.respond (request)\n"
			doc, _ := read(t, []dsl.Text{{Path: "a.sync", Text: sync}})
			body := doc.Paths.Get("/a").Get("post").Responses.Get("400").Content.Get("application/json").Schema
			got, err := json.Marshal(body)
			require.NoError(t, err)
			assert.Equal(t, test.want, string(got))
		})
	}
}

// The operations of a program have names of their own, whatever the syncs are
// called.
func TestOperationIDs(t *testing.T) {
	const text = `
sync ShowRequest
when
  Requesting.request (method: "GET", path: "/a") : (request)
then
  Requesting.respond (request)

sync Show
when
  Requesting.request (path: "/b") : (request)
then
  Requesting.respond (request)

sync Request
when
  Requesting.request (path: "/c") : (request)
then
  Requesting.respond (request)

sync HTMLExport_all
when
  Requesting.request (path: "/d") : (request)
then
  Requesting.respond (request)
`
	doc, _ := read(t, []dsl.Text{{Path: "a.sync", Text: text}})
	var got []string
	for _, path := range doc.Paths {
		for _, op := range path.Value {
			got = append(got, op.Value.OperationID+": "+op.Value.Summary)
		}
	}
	assert.Equal(t, []string{"show: Show", "postShow: Show", "request: Request", "htmlExport_all: HTML export all"}, got)
}
