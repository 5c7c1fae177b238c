package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/cmd/internal/service/servicetest"
	"github.com/syncgen/syncgen/concepts/argon2id"
)

// The server says how it is, outside the API.
func TestHealth(t *testing.T) {
	s := start(t)
	response, err := http.Get(strings.TrimSuffix(s.URL, "/api") + "/healthz")
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, response.StatusCode)
	assert.JSONEq(t, `{"status":"ok"}`, string(body))
}

// A secret outlives the process that it was given to, by flag or variable. One
// that nobody gave does not, and the log says so.
func TestSecret(t *testing.T) {
	file := filepath.Join(t.TempDir(), "conduit.db")
	secret := strings.Repeat("k", 32)
	with := func(args ...string) *server {
		return &server{servicetest.Start(t, command(argon2id.Cheap), append([]string{"--db", file}, args...)...)}
	}
	first := with("--secret", secret)
	ann := first.register(t, "ann")
	require.Zero(t, first.Stop())

	t.Setenv(secretVariable, secret)
	ann.server = with()
	ann.ok(t, http.StatusOK, "GET", "/user", nil, "user")
	require.Zero(t, ann.Stop())

	t.Setenv(secretVariable, "")
	ann.server = with()
	assert.Contains(t, ann.Log.String(), "tokens end with this process")
	ann.refused(t, http.StatusUnauthorized, "token", "is invalid", "GET", "/user", nil)
}

func TestCommandLine(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"help":           {[]string{"--help"}, 0, secretVariable},
		"a short secret": {[]string{"--secret", "short"}, 1, "5 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			var stderr bytes.Buffer
			args := append([]string{"--db", filepath.Join(t.TempDir(), "conduit.db"), "--addr", "127.0.0.1:0"}, test.args...)
			assert.Equal(t, test.code, command(argon2id.Cheap).Run(context.Background(), args, &stderr))
			assert.Contains(t, stderr.String(), test.says)
		})
	}
}
