package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

const (
	diagnosticsPage = "../../docs/diagnostics.md"
	languagePage    = "../../docs/language.md"
)

// Every code has a section of its name with a wrong spec, what the tool says
// about it, and the spec mended; and there is no section for anything else.
func TestDiagnosticsPage(t *testing.T) {
	p := readPage(t, diagnosticsPage)
	var common []*block
	sections := map[string][]*block{}
	for _, b := range p.blocks {
		if b.isExample() || b.lang() == "text" {
			sections[b.section] = append(sections[b.section], b)
		} else {
			common = append(common, b)
		}
	}
	for _, code := range diagnostic.Codes() {
		blocks := sections[string(code)]
		delete(sections, string(code))
		t.Run(string(code), func(t *testing.T) {
			require.Len(t, blocks, 3, "the section `%s` of %s needs a wrong spec, its error and a mended spec", code, diagnosticsPage)
			wrong, shown, mended := blocks[0], blocks[1], blocks[2]

			exit, out := check(t, append(common, wrong))
			assert.Contains(t, out, "["+string(code)+"]")
			if strings.Contains(out, "error[") {
				assert.Equal(t, exitFindings, exit)
			}
			if *update {
				shown.text = out
			}
			assert.Equal(t, shown.text, out)

			exit, out = check(t, append(common, mended))
			assert.Empty(t, out)
			assert.Equal(t, exitClean, exit)
		})
	}
	for section := range sections {
		t.Errorf("%s has a section `%s` with specs that is no code of package diagnostic", diagnosticsPage, section)
	}
	if *update {
		p.write(t)
	}
}

// The specs of the language reference are one program, which is clean, and
// laid out as `syncgen fmt` does it.
func TestLanguagePage(t *testing.T) {
	p := readPage(t, languagePage)
	var specs []*block
	for _, b := range p.blocks {
		if b.lang() == "concept" || b.lang() == "sync" {
			specs = append(specs, b)
		}
	}
	require.NotEmpty(t, specs)
	for _, b := range specs {
		var formatted, problems bytes.Buffer
		run([]string{"fmt", "--kind=" + b.lang(), "-"}, strings.NewReader(b.text), &formatted, &problems, environment{})
		require.Empty(t, problems.String(), "line %d of %s", b.first, languagePage)
		if *update {
			b.text = formatted.String()
		}
		assert.Equal(t, formatted.String(), b.text, "line %d of %s", b.first, languagePage)
	}
	if *update {
		p.write(t)
	}
	exit, out := check(t, specs)
	assert.Empty(t, out)
	assert.Equal(t, exitClean, exit)
}

// check runs `syncgen check` on a folder with the given specs.
func check(t *testing.T, specs []*block, flags ...string) (exit int, out string) {
	t.Helper()
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("app", 0o755))
	for i, b := range specs {
		name := fmt.Sprintf("%02d.sync", i)
		switch words := strings.Fields(b.text); {
		case b.isExample():
			name = "example." + b.lang()
		case words[0] == "concept":
			name = strings.ToLower(words[1]) + ".concept"
		}
		require.NoError(t, os.WriteFile(filepath.Join("app", name), []byte(specText(b)), 0o644))
	}
	var stdout, stderr bytes.Buffer
	exit = run(append([]string{"check", "app"}, flags...), strings.NewReader(""), &stdout, &stderr, environment{})
	require.Empty(t, stderr.String())
	return exit, stdout.String()
}

// isExample reports whether a block is a spec that the page says something of;
// the others are what examples share.
func (b *block) isExample() bool {
	return b.is("wrong") || b.is("mended") || b.is("right") || b.is("doubtful")
}

// specText is what a block of the page stands for.
func specText(b *block) string {
	text := b.text
	if b.is("latin1") {
		text = strings.ReplaceAll(text, "é", "\xe9")
	}
	if b.is("deep") {
		text = strings.ReplaceAll(text, "((…(", strings.Repeat("(", 1000))
		text = strings.ReplaceAll(text, ")…))", strings.Repeat(")", 1000))
	}
	return text
}
