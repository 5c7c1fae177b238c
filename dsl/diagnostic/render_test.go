package diagnostic_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// place finds the n-th occurrence (from 1) of a text in a file.
func place(f *source.File, text string, n int) source.Span {
	at := -1
	for range n {
		i := strings.Index(f.Text[at+1:], text)
		if i < 0 {
			panic("the test's source has no " + text)
		}
		at += 1 + i
	}
	return source.Span{File: f.ID, Start: int32(at), End: int32(at + len(text))}
}

func label(f *source.File, text string, n int, what string) diagnostic.Label {
	return diagnostic.Label{Span: place(f, text, n), Text: what}
}

const auth = `// A session follows a successful sign-in.
sync CreateSession
when
  Requesting.request (path: "/auth/login") : (request)
  Profile.authenticate () : (user)
then
  Sessioning.create (user) : (session)
  Requesting.respond (request, user, session, message: "Login successful")
`

// render are the findings that the goldens show, by name.
var render = map[string]func(m *source.Map) diagnostic.List{
	"two_lines": func(m *source.Map) diagnostic.List {
		f := m.Add("specs/focusreader/auth.sync", auth)
		return diagnostic.List{{
			Code: diagnostic.UnboundVariable, Message: "`session` is not bound here",
			Primary:   label(f, "session", 3, "no pattern in `when` or line in `where` binds it"),
			Secondary: []diagnostic.Label{label(f, "session", 2, "a result in `then` binds nothing: the next action's inputs are computed before this one completes")},
			Help:      []string{"answer from a sync of its own, which waits for the session"},
		}}
	},
	"trail": func(m *source.Map) diagnostic.List {
		f := m.Add("specs/focusreader/auth.sync", auth)
		return diagnostic.List{{
			Code: "unanswered-request", Severity: diagnostic.Note, Message: "a refusal of `Profile.authenticate` leaves `Requesting.request` without an answer",
			Primary: label(f, "Profile.authenticate", 1, "nothing follows its refusal"),
			Trail: []diagnostic.Step{
				{Depth: 0, Label: label(f, `Requesting.request (path: "/auth/login")`, 1, `Requesting.request (path: "/auth/login")`)},
				{Depth: 1, Label: label(f, "CreateSession", 1, "sync CreateSession")},
				{Depth: 2, Label: label(f, "Sessioning.create (user)", 1, "Sessioning.create")},
				{Depth: 1, Label: label(f, "Profile.authenticate", 1, "no sync takes Profile.authenticate: (error)")},
			},
		}}
	},
	"fix": func(m *source.Map) diagnostic.List {
		f := m.Add("specs/focusreader/auth.sync", auth)
		respond := "  Requesting.respond (request, user, session, message: \"Login successful\")\n"
		return diagnostic.List{{
			Code: diagnostic.ResultInThen, Message: "`Sessioning.create` is asked for a result in `then`",
			Primary: label(f, ": (session)", 1, ""),
			Notes:   []string{"all inputs of a `then` are computed first;\nnone of its actions has completed by then"},
			Fix: &diagnostic.Fix{Title: "split the sync in two", Safe: true, Edits: []diagnostic.Edit{
				{Span: place(f, " : (session)", 1)},
				{Span: place(f, respond, 1), New: "\nsync CreateSessionRespond\nwhen\n" +
					"  Requesting.request (path: \"/auth/login\") : (request)\n  Sessioning.create () : (session)\nthen\n" + respond},
			}},
		}}
	},
	"one_line_many_labels": func(m *source.Map) diagnostic.List {
		f := m.Add("a.sync", "  Profile.authenticate () : (user, token, error)\n")
		return diagnostic.List{{
			Code: diagnostic.MixedOutcomes, Message: "no outcome of `Profile.authenticate` has both `user` and `error`",
			Primary:   label(f, "error", 1, "only in the refusal"),
			Secondary: []diagnostic.Label{label(f, "user", 1, "only in the first outcome"), label(f, "token", 1, "here too")},
		}}
	},
	"labels_of_one_place": func(m *source.Map) diagnostic.List {
		f := m.Add("a.sync", "  total = price * quantity\n")
		return diagnostic.List{{
			Code: diagnostic.TypeMismatch, Message: "`price` is a String",
			Primary:   label(f, "price", 1, "a String"),
			Secondary: []diagnostic.Label{label(f, "price * quantity", 1, "needs Numbers"), label(f, "quantity", 1, "")},
		}}
	},
	"over_several_lines": func(m *source.Map) diagnostic.List {
		f := m.Add("a.sync", auth)
		when := place(f, "when", 1).To(place(f, "(user)", 1))
		return diagnostic.List{
			{
				Code: diagnostic.SyntaxError, Message: "a whole sync",
				Primary: diagnostic.Label{Span: place(f, auth[strings.Index(auth, "sync"):], 1), Text: "all of it"},
			},
			{
				Code: diagnostic.SyntaxError, Message: "a clause, and part of the next",
				Primary: diagnostic.Label{Span: when, Text: "`when`"},
				Secondary: []diagnostic.Label{
					{Span: place(f, "(user) : (session)", 1).To(place(f, "(request, user", 1)), Text: "from here to there"},
					label(f, "Sessioning", 1, "and this"),
				},
			},
		}
	},
	"several_files": func(m *source.Map) diagnostic.List {
		a := m.Add("specs/app/a.sync", auth)
		c := m.Add("specs/app/sessioning.concept", "concept Sessioning [User]\n\nactions\n  create (user: User) : (session: Session)\n")
		return diagnostic.List{{
			Code: diagnostic.UnknownParameter, Message: "`Sessioning.create` has no parameter `usr`",
			Primary:   label(a, "user", 2, "no such parameter"),
			Secondary: []diagnostic.Label{label(c, "user: User", 1, "its parameters"), label(a, "sync", 1, "")},
			Fix: &diagnostic.Fix{Title: "declare the parameter", Edits: []diagnostic.Edit{
				{Span: source.Span{File: c.ID, Start: place(c, ") :", 1).Start, End: place(c, ") :", 1).Start}, New: ", usr: String"},
			}},
		}}
	},
	"wide_and_combining": func(m *source.Map) diagnostic.List {
		f := m.Add("東京.sync", "\tname == \"東京\"\tand x\n  cafe\u0301 == été\n  👩\u200d🚀 and y\n")
		var list diagnostic.List
		for _, v := range []string{"x", "== été", "y"} {
			list = append(list, diagnostic.Diagnostic{Code: diagnostic.UnboundVariable, Message: "`" + v + "` is not bound here",
				Primary: label(f, v, 1, "here"), Secondary: []diagnostic.Label{label(f, "東京", 1, "two characters, four cells")}})
		}
		return list
	},
	"long_line": func(m *source.Map) diagnostic.List {
		f := m.Add("long.sync", strings.Repeat("x and ", 100)+"here and "+strings.Repeat("y and ", 100)+"there"+strings.Repeat(" and z", 1000)+"\n")
		return diagnostic.List{
			{Code: diagnostic.UnboundVariable, Message: "in the middle", Primary: label(f, "here", 1, "first"),
				Secondary: []diagnostic.Label{label(f, "there", 1, "second")}},
			{Code: diagnostic.UnboundVariable, Message: "a long one", Primary: diagnostic.Label{Span: place(f, "here", 1).To(place(f, "there", 1)), Text: "from here to there"}},
		}
	},
	"hostile_text": func(m *source.Map) diagnostic.List {
		f := m.Add("evil\x1b[2J.sync", "a \x1b[31m\u202ered\u2066 \x00 \xff b\r\n")
		return diagnostic.List{{Code: diagnostic.BadEncoding, Message: "byte 0xff is no UTF-8\x07", Primary: label(f, "\xff", 1, "not\x1b UTF-8"),
			Secondary: []diagnostic.Label{label(f, "b\r\n", 1, "the end")}}}
	},
	"edges_of_files": func(m *source.Map) diagnostic.List {
		empty := m.Add("empty.sync", "")
		open := m.Add("open.sync", "sync A\nwhen")
		return diagnostic.List{
			{Code: diagnostic.SyntaxError, Message: "no file at all"},
			{Code: diagnostic.SyntaxError, Message: "a fact without a place of its own", Secondary: []diagnostic.Label{{Span: source.Span{File: open.ID, Start: 5, End: 6}, Text: "explained here"}}},
			{Code: diagnostic.SyntaxError, Message: "nothing here", Primary: diagnostic.Label{Span: source.Span{File: empty.ID}, Text: "expected `sync`"}},
			{Code: diagnostic.SyntaxError, Message: "the end", Primary: diagnostic.Label{Span: source.Span{File: open.ID, Start: 11, End: 11}, Text: "expected an action"}},
		}
	},
	"warning": func(m *source.Map) diagnostic.List {
		f := m.Add("a.sync", auth)
		return diagnostic.List{{
			Code: diagnostic.UnusedVariable, Severity: diagnostic.Warning, Message: "`request` is never used",
			Primary: label(f, "request", 1, "bound here"), Notes: []string{"one", "two"}, Help: []string{"write `_`"},
		}}
	},
}

// TestRender compares each finding's forms with testdata/NAME.txt, .ansi (with
// ␛ for the escape character), .short, .json, .sarif and .github.
func TestRender(t *testing.T) {
	for name, findings := range render {
		t.Run(name, func(t *testing.T) {
			var sources source.Map
			var report diagnostic.Report
			report.Add(&sources, findings(&sources))

			var text, ansi, short, machine, github bytes.Buffer
			require.NoError(t, report.Text(&text, false))
			require.NoError(t, report.Text(&ansi, true))
			require.NoError(t, report.Short(&short))
			require.NoError(t, report.JSON(&machine))
			golden(t, name+".txt", text.String())
			golden(t, name+".ansi", strings.ReplaceAll(ansi.String(), "\x1b", "␛"))
			golden(t, name+".short", short.String())
			golden(t, name+".json", machine.String())
			require.NoError(t, report.GitHub(&github))
			golden(t, name+".github", github.String())
			golden(t, name+".sarif", results(t, rendered(t, &report)))
		})
	}
}

// results are those of a log, each without the number of its rule, which
// changes with every new code.
func results(t *testing.T, log []byte) string {
	t.Helper()
	run := validLog(t, log).Runs[0]
	assert.Equal(t, "unicodeCodePoints", *run.ColumnKind)
	var raw struct {
		Runs []struct{ Results []map[string]any }
	}
	require.NoError(t, json.Unmarshal(log, &raw))
	for _, result := range raw.Runs[0].Results {
		if i, ok := result["ruleIndex"].(float64); ok {
			assert.Equal(t, result["ruleId"], *run.Tool.Driver.Rules[int(i)].ID)
		} else {
			assert.NotContains(t, diagnostic.Codes(), diagnostic.Code(result["ruleId"].(string)))
		}
		delete(result, "ruleIndex")
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	require.NoError(t, e.Encode(raw.Runs[0].Results))
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}
