package symbol_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/symbol"
)

const profile = `concept Profile

state
  a set of Users with
    a username String

actions
  register (username: String) : (user: User)
  register (username: String) : (error: String)

queries
  _named (username: String) : optional (user: User)
`

const rules = `use Profile as Account

guard Known (request, name) : (user)
  Profile._named (username: name) : (user)
    else Requesting.respond (request, status: 404, error: "${name} is nobody")

sync Register
when
  Requesting.request (path: "/register", username) : (request)
where
  Known (request, name: username) : (user)
  all = collect (user) { Profile._named (username) : (user) }
then
  Account.register (username)
  Requesting.respond (request, user, all, shown: upper (username))
`

func index(t *testing.T, texts ...dsl.Text) *symbol.Index {
	t.Helper()
	p, _ := dsl.Typed("app", texts)
	return symbol.NewIndex(p)
}

func app(t *testing.T, sync string) (*symbol.Index, *source.File) {
	t.Helper()
	x := index(t, dsl.Text{Path: "app/profile.concept", Text: profile}, dsl.Text{Path: "app/rules.sync", Text: sync})
	for _, f := range x.Program.Sources.Files() {
		if f.Path == "app/rules.sync" {
			return x, f
		}
	}
	t.Fatal("no rules")
	return nil, nil
}

// at finds the place of a mark's text behind the mark: at(f, "when|Requesting").
func at(t *testing.T, f *source.File, mark string) int32 {
	t.Helper()
	before, after, _ := strings.Cut(mark, "|")
	i := strings.Index(f.Text, before+after)
	require.GreaterOrEqual(t, i, 0, mark)
	return int32(i + len(before))
}

func TestWhatNamesStandFor(t *testing.T) {
	x, f := app(t, rules)
	for _, c := range []struct {
		mark string
		want []string // kind, name and owner of each
		text string   // what is declared there
	}{
		{"use |Profile as", []string{"concept Profile"}, "Profile"},
		{"|Account.register", []string{"concept Account"}, "Account"},
		{"Account.|register", []string{"action register of Profile"}, "register"},
		{"Account.register (|username)", []string{"variable username of Register", "parameter username of register"}, "username"},
		{"_named (|username: name", []string{"parameter username of _named"}, "username"},
		{"_named (username: |name", []string{"variable name of Known"}, "name"},
		{"${|name}", []string{"variable name of Known"}, "name"},
		{"Known (request, |name: username", []string{"variable name of Known"}, "name"},
		{"Known (request, name: username) : (|user)", []string{"variable user of Register", "variable user of Known"}, "user"},
		{"  |Known (request, name: u", []string{"guard Known"}, "Known"},
		{"sync |Register", []string{"sync Register"}, "Register"},
		{"path: \"/register\", |username)", []string{"variable username of Register", "value username of request"}, "username"},
		{"|upper (", []string{"function upper"}, ""},
		{"|when", nil, ""},
	} {
		var got []string
		for _, o := range x.At(f.ID, at(t, f, c.mark)) {
			text := o.Symbol.Kind.String() + " " + o.Symbol.Name
			if o.Symbol.Owner != nil && o.Symbol.Kind != symbol.Concept {
				text += " of " + o.Symbol.Owner.Name
			}
			got = append(got, text)
		}
		assert.Equal(t, c.want, got, c.mark)
		if c.text != "" {
			decl := x.At(f.ID, at(t, f, c.mark))[0].Symbol.Decl
			assert.Equal(t, c.text, x.Program.Sources.File(decl.File).Slice(decl), c.mark)
		}
	}
}

// A block's variables are its own: the user inside `collect` is another one than
// the user outside.
func TestBlocksHaveVariablesOfTheirOwn(t *testing.T) {
	x, f := app(t, strings.ReplaceAll(rules, "Profile._named (username) : (user) }", "Profile._named (username: \"x\") : (user: one) }"))
	one := x.At(f.ID, at(t, f, "(user: |one)"))[0].Symbol
	assert.Len(t, x.Of(one), 1)
}

// All that a declaration writes for a variable is found again, and what is found
// of a variable has its name.
func TestEveryVariableOfTheExamplesIsFound(t *testing.T) {
	dirs, err := dsl.FindDirs([]string{"../../specs/..."})
	require.NoError(t, err)
	total := 0
	for _, dir := range dirs {
		texts, err := dsl.Load(dir)
		require.NoError(t, err)
		x := index(t, texts...)
		for _, f := range x.Program.Files {
			found := map[source.Span]bool{}
			for _, o := range x.File(f.Source.ID) {
				text := f.Source.Slice(o.At)
				if o.Symbol.Kind == symbol.Variable {
					found[o.At] = true
					assert.Equal(t, text, o.Symbol.Name, "%s: %s", f.Source.Path, text)
				}
			}
			for _, d := range f.Decls {
				for name, places := range program.Variables(d) {
					for _, at := range places {
						total++
						assert.True(t, found[at], "%s:%d: %s", f.Source.Path, f.Source.Position(at.Start).Line, name)
					}
				}
			}
		}
	}
	assert.Greater(t, total, 1000)
}

// A declaration that does not parse keeps what was read of it.
func TestBrokenDeclarationsKeepTheirNames(t *testing.T) {
	x, f := app(t, rules+"\nsync Broken\nwhen\n  Requesting.request (path: \"/b\", session) : (request)\nthen\n  Profile.register (username: session\n")
	found := x.At(f.ID, at(t, f, "\"/b\", |session"))
	require.NotEmpty(t, found)
	assert.Equal(t, symbol.Variable, found[0].Symbol.Kind)
	assert.Equal(t, "Broken", found[0].Symbol.Owner.Name)
	assert.Len(t, x.At(f.ID, at(t, f, "|upper (")), 1, "the others are as they were")
}
