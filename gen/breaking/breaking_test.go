package breaking_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/gen/breaking"
)

var update = flag.Bool("update", false, "write the golden files")

// A property is tried on whole apps: 25 times are enough, unless the command line
// asks for more.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "25"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// A case of testdata is a program before and after a change, with what is said
// about it. Files that are not in one of the two folders are in both. A case
// named ok_… breaks nobody.
func TestCompare(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			got := said(t, compare(t, textsOf(archive, "before/"), textsOf(archive, "after/")))
			assert.Equal(t, strings.HasPrefix(name, "ok_"), got == "", got)
			if *update {
				setGolden(archive, got)
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
			}
			assert.Equal(t, golden(archive), got)
		})
	}
}

const goldenName = "findings.txt"

func golden(a *txtar.Archive) string {
	for _, f := range a.Files {
		if f.Name == goldenName {
			return string(f.Data)
		}
	}
	return ""
}

func setGolden(a *txtar.Archive, text string) {
	kept := a.Files[:0]
	for _, f := range a.Files {
		if f.Name != goldenName {
			kept = append(kept, f)
		}
	}
	a.Files = kept
	if text != "" {
		a.Files = append(a.Files, txtar.File{Name: goldenName, Data: []byte(text)})
	}
}

// textsOf are the files of a folder of an archive, and those in none.
func textsOf(a *txtar.Archive, folder string) []dsl.Text {
	var texts []dsl.Text
	for _, f := range a.Files {
		inside := strings.HasPrefix(f.Name, folder)
		if f.Name != goldenName && (inside || !strings.Contains(f.Name, "/")) {
			texts = append(texts, dsl.Text{Path: f.Name, Text: string(f.Data)})
		}
	}
	return texts
}

// compare compares two programs, which have to be right.
func compare(t testing.TB, before, after []dsl.Text) *diagnostic.Report {
	t.Helper()
	r := &diagnostic.Report{Codes: diagnostic.BreakingCodes()}
	r.Add(breaking.Compare(version(t, before), version(t, after)))
	return r
}

func version(t testing.TB, texts []dsl.Text) breaking.Version {
	t.Helper()
	p, list, flows := dsl.Analyze(".", texts)
	if list.Errors() > 0 {
		var wrong diagnostic.Report
		wrong.Add(p.Sources, list)
		t.Fatal(said(t, &wrong))
	}
	return breaking.Version{Program: p, Flows: flows}
}

func said(t testing.TB, r *diagnostic.Report) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, r.Text(&out, false))
	return out.String()
}
