package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

func TestEndlessCascades(t *testing.T) {
	const send = "Shop.send (n: 1)"
	cases := []struct {
		name    string
		endless bool
		rules   string
	}{
		{"an action that calls itself", true, rule("", "Shop.send ()", "", send)},
		{"two actions that call each other", true, rule("A", "Shop.send ()", "", `Shop.tell (kind: "x")`) + rule("B", "Shop.tell ()", "", send)},
		{"a filter may stop it", false, rule("", "Shop.send (n)", "n < 3", "Shop.send (n: n + 1)")},
		{"a query with a row or none may", false, rule("", "Shop.send (n)", "Shop._perhaps (n)", send)},
		{"a query with one row does not", true, rule("", "Shop.send (n)", "Shop._one (n) : (v)", "Shop.send (n: v)")},
		{"a row that must match may", false, rule("", "Shop.send (n)", "Shop._one (n) : (f: true)", send)},
		{"a list may be empty", false, rule("", "Shop.send (n)", "vs = collect (v) { Shop._all (n) : (v) }\n  for v in vs", "Shop.send (n: v)")},
		{"an aggregate does not stop it", true, rule("", "Shop.send (n)", "k = count { Shop._all (n) }", "Shop.send (n: k)")},
		{"a refusal stops it", false, rule("", "Shop.pay () : ()", "", "Shop.pay (n: 1)")},
		{"not one that is taken up as well", true, rule("A", "Shop.pay () : ()", "", "Shop.pay (n: 1)") + rule("B", "Shop.pay () : (error: _)", "", "Shop.pay (n: 1)")},
		{"a literal that it passes on", true, rule("", "Shop.send (n: 1)", "", send)},
		{"another literal", false, rule("", "Shop.send (n: 2)", "", send)},
		{"a join with another action", false, rule("", "Shop.send ()\n  Shop.pay () : ()", "", send)},
		{"a join with the root", true, rule("", "Requesting.request (path: \"/\")\n  Shop.send ()", "", send)},
		{"an action that leads to another", false, rule("", "Shop.tell ()", "", send)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var list diagnostic.List
			for _, cascade := range endlessCascades(typed(t, c.rules)) {
				list = append(list, cascade.finding)
			}
			assert.Equal(t, c.endless, len(list) > 0, said(list))
			for _, d := range list {
				assert.Equal(t, diagnostic.EndlessCascade, d.Code)
				assert.NotEmpty(t, d.Trail)
			}
		})
	}
}

// rule is a sync as text.
func rule(name, when, where, then string) string {
	if where != "" {
		where = "where\n  " + where + "\n"
	}
	return strings.TrimLeft(fmt.Sprintf("sync Rule%s\nwhen\n  %s\n%sthen\n  %s\n\n", name, when, where, then), "\n")
}

func TestEarlyAnswers(t *testing.T) {
	const request = "Requesting.request (path: \"/\") : (request)"
	cases := []struct {
		name  string
		early bool
		rules string
	}{
		{"beside an action that may refuse", true, rule("", request, "", "Shop.pay (n: 1)\n  Requesting.respond (request)")},
		{"before it, in the same sync", true, rule("", request, "", "Requesting.respond (request)\n  Shop.pay (n: 1)")},
		{"beside one that does not refuse", false, rule("", request, "", "Shop.send (n: 1)\n  Requesting.respond (request)")},
		{"in the else of a line", true, rule("", "Requesting.request (path: \"/\", n) : (request)", "n > 1 else { Shop.pay (n)\n  Requesting.respond (request) }", "Shop.send (n)")},
		{"an else, where the rest may refuse", false, rule("", "Requesting.request (path: \"/\", n) : (request)", "n > 1 else Requesting.respond (request)", "Shop.pay (n)")},
		{"another sync", false, rule("A", request, "", "Requesting.respond (request)") + rule("B", request, "", "Shop.pay (n: 1)")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			list := earlyAnswers(typed(t, c.rules), nil)
			assert.Equal(t, c.early, len(list) > 0, said(list))
			var twice diagnostic.List
			for _, d := range list {
				assert.Equal(t, diagnostic.EarlyAnswer, d.Code)
				twice = append(twice, diagnostic.Diagnostic{Code: diagnostic.AnsweredTwice, Primary: d.Primary})
			}
			assert.Empty(t, earlyAnswers(typed(t, c.rules), twice), "what is reported as a second answer is reported once")
		})
	}
}
