package conformance_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/gen/openapi/conformance"
)

// failures counts what a test would be told.
type failures struct {
	testing.TB
	messages []string
}

func (f *failures) Helper() {}

func (f *failures) Errorf(format string, args ...any) {
	f.messages = append(f.messages, fmt.Sprintf(format, args...))
}

const unreadable = `{"type":"about:blank","title":"Bad Request","status":400,"detail":"","request":"r"}`

// What the document does not say is told, in both directions.
func TestHolds(t *testing.T) {
	document := conformance.Of(t, "../../../specs/focusreader")
	for name, test := range map[string]struct {
		path, sent string
		status     int
		got        string
		holds      bool
	}{
		"described":          {"/auth/login", `{"username":"bob","password":"b"}`, 200, `{"user":"u","session":"s","message":"m"}`, true},
		"turned down":        {"/auth/login", `{"username":"bob"}`, 400, unreadable, true},
		"a needless refusal": {"/auth/login", `{"username":"bob","password":"b"}`, 400, unreadable, false},
		"a missing field":    {"/auth/login", `{"username":"bob"}`, 401, `{"error":"no"}`, false},
		"a mistyped field":   {"/auth/login", `{"username":"bob","password":1}`, 401, `{"error":"no"}`, false},
		"another status":     {"/auth/login", `{"username":"bob","password":"b"}`, 403, `{"error":"no"}`, false},
		"another body":       {"/auth/login", `{"username":"bob","password":"b"}`, 401, `{"reason":"no"}`, false},
		"a further value":    {"/auth/login", `{"username":"bob","password":"b"}`, 401, `{"error":"no","reason":"no"}`, false},
		"a row with more":    {"/library/listDocuments", `{"session":"s"}`, 200, `{"documents":[{"document":"d","name":"n","addedAt":"2026-03-01T09:00:00Z","open":true,"more":1}]}`, false},
		"no moment":          {"/library/listDocuments", `{"session":"s"}`, 200, `{"documents":[{"document":"d","name":"n","addedAt":"today","open":true}]}`, false},
		"another path":       {"/auth/nothing", `{}`, 200, `{}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/api"+test.path, strings.NewReader(test.sent))
			assert.NoError(t, err)
			request.Header.Set("Content-Type", "application/json")
			response := &http.Response{StatusCode: test.status, Header: http.Header{"Content-Type": {"application/json"}}}
			if test.got == unreadable {
				response.Header.Set("Content-Type", "application/problem+json")
			}
			told := &failures{TB: t}
			document.Holds(told, request, []byte(test.sent), response, []byte(test.got))
			assert.Equal(t, test.holds, len(told.messages) == 0, told.messages)
		})
	}
}
