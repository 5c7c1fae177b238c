package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// How two conditions are to each other, as far as the analysis sees.
const (
	complementary = "complementary" // one of the two holds
	exclusive     = "exclusive"     // at most one does
	covering      = "covering"      // at least one does
	same          = "the same"
	implying      = "implying" // the first holds only where the second does
	independent   = "independent"
)

// TestConditions asks of two lines of `where`, in two syncs that a request sets
// off, how they are to each other. A semicolon is the end of a line.
func TestConditions(t *testing.T) {
	cases := []struct{ x, y, are string }{
		{"n < 3", "n >= 3", complementary},
		{"n < 3", "not (n < 3)", complementary},
		{"n < 3", "3 <= n", complementary},
		{"n < 3", "n > 3", exclusive},
		{"n <= 3", "n >= 3", covering},
		{"n < 3", "n < 4", implying},
		{"n == 3", "n >= 3", implying},
		{"n == 1", "n == 2", exclusive},
		{"n > 1", "n >= 2", same},
		{"n > 1.5", "n >= 2", same},
		{"n > 1.5 and n < 2.5", "n == 2", same},
		{"n == 9007199254740992", "n == 9007199254740993", independent},
		{"n == m", "n != m", complementary},
		{"n < m", "m < n", exclusive},
		{"n <= m", "m <= n", covering},
		{"n < m", "m > n", same},
		{"n < m", "n < 3", independent},
		{"n + m > 3", "m + n <= 3", complementary},
		{"n - m > 3", "m - n <= 3", independent},
		{`s == "a"`, `s == "b"`, exclusive},
		{`s in ["a", "b"]`, `s != "a" and s != "b"`, complementary},
		{`s == "a"`, `"a" == s`, same},
		{`s == "a"`, `s > "b"`, exclusive},
		{`s == ""`, "len (s) > 0", independent},
		{"len (s) > 0", "not (len (s) > 0)", complementary},
		{`lower (s) == "a"`, `s == "a"`, independent},
		{`lower (s) == "a"`, `lower (s) != "a"`, complementary},
		{"f", "not f", complementary},
		{"f == true", "f", same},
		{"f == (n > 3)", "f != (n > 3)", complementary},
		{"f and n > 3", "not f or n <= 3", complementary},
		{"if f then n > 3 else n < 2", "(f and n <= 3) or (not f and n >= 2)", complementary},
		{"b = n > 3; b", "n <= 3", complementary},
		{"b = n > 3; c = f and b; c", "f and n > 3", same},
		{"b = if f then n > 3 else n < 2; b", "if f then n > 3 else n < 2", same},

		{"Shop._all (n)", "none { Shop._all (n) }", complementary},
		{"Shop._all (n)", "some { Shop._all (n) }", same},
		{"Shop._all (n)", "k = count { Shop._all (n) }; k == 0", complementary},
		{"k = count { Shop._all (n) }; k > 1", "some { Shop._all (n) }", implying},
		{"k = collect (v) { Shop._all (n) : (v) }; len (k) > 0", "none { Shop._all (n) }", complementary},
		{"k = collect (v) { Shop._all (n) : (v) }; for v in k", "none { Shop._all (n) }", complementary},
		{"k = some { Shop._all (n) }; k", "none { Shop._all (n) }", complementary},
		{"k = none { Shop._all (n) }; k", "none { Shop._all (n) }", same},
		{"Shop._all (n)", "Shop._all (n: m)", independent},
		{`Shop._all (n) : (w: "a")`, `none { Shop._all (n) : (w: "a") }`, complementary},
		{`Shop._all (n) : (w: "a")`, `none { Shop._all (n) : (w: "b") }`, independent},
		{"some { Shop._all (n) : (v); v > 1 }", "none { Shop._all (n) : (v: other); other > 1 }", complementary},
		{"some { Shop._all (n) limit 3 }", "none { Shop._all (n) }", complementary},
		{"some { Shop._all (n) limit 0 }", "none { Shop._all (n) }", independent},
		{"some { Shop._all (n) limit n }", "none { Shop._all (n) }", independent},

		{"Shop._perhaps (n)", "none { Shop._perhaps (n) }", complementary},
		{`Shop._perhaps (n) : (w: "a")`, `none { Shop._perhaps (n) : (w: "a") }`, complementary},
		{`Shop._perhaps (n) : (w: "a")`, `some { Shop._perhaps (n) }`, implying},
		{`some { Shop._perhaps (n) : (w: "a") }`, "none { Shop._perhaps (n) }", exclusive},
		{`some { Shop._perhaps (n) : (w: "a") }`, `some { Shop._perhaps (n) : (w: "b") }`, exclusive},
		{"k = count { Shop._perhaps (n) }; k == 1", "none { Shop._perhaps (n) }", complementary},
		{"Shop._one (n) : (f: true)", "Shop._one (n) : (f: false)", complementary},
		{"Shop._one (n) : (v); v > 1", "none { Shop._one (n) : (v); v > 1 }", complementary},
		{`Shop._one (n) : (e); e == "RED"`, `Shop._one (n) : (e); e == "GREEN" or e == "BLUE"`, complementary},
		{`Shop._one (n) : (e); e != "RED"`, `Shop._one (n) : (e); e != "BLUE"`, covering},
		{"for v in l", "len (l) == 0", complementary},
		{"for v in [n, m]", "f or not f", same},
		{"n in l", "not (n in l)", complementary},

		{"q == null", "q != null", complementary},
		{"q == null", "not (q == null)", complementary},
		{"b = q == null; b", "q != null", complementary},
		{"q == null", "r == null", independent},
		{"q == null", `q == "a"`, exclusive},
		{`q == "a"`, "q != null", implying},
		{`q != "a"`, `q == "a"`, complementary},
		{"q == null", `(q ?? "none") == "none"`, implying},
		{"q == null", "k = q ?? null; k == null", implying},
		{"k = q ?? null; k == null", `q == "a"`, exclusive},
		{"k = if f then q else r; f; k == null", "f; q == null", same},
		{"k = q ?? r; k == null", `q == "a"`, exclusive},
	}
	for _, c := range cases {
		t.Run(c.x+" / "+c.y, func(t *testing.T) {
			x, y, u := conditions(t, c.x, c.y)
			is := independent
			switch all, both := u.or(x, y) == always, u.and(x, y) == never; {
			case x == y:
				is = same
			case all && both:
				is = complementary
			case all:
				is = covering
			case both:
				is = exclusive
			case u.without(x, y) == never:
				is = implying
			}
			assert.Equal(t, c.are, is)
		})
	}
}

// conditions are those under which two syncs with some lines come to their
// `then`.
func conditions(t *testing.T, x, y string) (diagram, diagram, *unfolding) {
	rules := `
sync Types
when
  Requesting.request (path: "/", n, m, s, f, l, q?, r?)
where
  list = l + [1]
then
  Shop.order (n: n + len (list), s)
  Shop.order (n: m, s)
  Shop.pay (n, note: q)
  Shop.pay (n, note: r)
  Shop.tell (kind: "flag", f: f == true)
`
	for i, lines := range []string{x, y} {
		inputs := ""
		for _, name := range []string{"n", "m", "s", "f", "l", "q?", "r?"} {
			if mentions(lines, strings.TrimSuffix(name, "?")) {
				inputs += ", " + name
			}
		}
		rules += fmt.Sprintf("\nsync S%d\nwhen\n  Requesting.request (path: \"/\"%s)\nwhere\n  %s\nthen\n  Shop.tell (kind: \"it\")\n",
			i, inputs, strings.ReplaceAll(lines, ";", "\n "))
	}
	u := unfolded(t, rules)
	var list []diagram
	for _, f := range u.firings {
		if f.sync.Name == "Types" {
			continue
		}
		holds := never
		for _, e := range f.endings {
			if e.step == nil {
				holds = e.when
			}
		}
		list = append(list, holds)
	}
	require.Len(t, list, 2)
	return list[0], list[1], u
}

// mentions reports whether some lines have a word that stands by itself.
func mentions(lines, word string) bool {
	for _, w := range strings.FieldsFunc(lines, func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz_\"", r) }) {
		if w == word {
			return true
		}
	}
	return false
}
