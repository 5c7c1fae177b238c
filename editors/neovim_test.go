// Package editors tests what the repository has for editors with the editors
// themselves.
package editors

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden parts of the scripts anew")

// Each script is a session with Neovim in a module of its own, which has the
// server as a tool. Neovim is set up by the very lines of docs/editing.md.
func TestNeovim(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the tool")
	}
	if _, err := exec.LookPath("nvim"); err != nil {
		require.Empty(t, os.Getenv("CI"), "Neovim is not installed: .ci/run installs it")
		t.Skip("Neovim is not installed: `apt-get install neovim` (0.7 or newer), then this test runs")
	}
	repo, err := filepath.Abs("..")
	require.NoError(t, err)
	goEnv := map[string]string{}
	out, err := exec.Command("go", "env", "-json", "GOCACHE", "GOMODCACHE").Output()
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(out, &goEnv))
	goEnv["GOPROXY"] = "off" // all that is needed is in the module cache already
	goEnv["GOFLAGS"] = ""

	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/nvim",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Deadline:            time.Now().Add(5 * time.Minute),
		Setup: func(env *testscript.Env) error {
			for name, value := range goEnv {
				env.Setenv(name, value)
			}
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("REPO", repo)
			env.Setenv("LUA_PATH", filepath.Join(repo, "editors/testdata/nvim/?.lua"))
			return os.WriteFile(filepath.Join(env.WorkDir, "setup.sh"), neovimSetup(t), 0o644)
		},
	})
}

// neovimSetup is what docs/editing.md has a reader type for Neovim.
func neovimSetup(t *testing.T) []byte {
	t.Helper()
	block := regexp.MustCompile("(?s)```sh\n(.*?)```").FindStringSubmatch(section(t, "Neovim"))
	require.NotNil(t, block, "docs/editing.md says how to set Neovim up")
	return []byte(block[1])
}

// section is what docs/editing.md has below the name of an editor.
func section(t *testing.T, editor string) string {
	t.Helper()
	page, err := os.ReadFile("../docs/editing.md")
	require.NoError(t, err)
	_, behind, found := strings.Cut(string(page), "\n### "+editor+"\n")
	require.True(t, found, editor)
	text, _, _ := strings.Cut(behind, "\n### ")
	return text
}
