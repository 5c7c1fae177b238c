package flow_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/flow"
)

const concepts = `concept Asking

actions
  system ask (question: String, kind: optional String) : (inquiry: Inquiry)

  reply (inquiry: Inquiry, text: String)
    answers ask

concept Filing [Inquiry]

actions
  file (text: String) : (number: Integer)
  file (text: String) : (duplicate: Integer)
  file (text: String) : (error: String)
    requires text is not empty

  keep (inquiry: Inquiry) : (kept: Inquiry, size: optional Integer)

  next () : (text: String)
  next () : (error: String)
    requires something is filed

queries
  _find (text: String) : optional (number: Integer)
  _all () : (number: Integer)
`

// proofs writes the proofs of a program down, a line for each thing known.
func proofs(t *testing.T, syncs string) string {
	t.Helper()
	_, _, flows := dsl.Analyze(".", []dsl.Text{{Path: "a.concept", Text: concepts}, {Path: "b.sync", Text: syncs}})
	require.NotNil(t, flows, "the declarations can be read")
	var lines []string
	for _, p := range flows.Routes {
		verdict := "not proved"
		if p.Proved {
			verdict = "proved"
		}
		lines = append(lines, flow.RouteName(p.Route)+": "+verdict)
		for _, a := range p.Answers {
			lines = append(lines, "  "+a.Sync.Name+" "+a.On)
		}
		for _, text := range p.Assumed {
			lines = append(lines, "  assumed: "+text)
		}
		for _, d := range p.Findings {
			lines = append(lines, "  "+d.Severity.String()+" "+string(d.Code)+": "+d.Message)
		}
		if p.Why != "" {
			lines = append(lines, "  "+p.Why)
		}
	}
	return strings.Join(lines, "\n")
}

// A proof says of each place that answers in which flows it does.
func TestProofSaysWhatAnswers(t *testing.T) {
	const filed = `
sync File
when Asking.ask (question)
then Filing.file (text: question)
`
	for _, test := range []struct{ name, syncs, want string }{
		{"nothing stands before it", `
sync A
when Asking.ask () : (inquiry)
then Asking.reply (inquiry, text: "yes")
`, `
Asking.ask: proved
  A at once`},
		{"each outcome has its own", filed + `
sync A
when
  Asking.ask () : (inquiry)
  Filing.file () : (number: _)
then Asking.reply (inquiry, text: "filed")
sync B
when
  Asking.ask () : (inquiry)
  Filing.file () : (duplicate: _)
then Asking.reply (inquiry, text: "again")
sync C
when
  Asking.ask () : (inquiry)
  Filing.file () : (error)
then Asking.reply (inquiry, text: error)
`, `
Asking.ask: proved
  A after Filing.file : (number)
  B after Filing.file : (duplicate)
  C after Filing.file : (error)`},
		{"several outcomes have one", filed + `
sync A
when
  Asking.ask () : (inquiry)
  Filing.file () : ()
then Asking.reply (inquiry, text: "filed")
sync C
when
  Asking.ask () : (inquiry)
  Filing.file () : (error)
then Asking.reply (inquiry, text: error)
`, `
Asking.ask: proved
  A after Filing.file : (number) or (duplicate)
  C after Filing.file : (error)`},
		{"lines answer, and then the sync", `
guard Short (inquiry, question)
  len (question) < 9 else Asking.reply (inquiry, text: "shorter, please")
sync A
when Asking.ask (question) : (inquiry)
where
  Short (inquiry, question)
  Filing._find (text: question) : (number: _) else Asking.reply (inquiry, text: "unknown")
then Asking.reply (inquiry, text: "known")
`, `
Asking.ask: proved
  A when ` + "`len (question) < 9`" + ` does not hold (guard Short)
  A when ` + "`Filing._find`" + ` has no row
  A otherwise`},
		{"lines of two syncs exclude each other", `
sync A
when Asking.ask (question) : (inquiry)
where some { Filing._find (text: question) }
then Asking.reply (inquiry, text: "known")
sync B
when Asking.ask (question) : (inquiry)
where
  none { Filing._find (text: question) }
  numbers = collect (number) { Filing._all () : (number) }
then Asking.reply (inquiry, text: "one of ${len (numbers)}")
`, `
Asking.ask: proved
  A when ` + "`Filing._find`" + ` has a row
  B when ` + "`Filing._find`" + ` has no row
  assumed: no other flow changes what ` + "`Filing._find`" + ` returns while syncs ` + "`A` and `B`" + ` ask it`},
		{"two lines are both named, three are not", `
sync A
when Asking.ask (question) : (inquiry)
where
  question != "a"
  question != "b" else Asking.reply (inquiry, text: "b")
  question != "c"
then Asking.reply (inquiry, text: "other")
sync B
when Asking.ask (question) : (inquiry)
where question in ["a", "c"]
then Asking.reply (inquiry, text: "a or c")
`, `
Asking.ask: proved
  A when ` + "`question != \"b\"`" + ` does not hold
  A when ` + "`question != \"a\"` holds and `question != \"c\"`" + ` holds
  B when ` + "`question in [\"a\", \"c\"]`" + ` holds`},
		{"values decide", filed + `
sync A
when
  Asking.ask (question) : (inquiry)
  Filing.file () : ()
where
  question != "a"
  question != "b"
  question != "c"
then Asking.reply (inquiry, text: "other")
sync B
when
  Asking.ask (question) : (inquiry)
  Filing.file () : ()
where
  question in ["a", "b", "c"]
then Asking.reply (inquiry, text: "one of three")
sync C
when
  Asking.ask () : (inquiry)
  Filing.file (text: "d") : (error)
then Asking.reply (inquiry, text: error)
sync D
when
  Asking.ask (question) : (inquiry)
  Filing.file () : (error)
where
  question != "d"
then Asking.reply (inquiry, text: error)
`, `
Asking.ask: proved
  A after Filing.file : (number) or (duplicate), when all lines of ` + "`where`" + ` leave something
  B after Filing.file : (number) or (duplicate), when ` + "`question in [\"a\", \"b\", \"c\"]`" + ` holds
  C after Filing.file : (error), with ` + "`text: \"d\"`" + `
  D after Filing.file : (error), when ` + "`question != \"d\"`" + ` holds`},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, strings.TrimPrefix(test.want, "\n"), proofs(t, test.syncs))
		})
	}
}

// The literals of a route are values like others: a call that has them has no
// others, and the default route has none of them.
func TestProofKnowsTheRoute(t *testing.T) {
	assert.Equal(t, `Asking.ask (question: "help"): proved
  Help at once
Asking.ask: proved
  Echo when `+"`question != \"help\"`"+` holds`, proofs(t, `
sync Help
when Asking.ask (question: "help") : (inquiry)
then Asking.reply (inquiry, text: "ask me anything")
sync Echo
when Asking.ask (question) : (inquiry)
where question != "help"
then Asking.reply (inquiry, text: question)
`))
}

// What the rules do not show is told with the proof.
func TestProofSaysWhatIsAssumed(t *testing.T) {
	assert.Equal(t, `Asking.ask: proved
  Reply after Filing.next : (error)
  assumed: `+"`Filing.next`"+` does not cause itself for ever
  assumed: the `+"`inquiry` that sync `Reply`"+` answers is the one that its flow began with`, proofs(t, `
sync Keep
when Asking.ask () : (inquiry)
then Filing.keep (inquiry)
sync First
when Filing.keep ()
then Filing.next ()
sync Further
when Filing.next () : (text: _)
then Filing.next ()
sync Reply
when
  Filing.keep () : (kept)
  Filing.next () : (error)
then Asking.reply (inquiry: kept, text: error)
`))

	assert.Equal(t, `Asking.ask: proved
  Ask at once
  assumed: `+"`Filing.file` and `Filing.next`"+` do not cause each other for ever`, proofs(t, `
sync Ask
when Asking.ask (question) : (inquiry)
then
  Asking.reply (inquiry, text: question)
  Filing.file (text: question)
sync Again
when Filing.file ()
then Filing.next ()
sync Further
when Filing.next () : (text)
then Filing.file (text)
`))
}

// A route without a proof says what speaks against it, or why there is none.
func TestNoProof(t *testing.T) {
	for _, test := range []struct{ name, syncs, want string }{
		{"a sync with errors may take part in one route", `
sync Help
when Asking.ask (question: "help") : (inquiry)
then Asking.reply (inquiry, text: "yes")
sync Other
when Asking.ask (question: "more") : (inquiry)
then Asking.reply (inquiry, text: "yes")
sync More
when Asking.ask (question: "more") : (inquiry)
then Asking.reply (inquiry, text: lost)
`, `
Asking.ask (question: "help"): proved
  Help at once
Asking.ask (question: "more"): not proved
  its flows were not followed: sync ` + "`More`" + ` may take part, and has errors
Asking.ask: not proved
  its flows were not followed: sync ` + "`More`" + ` may take part, and has errors`},
		{"no sync waits for the root", `
sync A
when Filing.next () : (text: _)
then Filing.next ()
`, `
Asking.ask: not proved
  no sync goes on from ` + "`Asking.ask`"},
		{"what a sync waits for does not happen", `
sync A
when
  Asking.ask () : (inquiry)
  Filing.next () : (text)
then Asking.reply (inquiry, text)
`, `
Asking.ask: not proved
  error unanswered-request: ` + "`Asking.ask`" + ` is never answered`},

		{"a comment silences what speaks against it", `
sync File
when Asking.ask (question) : (inquiry)
where
  len (question) > 0
then Asking.reply (inquiry, text: "yes")
sync Empty
// syncgen:allow answered-twice: an empty text has no length
when Asking.ask (question) : (inquiry)
where
  question == ""
then Asking.reply (inquiry, text: "no")
`, `
Asking.ask: not proved
  File when ` + "`len (question) > 0`" + ` holds
  Empty when ` + "`question == \"\"`" + ` holds
  warning unanswered-request: ` + "`Asking.ask` gets no answer when `len (question) > 0`" + ` does not hold
  warning answered-twice: ` + "`Asking.ask`" + ` can be answered twice`},
		{"a loop goes on by a condition that is not an outcome", `
sync First
when Asking.ask (question)
then Filing.file (text: question)
sync Further
when Filing.file (text) : ()
where
  n = count { Filing._find (text) }
  n > 0
then Filing.file (text: "${text}!")
sync Last
when
  Asking.ask () : (inquiry)
  Filing.file (text) : ()
where
  n = count { Filing._find (text) }
  n == 0
then Asking.reply (inquiry, text)
sync Refused
when
  Asking.ask () : (inquiry)
  Filing.file () : (error)
then Asking.reply (inquiry, text: error)
`, `
Asking.ask: not proved
  Last after Filing.file : (number) or (duplicate), when ` + "`n == 0`" + ` holds
  Refused after Filing.file : (error)
  assumed: ` + "`Filing.file`" + ` does not cause itself for ever
  assumed: no other flow changes what ` + "`Filing._find` returns while syncs `Further` and `Last`" + ` ask it
  warning answered-twice: ` + "`Asking.ask`" + ` can be answered more than once by the same line`},
		{"it comes to a cascade that nothing stops", `
sync A
when Asking.ask () : (inquiry)
then Asking.reply (inquiry, text: "yes")
sync B
when Asking.ask () : (inquiry)
then Filing.keep (inquiry)
sync C
when Filing.keep () : (kept)
then Filing.keep (inquiry: kept)
`, `
Asking.ask: not proved
  A at once
  assumed: ` + "`Filing.keep`" + ` does not cause itself for ever
  error endless-cascade: ` + "`Filing.keep`" + ` causes itself without end`},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, strings.TrimPrefix(test.want, "\n"), proofs(t, test.syncs))
		})
	}
}

// What cannot be read may be what answers: nothing is said of the rest.
func TestNoProofOfAPart(t *testing.T) {
	_, _, flows := dsl.Analyze(".", []dsl.Text{{Path: "b.sync", Text: "sync A when Requesting.request (path: \"/a\") : (request) then"}})
	assert.Nil(t, flows)
}
