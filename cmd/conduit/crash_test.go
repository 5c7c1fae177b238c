package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/cmd/internal/service/servicetest"
)

// TestMain lets a test run the command as a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("CONDUIT_TEST_MAIN") != "" {
		main()
	}
	os.Exit(m.Run())
}

// A server that is killed in the middle of its work leaves a database in which
// all is there that was answered, and nothing is there by half.
func TestKilled(t *testing.T) {
	file := filepath.Join(t.TempDir(), "conduit.db")
	killed := startProcess(t, file)
	var acknowledged sync.Map // usernames and slugs
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() { write(killed.server, w, &acknowledged) })
	}
	require.Eventually(t, func() bool {
		n := 0
		acknowledged.Range(func(any, any) bool { n++; return true })
		return n >= 20
	}, time.Minute, time.Millisecond, "there is work to be interrupted")
	require.NoError(t, killed.process.Process.Kill())
	_ = killed.process.Wait() // it says that it was killed
	writers.Wait()

	s := start(t, "--db", file)
	seen := map[string]bool{}
	for offset := 0; ; offset += 20 {
		listed := s.anybody().send(t, "GET", fmt.Sprint("/articles?offset=", offset), nil).body["articles"].([]any)
		for _, article := range listed {
			slug := article.(object)["slug"].(string)
			seen[slug] = true
			whole := s.anybody().ok(t, http.StatusOK, "GET", "/articles/"+slug, nil, "article")
			assert.Equal(t, []any{"kept", "whole"}, whole["tagList"], "an article has its tags")
		}
		if len(listed) == 0 {
			break
		}
	}
	acknowledged.Range(func(key, _ any) bool {
		if slug, ok := strings.CutPrefix(key.(string), "article "); ok {
			assert.True(t, seen[slug], "article %s was acknowledged", slug)
			return true
		}
		return true
	})
	// Whoever exists can sign in, and a name is taken only by somebody.
	for w := range 4 {
		for i := range 1000 {
			username := fmt.Sprint("writer", w, "x", i)
			_, known := acknowledged.Load("user " + username)
			a := s.anybody().send(t, "POST", "/users/login", object{"user": object{"email": username + "@example.com", "password": password}})
			if known {
				assert.Equal(t, http.StatusOK, a.status, username)
			}
			if a.status == http.StatusOK {
				continue
			}
			assert.Equal(t, http.StatusNotFound, s.anybody().send(t, "GET", "/profiles/"+username, nil).status,
				"%s has no password, so there is no such user", username)
			break
		}
	}
}

// write registers people and publishes their articles until the server is gone.
func write(s *server, w int, acknowledged *sync.Map) {
	for i := 0; ; i++ {
		username := fmt.Sprint("writer", w, "x", i)
		a, err := s.anybody().try("POST", "/users", object{"user": object{
			"username": username, "email": username + "@example.com", "password": password,
		}})
		if err != nil || a.status != http.StatusCreated {
			return
		}
		acknowledged.Store("user "+username, true)
		p := &person{server: s, username: username, token: a.body["user"].(object)["token"].(string)}
		for range 5 {
			a, err := p.try("POST", "/articles", object{"article": object{
				"title": username, "description": "d", "body": "b", "tagList": []string{"whole", "kept"},
			}})
			if err != nil || a.status != http.StatusCreated {
				return
			}
			acknowledged.Store("article "+a.body["article"].(object)["slug"].(string), true)
		}
	}
}

// process is a conduit in a process of its own.
type process struct {
	*server
	process *exec.Cmd
}

func startProcess(t *testing.T, file string) *process {
	t.Helper()
	log := new(servicetest.Log)
	command := exec.CommandContext(t.Context(), os.Args[0], "--addr", "127.0.0.1:0", "--db", file)
	command.Env = append(os.Environ(), "CONDUIT_TEST_MAIN=1", secretVariable+"="+strings.Repeat("s", 32))
	command.Stderr = log
	require.NoError(t, command.Start())
	return &process{&server{&servicetest.Server{URL: log.AwaitURL(t), Log: log}}, command}
}
