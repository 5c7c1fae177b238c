// Package conformance holds what a server takes and answers to the OpenAPI
// document of its program, in tests.
package conformance

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"
	invalid "github.com/pb33f/libopenapi-validator/errors"
	"github.com/pb33f/libopenapi-validator/helpers"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen/openapi"
)

// Document is the document of a program, as a validator reads it.
type Document struct{ validate validator.Validator }

var known struct {
	sync.Mutex
	documents map[string]*Document
}

// Of returns the document of a folder of specs, for a server below /api. It is
// a valid one.
func Of(t testing.TB, dir string) *Document {
	t.Helper()
	known.Lock()
	defer known.Unlock()
	if d := known.documents[dir]; d != nil {
		return d
	}
	texts, err := dsl.Load(dir)
	require.NoError(t, err)
	p, findings, flows := dsl.Analyze(dir, texts)
	require.Zero(t, findings.Errors(), "%v", findings)
	made, leftOut := openapi.Generate(p, flows, openapi.Options{Title: "Test", Version: "1", Server: "/api"})
	require.Empty(t, leftOut)
	text, err := made.YAML()
	require.NoError(t, err)
	d := Read(t, text)
	if known.documents == nil {
		known.documents = map[string]*Document{}
	}
	known.documents[dir] = d
	return d
}

// Read reads a document, which has to be a valid one of OpenAPI 3.1.
func Read(t testing.TB, text []byte) *Document {
	t.Helper()
	document, err := libopenapi.NewDocument(text)
	require.NoError(t, err)
	model, err := document.BuildV3Model()
	require.NoError(t, err)
	require.Equal(t, "3.1.0", model.Model.Version)
	v, errs := validator.NewValidator(document,
		config.WithFormatAssertions(), config.WithContentAssertions(),
		config.WithStrictMode(), config.WithStrictIgnoredHeadersExtra("X-Request-Id"))
	require.Empty(t, errs)
	ok, wrong := v.ValidateDocument()
	require.True(t, ok, describe(wrong))
	return &Document{v}
}

// Holds checks a request and its answer against the document: what the server
// takes is what the document describes, what it turns down as unreadable is not,
// and every answer is one that the document has. The bodies are given beside the
// request and the response, which have been read.
func (d *Document) Holds(t testing.TB, request *http.Request, sent []byte, response *http.Response, got []byte) {
	t.Helper()
	request = request.Clone(t.Context())
	request.Body = io.NopCloser(bytes.NewReader(sent))
	what := request.Method + " " + request.URL.Path
	taken, wrong := d.validate.ValidateHttpRequestSync(request)
	if response.Header.Get("Content-Type") == "application/problem+json" {
		switch response.StatusCode {
		case http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed:
			assert.False(t, taken, "%s: the server answers %s %s, but the document describes %q", what, response.Status, got, sent)
		}
		switch response.StatusCode {
		case http.StatusNotFound, http.StatusMethodNotAllowed:
			return // the document has no such operation
		}
	} else {
		if response.StatusCode == http.StatusUnauthorized { // who sends it is what the server does not see
			wrong = slices.DeleteFunc(wrong, func(e *invalid.ValidationError) bool { return e.ValidationType == helpers.SecurityValidation })
			taken = len(wrong) == 0
		}
		assert.True(t, taken, "%s %q: the server takes it, but the document does not: %s", what, sent, describe(wrong))
	}
	answer := *response
	answer.Body = io.NopCloser(bytes.NewReader(got))
	ok, wrong := d.validate.ValidateHttpResponse(request, &answer)
	assert.True(t, ok, "%s: the document has no answer %s %s: %s", what, response.Status, got, describe(wrong))
}

func describe(list []*invalid.ValidationError) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString("\n" + e.Message + ": " + e.Reason)
		for _, s := range e.SchemaValidationErrors {
			b.WriteString("\n  " + s.Reason)
		}
	}
	return b.String()
}
