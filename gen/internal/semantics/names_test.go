package semantics

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/gen"
	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
)

// TestNamesOfEmittedCode gives the things of a program the names that emitted
// code gives its own, and those that Go keeps for itself, and compiles it.
func TestNamesOfEmittedCode(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles programs")
	}
	m := newModule(t, t.TempDir())
	m.check = []string{"build"} // vet takes twice the time
	for i, names := range slices.Collect(slices.Chunk(takenNames(t), 60)) {
		m.add(fmt.Sprintf("program%d", i), programNamed(names), i%2 == 1)
	}
	m.refuse()
	for _, p := range m.programs {
		if p.wrong != "" {
			t.Errorf("%s:\n%s", all(p.files), p.wrong)
		}
	}
}

// takenNames are the names that the emitted code of the programs by hand has in
// common, and Go's keywords and predeclared names.
func takenNames(t *testing.T) []string {
	const always = 3 // more programs than a name comes from by chance
	taken := map[string]int{}
	for _, name := range types.Universe.Names() {
		taken[name] = always
	}
	for word := token.BREAK; word <= token.VAR; word++ {
		taken[word.String()] = always
	}
	paths, err := filepath.Glob("testdata/programs/*.txtar")
	require.NoError(t, err)
	for _, path := range paths {
		for _, name := range identifiers(t, emitted(t, path)) {
			taken[name]++
		}
	}
	// These are no names where the program has them, but words of the language.
	for _, word := range []string{"and", "else", "error", "false", "for", "if", "in", "not", "or", "then", "true"} {
		delete(taken, word)
	}
	plain := regexp.MustCompile(`^\pL[\pL\d_]*$`)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(taken)) {
		same := func(known string) bool { return strings.EqualFold(known, name) }
		if taken[name] >= always && plain.MatchString(name) && !slices.ContainsFunc(list, same) {
			list = append(list, name)
		}
	}
	return list
}

func identifiers(t *testing.T, files map[string][]byte) []string {
	found := map[string]bool{}
	for path, text := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				found[id.Name] = true
			}
			return true
		})
	}
	return slices.Collect(maps.Keys(found))
}

func emitted(t *testing.T, path string) map[string][]byte {
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	p, err := checked.Program(files)
	require.NoError(t, err)
	out, err := gen.Generate(p, gen.Options{Package: "app", ImportPath: "example.com/app", Source: "app", Version: "test"})
	require.NoError(t, err)
	return out.Files
}

// programNamed has for each name an action, a query, parameters, results, fields
// of records, variables, a further value and a sync. Its concept has the first
// of the names.
func programNamed(names []string) map[string]string {
	const actions = `  NAME (NAME: Integer, ...) : (NAME: Integer, the_size: { NAME: Integer })
`
	const queries = `  _NAME (NAME: Integer) : (NAME: Integer, the_y: Integer)
`
	const rules = `
sync NAME
when
  Outside.tick (the_n: NAME)
where
  CONCEPT._NAME (NAME) : (NAME: the_x)
then
  CONCEPT.NAME (NAME: the_x, the_more: the_x)
  CONCEPT.NAME (NAME, the_more: 1)

sync Then_NAME
when
  Outside.tick (the_n)
  CONCEPT.NAME (NAME, the_more) : (NAME: the_x, the_size: { NAME: the_z })
  CONCEPT.NAME (the_more?: the_other = 2)
where
  NAME > 1 else Outside.out (NAME)
  the_list = collect (NAME, the_y) {
    CONCEPT._NAME (NAME) : (the_y)
    the_y > NAME
    order by the_y, NAME desc
    limit NAME
  }
  the_least = min (the_y) { CONCEPT._NAME (NAME) : (the_y) } else NAME
then
  Outside.out (NAME, the_record: { NAME, the_x, the_z, the_list, the_least, the_n, the_more, the_other })
`
	const answer = `
sync Answer_NAME
when
  Requesting.request (path: "/NAME", NAME) : (request: the_request)
then
  Requesting.respond (request: the_request, NAME, the_list: [NAME])
`
	concept, queriesOf, syncs := "", "", ""
	for _, name := range names {
		concept += strings.ReplaceAll(actions, "NAME", name)
		queriesOf += strings.ReplaceAll(queries, "NAME", name)
		own := rules
		if !slices.Contains([]string{"headers", "method", "path", "request", "status"}, name) {
			own += answer // of which those are values already
		}
		syncs += strings.NewReplacer("CONCEPT", names[0], "NAME", name).Replace(own)
	}
	return map[string]string{
		"named.concept":   "concept " + names[0] + "\nactions\n" + concept + "queries\n" + queriesOf,
		"outside.concept": "concept Outside\nactions\n  system tick (the_n: Integer)\n  out (...)\n",
		"named.sync":      syncs,
	}
}
