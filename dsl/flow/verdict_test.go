package flow

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// TestVerdicts has rules that were once judged wrongly, or nearly so. The
// verdicts are: proved, unanswered, twice, and perhaps where all is a warning.
func TestVerdicts(t *testing.T) {
	cases := []struct{ name, verdict, rules string }{
		{"a loop that nothing stops proves nothing", "twice", `
sync Begin
when
  Requesting.request (path: "/") : (request)
then
  Requesting.respond (request)
sync Again
when
  Requesting.request () : (request)
  Requesting.respond ()
then
  Requesting.respond (request)`},
		{"two answers where a loop goes on", "twice", `
sync Begin
when
  Requesting.request (path: "/") : (request)
then
  Requesting.respond (request)
sync Again
when
  Requesting.request (path: "/", f) : (request)
  Requesting.respond ()
where
  f == true
then
  Requesting.respond (request)`},
		{"one action with two literals, one after the other", "proved", `
sync Begin
when
  Requesting.request (path: "/")
then
  Shop.tell (kind: "first")
sync Second
when
  Shop.tell (kind: "first")
then
  Shop.tell (kind: "second")
sync End
when
  Requesting.request (path: "/") : (request)
  Shop.tell (kind: "second")
then
  Requesting.respond (request)`},
		{"a value that may be left out, by its default and by its absence", "proved", `
sync A
when
  Requesting.request (path: "/", kind? = "a") : (request)
where
  kind == "a"
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", kind?) : (request)
where
  (kind ?? "a") != "a"
then
  Requesting.respond (request)`},
		{"null is answered, a value, and what is left out", "proved", `
sync A
when
  Requesting.request (path: "/", kind?) : (request)
where
  kind != null else Requesting.respond (request)
  (kind ?? "a") == "a"
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", kind?) : (request)
where
  kind != null
  (kind ?? "a") != "a"
then
  Requesting.respond (request)`},
		{"null is answered and a value is, but not what is left out", "unanswered", `
sync A
when
  Requesting.request (path: "/", kind?) : (request)
where
  kind == "a" or kind != "a" and (kind ?? "a") != "a"
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", kind?) : (request)
where
  kind == null
then
  Requesting.respond (request)`},
		{"what is equal to a text is not null", "proved", `
sync A
when
  Requesting.request (path: "/", kind?) : (request)
where
  kind == "a"
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", kind?) : (request)
where
  kind == null
then
  Requesting.respond (request)
sync C
when
  Requesting.request (path: "/", kind?) : (request)
where
  kind != "a" and kind != null
then
  Requesting.respond (request)`},
		{"two actions of one then, the second after the first", "proved", `
sync A
when
  Requesting.request (path: "/", n) : (request: _)
then
  Shop.send (n)
  Shop.tell (kind: "x")
sync B
when
  Requesting.request (path: "/", n) : (request)
  Shop.send ()
  Shop.tell ()
where
  some { Shop._all (n) }
then
  Requesting.respond (request)
sync C
when
  Requesting.request (path: "/", n) : (request)
  Shop.tell ()
where
  none { Shop._all (n) }
then
  Requesting.respond (request)`},
		{"a list with a limit is empty when there is no row", "proved", `
sync A
when
  Requesting.request (path: "/", n) : (request)
where
  l = collect (v) {
    Shop._all (n) : (v)
    limit 20
  }
  len (l) > 0
then
  Requesting.respond (request, l)
sync B
when
  Requesting.request (path: "/", n) : (request)
where
  none { Shop._all (n) }
then
  Requesting.respond (request)`},
		{"one condition on rows in two ways", "perhaps twice", `
sync A
when
  Requesting.request (path: "/", n) : (request)
where
  some { Shop._all (n) : (w: "x") }
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", n) : (request)
where
  none {
    Shop._all (n) : (w)
    w == "x"
  }
then
  Requesting.respond (request)`},
		{"one condition on a text in two ways", "perhaps twice", `
sync A
when
  Requesting.request (path: "/", s) : (request)
where
  "u:${s}" == "u:x"
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", s) : (request)
where
  s != "x"
then
  Requesting.respond (request)`},
		{"an order that follows from two others", "perhaps unanswered", `
sync A
when
  Requesting.request (path: "/", a, b, c) : (request)
where
  a < b else Requesting.respond (request)
  b < c else Requesting.respond (request)
  a < c
  a + 1 > 3 else Requesting.respond (request)
then
  Requesting.respond (request)`},
		{"a loop that its condition does not stop", "unanswered", `
sync A
when
  Requesting.request (path: "/", n, f) : (request: _)
then
  Shop.send (n)
sync Again
when
  Requesting.request (path: "/", f) : (request: _)
  Shop.send (n)
where
  f == true
then
  Shop.send (n)
sync Done
when
  Requesting.request (path: "/", f) : (request)
  Shop.send ()
where
  f == false
then
  Requesting.respond (request)`},
		{"one action with two literals, by one of two syncs", "proved", `
sync Big
when
  Requesting.request (path: "/", n)
where
  n > 3
then
  Shop.tell (kind: "big")
sync Small
when
  Requesting.request (path: "/", n)
where
  n <= 3
then
  Shop.tell (kind: "small")
sync SaidBig
when
  Requesting.request (path: "/") : (request)
  Shop.tell (kind: "big")
then
  Requesting.respond (request)
sync SaidSmall
when
  Requesting.request (path: "/") : (request)
  Shop.tell (kind: "small")
then
  Requesting.respond (request)`},
		{"a further value of an action may be absent", "unanswered", `
sync Begin
when
  Requesting.request (path: "/", n)
where
  Shop._one (n) : (o?)
then
  Shop.tell (kind: "it", o)
sync End
when
  Requesting.request (path: "/") : (request)
  Shop.tell (kind: "it", o)
then
  Requesting.respond (request, o)`},
		{"an optional value that is always given", "proved", `
sync Begin
when
  Requesting.request (path: "/", n, s)
then
  Shop.send (n, note: s)
sync End
when
  Requesting.request (path: "/") : (request)
  Shop.send (note)
then
  Requesting.respond (request, note)`},
		{"an optional value that is not given", "unanswered", `
sync Begin
when
  Requesting.request (path: "/", n)
then
  Shop.send (n)
sync End
when
  Requesting.request (path: "/") : (request)
  Shop.send (note)
then
  Requesting.respond (request, note)`},
		{"a limit that may let nothing pass", "unanswered", `
sync Some
when
  Requesting.request (path: "/", n) : (request)
where
  some { Shop._all (n) limit n }
then
  Requesting.respond (request)
sync None
when
  Requesting.request (path: "/", n) : (request)
where
  none { Shop._all (n) }
then
  Requesting.respond (request)`},
		{"a whole number between two others", "unanswered", `
sync Low
when
  Requesting.request (path: "/", n) : (request)
where
  k = count { Shop._all (n) }
  k < 1.5
then
  Requesting.respond (request)
sync High
when
  Requesting.request (path: "/", n) : (request)
where
  k = count { Shop._all (n) }
  k > 2.5
then
  Requesting.respond (request)`},
		{"what is counted for each of many rows differs", "twice", `
sync Each
when
  Requesting.request (path: "/", n)
where
  Shop._all (n) : (v)
  k = count { Shop._all (n: v) }
then
  Shop.send (n: k)
sync Both
when
  Requesting.request (path: "/") : (request)
  Shop.send (n: 0)
  Shop.send (n: 1)
then
  Requesting.respond (request)
sync Always
when
  Requesting.request (path: "/") : (request)
then
  Requesting.respond (request)`},
		{"two lists of the same rows", "unanswered", `
sync One
when
  Requesting.request (path: "/", n) : (request)
where
  vs = collect (v) { Shop._all (n) : (v, w: _) }
  x = vs
  k = len (vs)
  k == 1
  for v in x
  v == 1
then
  Requesting.respond (request)`},
		{"retries", "proved", `
sync Begin
when
  Requesting.request (path: "/")
then
  Shop.pay (n: 0)
sync Again
when
  Requesting.request (path: "/") : (request)
  Shop.pay (n) : (error)
where
  n < 3 else Requesting.respond (request, error)
then
  Shop.pay (n: n + 1)
sync End
when
  Requesting.request (path: "/") : (request)
  Shop.pay () : ()
then
  Requesting.respond (request)`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			assertVerdict(t, c.verdict, c.rules)
		})
	}
}

func assertVerdict(t *testing.T, verdict, rules string) {
	t.Helper()
	a := Analyze(typed(t, strings.TrimSpace(rules)+"\n"))
	got := map[string]bool{}
	for _, d := range a.Findings {
		perhaps := ""
		if d.Severity == diagnostic.Warning {
			perhaps = "perhaps "
		}
		switch d.Code {
		case diagnostic.UnansweredRequest:
			got[perhaps+"unanswered"] = true
		case diagnostic.AnsweredTwice:
			got[perhaps+"twice"] = true
		}
	}
	if a.Routes[0].Proved {
		got["proved"] = true
	}
	assert.True(t, got[verdict], "%v\n%s", got, said(a.Findings))
	assert.Equal(t, verdict == "proved", a.Routes[0].Proved)
}
