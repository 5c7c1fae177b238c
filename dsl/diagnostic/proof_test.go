package diagnostic_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// provedText is what the short format shows of the proofs of programs.
func provedText(t *testing.T, list ...diagnostic.ProgramProofs) string {
	t.Helper()
	var r diagnostic.Report
	for _, p := range list {
		r.AddProofs(p)
	}
	var b bytes.Buffer
	require.NoError(t, r.Short(&b))
	return b.String()
}

// The parts of a line stand in columns, whatever a terminal makes of their
// characters; what would move its cursor is not let through.
func TestProofColumns(t *testing.T) {
	var sources source.Map
	f := sources.Add("a.sync", auth)
	at := label(f, "user", 1, "").Span
	p := diagnostic.ProgramProofs{Sources: &sources, Routes: []diagnostic.Proof{{
		Route: "POST /a\x1b[2J\nb", Verdict: diagnostic.Proved,
		Answers: []diagnostic.Answer{
			{Sync: "日本", On: "at once", At: at},
			{Sync: "Plain", On: "after Profile.authenticate : (error)", At: at},
		},
		Assumed: []string{"it ends"},
	}}}
	text := provedText(t, p)
	assert.NotContains(t, text, "\x1b")
	_, lines, _ := strings.Cut(text, "\n")
	assert.Equal(t, `  日本   at once                               a.sync:5:30
  Plain  after Profile.authenticate : (error)  a.sync:5:30
  assumed: it ends

1 of 1 route proved
`, lines)
	assert.Regexp(t, `^POST /a.*b: answered exactly once\n`, text)
}

// Colour adds to the text and changes nothing else.
func TestProofColor(t *testing.T) {
	var r diagnostic.Report
	warning := &diagnostic.Diagnostic{Code: diagnostic.AnsweredTwice, Severity: diagnostic.Warning, Message: "twice"}
	wrong := &diagnostic.Diagnostic{Code: diagnostic.AnsweredTwice, Message: "twice"}
	r.AddProofs(diagnostic.ProgramProofs{Sources: &source.Map{}, Routes: []diagnostic.Proof{
		{Route: "/good", Verdict: diagnostic.Proved},
		{Route: "/doubtful", Verdict: diagnostic.NotProved, Against: []diagnostic.Objection{{Diagnostic: warning}}},
		{Route: "/wrong", Verdict: diagnostic.NotProved, Against: []diagnostic.Objection{{Diagnostic: warning}, {Diagnostic: wrong}}},
	}})
	var plain, color bytes.Buffer
	require.NoError(t, r.Text(&plain, false))
	require.NoError(t, r.Text(&color, true))
	assert.Equal(t, plain.String(), escape.ReplaceAllString(color.String(), ""))
	assert.Contains(t, color.String(), "\x1b[1;32manswered exactly once\x1b[0m")
	assert.Equal(t, 1, strings.Count(color.String(), "\x1b[1;33mnot proved"), "a warning leaves a doubt")
	assert.Equal(t, 1, strings.Count(color.String(), "\x1b[1;31mnot proved"), "an error does not")
}

func TestProofSummary(t *testing.T) {
	route := func(v diagnostic.Verdict) diagnostic.Proof { return diagnostic.Proof{Route: "/r", Verdict: v} }
	for _, test := range []struct {
		of   diagnostic.ProgramProofs
		want string
	}{
		{diagnostic.ProgramProofs{}, "there are no routes"},
		{diagnostic.ProgramProofs{LeftOut: 1}, "there are no routes; 1 sync with errors may add routes"},
		{diagnostic.ProgramProofs{Unread: true}, "nothing is proved: a declaration could not be read, and what it does is not known"},
		{diagnostic.ProgramProofs{Routes: []diagnostic.Proof{route(diagnostic.NotOwed)}}, "no route is owed an answer"},
		{diagnostic.ProgramProofs{Routes: []diagnostic.Proof{route(diagnostic.Proved), route(diagnostic.NotOwed)}}, "1 of 1 route proved"},
		{diagnostic.ProgramProofs{LeftOut: 2, Routes: []diagnostic.Proof{route(diagnostic.Proved), route(diagnostic.NotProved)}}, "1 of 2 routes proved; 2 syncs with errors may add routes"},
	} {
		text := strings.TrimSpace(provedText(t, test.of))
		assert.Equal(t, test.want, text[strings.LastIndex(text, "\n")+1:])
	}
}

// Several programs are told apart by their folders; below findings, and
// between programs, a line is left empty.
func TestProofPrograms(t *testing.T) {
	assert.Equal(t, "a:\n\nthere are no routes\n\nb:\n\nthere are no routes\n",
		provedText(t, diagnostic.ProgramProofs{Program: "a"}, diagnostic.ProgramProofs{Program: "b"}))

	r := manyFindings()
	r.AddProofs(diagnostic.ProgramProofs{Program: "a"})
	for _, render := range []func(*bytes.Buffer) error{
		func(b *bytes.Buffer) error { return r.Short(b) },
		func(b *bytes.Buffer) error { return r.Text(b, false) },
	} {
		var b bytes.Buffer
		require.NoError(t, render(&b))
		assert.Regexp(t, `[^\n]\n\nthere are no routes\n$`, b.String())
	}
}

// No list of the JSON form is null, and without proofs there is no member.
func TestProofJSON(t *testing.T) {
	var r diagnostic.Report
	var b bytes.Buffer
	require.NoError(t, r.JSON(&b))
	assert.NotContains(t, b.String(), "proofs")

	r.AddProofs(diagnostic.ProgramProofs{Program: "a", Sources: &source.Map{}, Routes: []diagnostic.Proof{{
		Route: "Clock.tick", Root: "Clock.tick", Literals: map[string]any{}, Verdict: diagnostic.NotOwed,
	}}})
	r.AddProofs(diagnostic.ProgramProofs{Program: "b", Unread: true})
	b.Reset()
	require.NoError(t, r.JSON(&b))
	var form struct{ Proofs json.RawMessage }
	require.NoError(t, json.Unmarshal(b.Bytes(), &form))
	assert.JSONEq(t, `[
		{"program": "a", "followed": true, "leftOut": 0, "routes": [
			{"route": "Clock.tick", "root": "Clock.tick", "literals": {}, "verdict": "not-owed", "answers": [], "assumed": [], "against": [], "why": ""}
		]},
		{"program": "b", "followed": false, "leftOut": 0, "routes": []}
	]`, string(form.Proofs))
}
