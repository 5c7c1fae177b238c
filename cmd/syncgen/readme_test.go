package main

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const readmePage = "../../README.md"

// What the README shows of the bug that the project started from is how the
// tool's report of it ends.
func TestReadmeBug(t *testing.T) {
	p := readPage(t, readmePage)
	blocks := p.section("The bug that it started from")
	require.Len(t, blocks, 2, "a command and the end of what it prints")
	command, shown := blocks[0], blocks[1]

	t.Chdir("../..")
	p.path = "README.md"
	var stdout, stderr bytes.Buffer
	arguments := strings.Fields(strings.TrimPrefix(command.text, "go run ./cmd/syncgen "))
	assert.Equal(t, exitFindings, run(arguments, strings.NewReader(""), &stdout, &stderr, environment{}))
	assert.Empty(t, stderr.String())
	from := strings.Index(stdout.String(), "error[result-in-then]: `Sessioning.create`")
	require.Positive(t, from, stdout.String())
	if *update {
		shown.text = stdout.String()[from:]
		p.write(t)
	}
	assert.Equal(t, shown.text, stdout.String()[from:])
}

// CI runs the README's commands, as they stand there.
func TestReadmeCommandsAreThoseOfCI(t *testing.T) {
	ci, err := os.ReadFile("../../.ci/run")
	require.NoError(t, err)
	commands := readPage(t, readmePage).section("Run it")
	require.Len(t, commands, 2, "the main job and the tests")
	for _, command := range commands {
		assert.Contains(t, string(ci), "\n"+command.text)
	}
}

// A stranger who follows the README, and nothing else, gets an app that
// answers as the README says, of the files that it shows, in a module outside
// the repository.
func TestReadmeOwnApp(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the tool")
	}
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not installed")
	}
	repo, err := filepath.Abs("../..")
	require.NoError(t, err)
	module := filepath.Join(t.TempDir(), "birds")
	addr := freeAddr(t)
	shell := func(dir, line string) string { return output(t, exec.Command("sh", "-euc", line), dir) }
	var served bool
	for _, b := range readPage(t, readmePage).section("Your own app in five minutes") {
		switch name := b.fileName(t); {
		case name != "":
			assert.Equal(t, read(t, filepath.Join(module, name)), b.text, name)
		case b.lang() == "text":
			assert.Equal(t, b.text, shell(module, "go tool syncgen check --proof"))
		case strings.HasPrefix(b.text, "go run ./cmd/syncgen init ../birds\n"):
			// A go.sum saves the lookups that a new module makes for its checksums.
			setup := strings.ReplaceAll(b.text, "cd ../birds &&", "cp go.sum ../birds && cd ../birds &&")
			require.NotEqual(t, b.text, setup)
			shell(repo, strings.ReplaceAll(setup, "../birds", module))
		case b.text == "go run .\n":
			shell(module, "go generate ./... && go vet ./... && go tool syncgen check --strict --check")
			main := filepath.Join(module, "main.go")
			require.NoError(t, os.WriteFile(main, []byte(strings.ReplaceAll(read(t, main), "127.0.0.1:8080", addr)), 0o644))
			serve(t, module, addr)
			served = true
		default:
			require.True(t, served, "the app is to run before line %d", b.first)
			for _, exchange := range strings.Split(strings.TrimSpace(b.text), "\ncurl ") {
				request, answer, found := strings.Cut(exchange, "\n# → ")
				require.True(t, found, "an answer after %s", request)
				line := strings.ReplaceAll("curl "+strings.TrimPrefix(request, "curl "), "127.0.0.1:8080", addr)
				pattern := strings.ReplaceAll(regexp.QuoteMeta(answer), "…", `[^"]+`)
				assert.Regexp(t, "^"+pattern+"$", strings.TrimSpace(shell(module, line)), request)
			}
		}
	}
	require.True(t, served)
}

// section returns the blocks below a heading.
func (p *page) section(heading string) []*block {
	var blocks []*block
	for _, b := range p.blocks {
		if b.section == heading {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

var namedFile = regexp.MustCompile("in `([^`]+\\.[a-z]+)`[^`]*$")

// fileName is the name of the file that a block of the README shows: the last
// one in the paragraph above it, or "" for commands and what they print.
func (b *block) fileName(t *testing.T) string {
	t.Helper()
	if b.lang() == "sh" || b.lang() == "text" {
		return ""
	}
	text, err := os.ReadFile(readmePage)
	require.NoError(t, err)
	above := strings.Join(strings.Split(string(text), "\n")[:b.first-1], "\n")
	paragraphs := strings.Split(strings.TrimSpace(above), "\n\n")
	name := namedFile.FindStringSubmatch(paragraphs[len(paragraphs)-1])
	require.NotNil(t, name, "the paragraph above line %d of the README names a file", b.first)
	return name[1]
}

// serve builds the command of a module, and runs it until the test ends.
func serve(t *testing.T, module, addr string) {
	t.Helper()
	output(t, exec.Command("go", "build", "-o", "app", "."), module)
	server := exec.CommandContext(t.Context(), filepath.Join(module, "app"))
	var log bytes.Buffer
	server.Stderr = &log
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
		if t.Failed() {
			t.Log(log.String())
		}
	})
	require.Eventually(t, func() bool {
		answer, err := http.Get("http://" + addr)
		if err == nil {
			_ = answer.Body.Close()
		}
		return err == nil
	}, 30*time.Second, 20*time.Millisecond, "the app serves")
}

// output runs a command that has to succeed, and returns what it prints.
func output(t *testing.T, command *exec.Cmd, dir string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	command.Dir, command.Stdout, command.Stderr = dir, &stdout, &stderr
	require.NoError(t, command.Run(), "%s\n%s%s", command, &stdout, &stderr)
	return stdout.String()
}

// freeAddr is an address that nobody listens on.
func freeAddr(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	return listener.Addr().String()
}
