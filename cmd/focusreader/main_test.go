package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/cmd/internal/service/servicetest"
)

// What the machine in front of the rules turns down.
func TestRequestsThatAreNoRequests(t *testing.T) {
	s := start(t, "--body-limit", "1000")
	for name, test := range map[string]struct {
		method, path, body string
		status             int
	}{
		"unknown route":    {"POST", "/auth/nothing", `{}`, http.StatusNotFound},
		"a concept's name": {"POST", "/Profile/authenticate", `{"username":"bob","password":"1234567890"}`, http.StatusNotFound},
		"wrong method":     {"GET", "/auth/login", ``, http.StatusMethodNotAllowed},
		"no object":        {"POST", "/auth/login", `["bob"]`, http.StatusBadRequest},
		"no JSON":          {"POST", "/auth/login", `username=bob`, http.StatusBadRequest},
		"large body":       {"POST", "/auth/login", `{"username":"` + strings.Repeat("b", 1000) + `"}`, http.StatusRequestEntityTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			status, problem := s.send(t, test.method, test.path, test.body)
			assert.Equal(t, test.status, status)
			assert.EqualValues(t, test.status, problem["status"])
		})
	}

	t.Run("missing and mistyped fields", func(t *testing.T) {
		status, problem := s.send(t, "POST", "/annotations/add", `{"session":"x","document":7,"start":"zero","color":"MAUVE"}`)
		assert.Equal(t, http.StatusBadRequest, status)
		var names []any
		for _, field := range problem["errors"].([]any) {
			names = append(names, field.(object)["name"])
		}
		assert.ElementsMatch(t, []any{"document", "start", "end", "color"}, names)
	})
}

// Of many who ask for one name at once, one gets an account that works.
func TestManyAccountsOfOneName(t *testing.T) {
	s := start(t)
	var all sync.WaitGroup
	var made, taken atomic.Int32
	for range 12 {
		all.Go(func() {
			switch status, answer := s.post(t, "/auth/createAccount", object{"username": "bob", "password": password}); status {
			case http.StatusOK:
				made.Add(1)
			case http.StatusConflict:
				taken.Add(1)
			default:
				assert.Fail(t, "answer", "%d %v", status, answer)
			}
		})
	}
	all.Wait()
	assert.EqualValues(t, 1, made.Load())
	assert.EqualValues(t, 11, taken.Load())
	login := s.ok(t, "/auth/login", object{"username": "bob", "password": password})
	assert.NotEmpty(t, login["session"])
}

func TestManyReadersAtOnce(t *testing.T) {
	s := start(t)
	var all sync.WaitGroup
	for _, name := range []string{"ann", "bob", "cat", "dan"} {
		all.Go(func() {
			r := s.signUp(t, name)
			for range 10 {
				document := r.addDocument(t, "Diary of "+name, name)
				opened := r.ok(t, "/library/openDocument", r.with(object{"document": document}))
				assert.Equal(t, name, opened["content"])
				r.ok(t, "/library/closeDocument", r.with(object{"document": document}))
			}
			assert.Len(t, r.ok(t, "/library/listDocuments", r.with(nil))["documents"], 10)
			assert.Len(t, r.ok(t, "/focus/summary", r.with(nil))["documents"], 10)
		})
	}
	all.Wait()
}

// All that was answered is there after a restart, sessions too.
func TestRestart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kept.db")
	first := start(t, "--db", file)
	bob := first.signUp(t, "bob")
	bob.addDocument(t, "Moby-Dick", "Call me Ishmael.")
	require.Zero(t, first.Stop())

	second := start(t, "--db", file)
	bob.server = second
	assert.Len(t, bob.ok(t, "/library/listDocuments", bob.with(nil))["documents"], 1)
	second.signIn(t, "bob", bob.user)
}

func TestTraces(t *testing.T) {
	const authenticated = `Profile\.authenticate {username: \\"bob\\", password: ••••} => {user: \\"\w+\\"}`
	use := func(t *testing.T, args ...string) string {
		s := start(t, args...)
		s.signUp(t, "bob")
		s.refused(t, http.StatusUnauthorized, "sign in first", "/library/listDocuments", object{"session": "a guess"})
		s.refused(t, http.StatusUnauthorized, "wrong username or password",
			"/auth/login", object{"username": "bob", "password": "0987654321"})
		require.Zero(t, s.Stop())
		assert.NotContains(t, s.Log.String(), password)
		assert.NotContains(t, s.Log.String(), "0987654321")
		return s.Log.String()
	}
	t.Run("off", func(t *testing.T) {
		assert.NotContains(t, use(t), "Profile.authenticate")
	})
	t.Run("actions", func(t *testing.T) {
		log := use(t, "--trace", "actions")
		assert.Regexp(t, `msg="`+authenticated+`" flow=\S+ step=\d+ cause=LoginRequest`, log)
		assert.Contains(t, log, `=> {error: \"wrong username or password\"}`)
		assert.NotContains(t, log, "matched")
	})
	t.Run("verbose", func(t *testing.T) {
		log := use(t, "--trace", "verbose")
		assert.Regexp(t, authenticated, log)
		assert.Contains(t, log, "sync ListDocumentsRequest matched")
	})
}

func TestBrowsersFromOtherOrigins(t *testing.T) {
	s := start(t, "--cors-origin", "https://reader.example", "--base-path", "/v1")
	assert.True(t, strings.HasSuffix(s.URL, "/v1"), s.URL)
	for origin, allowed := range map[string]string{"https://reader.example": "https://reader.example", "https://evil.example": ""} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodOptions, s.URL+"/auth/login", http.NoBody)
		require.NoError(t, err)
		request.Header.Set("Origin", origin)
		request.Header.Set("Access-Control-Request-Method", "POST")
		response, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		assert.Equal(t, allowed, response.Header.Get("Access-Control-Allow-Origin"))
	}
}

func TestCommandLine(t *testing.T) {
	folder := t.TempDir()
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"help":             {[]string{"--help"}, 0, "-trace"},
		"unknown flag":     {[]string{"--port", "8000"}, 2, "flag provided but not defined: -port"},
		"unknown trace":    {[]string{"--trace", "loud"}, 2, "expected off, actions or verbose"},
		"further argument": {[]string{"serve"}, 2, "`serve` is no flag"},
		"bad address":      {[]string{"--db", filepath.Join(folder, "a.db"), "--addr", "nowhere:nothing"}, 1, "nowhere:nothing"},
		"bad database":     {[]string{"--db", folder}, 1, folder},
	} {
		t.Run(name, func(t *testing.T) {
			var stderr bytes.Buffer
			assert.Equal(t, test.code, command.Run(t.Context(), test.args, &stderr))
			assert.Contains(t, stderr.String(), test.says)
		})
	}
}

func TestStoppedBeforeItStarted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stderr bytes.Buffer
	assert.Zero(t, command.Run(ctx, []string{"--db", filepath.Join(t.TempDir(), "focusreader.db")}, &stderr))
	assert.NotContains(t, stderr.String(), "ERROR")
}

// Without --db the state is in a folder that the log names.
func TestTemporaryDatabase(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := start(t, "--db", "")
	match := regexp.MustCompile(`msg="state is kept" db=(\S+)`).FindStringSubmatch(s.Log.String())
	require.NotNil(t, match)
	assert.FileExists(t, match[1])
	info, err := os.Stat(filepath.Dir(match[1]))
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o700), info.Mode().Perm(), "others cannot look into it")
	require.Zero(t, s.Stop())
	assert.FileExists(t, match[1], "it can be used again")
}

// The command as a process: a signal stops it, and it leaves the database whole.
func TestSignals(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "focusreader.db")
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			log := new(servicetest.Log)
			process := exec.CommandContext(ctx, os.Args[0], "--addr", "127.0.0.1:0", "--db", file)
			process.Env = append(os.Environ(), "FOCUSREADER_TEST_MAIN=1")
			process.Stderr = log
			require.NoError(t, process.Start())
			s := &server{&servicetest.Server{URL: log.AwaitURL(t)}}
			s.signUp(t, "bob")
			require.NoError(t, process.Process.Signal(signal))
			assert.NoError(t, process.Wait(), log.String())
			assert.NoFileExists(t, file+"-wal", "the database was closed")
		})
	}
}
