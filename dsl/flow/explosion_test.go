package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestManyConditionsStaySmall follows routes with many conditions, and counts
// the nodes of their diagrams: there are no more of them than a small multiple
// of the square of the conditions.
func TestManyConditionsStaySmall(t *testing.T) {
	shapes := map[string]func(n int) string{
		"guards in one sync":        guardsInOneSync,
		"syncs that guard a note":   independentSyncs,
		"guards in a row of syncs":  chainOfGuards,
		"outcomes that are nested":  nestedOutcomes,
		"two ways at each of many":  complementarySyncs,
		"refusals answered at once": fanOfRefusals,
	}
	for name, rules := range shapes {
		for _, n := range []int{12, 40} {
			t.Run(fmt.Sprintf("%s/%d", name, n), func(t *testing.T) {
				text := rules(n)
				p := typed(t, text)
				u := unfolded(t, text)
				assert.Less(t, len(u.forest.of), 30*n*n)
				a := Analyze(p)
				assert.True(t, a.Routes[0].Owed)
				for _, d := range a.Findings {
					assert.NotContains(t, d.Message, "could not be decided")
				}
				if name != "refusals answered at once" {
					assert.True(t, a.Routes[0].Proved, said(a.Findings))
				}
			})
		}
	}
}

const anyRequest = "Requesting.request (path: \"/\"%s) : (request)"

func numbers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ", n%d", i)
	}
	return b.String()
}

func guardsInOneSync(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "sync All\nwhen\n  "+anyRequest+"\nwhere\n", numbers(n))
	for i := range n {
		fmt.Fprintf(&b, "  n%d > %d else Requesting.respond (request, status: %d)\n", i, i, 400+i)
	}
	return b.String() + "then\n  Requesting.respond (request)\n"
}

func independentSyncs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "sync Note%d\nwhen\n  Requesting.request (path: \"/\", n%d)\nwhere\n  n%d > 3\nthen\n  Shop.send (n: n%d)\n\n", i, i, i, i)
	}
	return b.String() + "sync Answer\nwhen\n  " + fmt.Sprintf(anyRequest, "") + "\nthen\n  Requesting.respond (request)\n"
}

func chainOfGuards(n int) string {
	var b strings.Builder
	b.WriteString("sync Begin\nwhen\n  Requesting.request (path: \"/\")\nthen\n  Shop.tell (kind: \"k0\")\n\n")
	for i := range n {
		fmt.Fprintf(&b, "sync Step%d\nwhen\n  "+anyRequest+"\n  Shop.tell (kind: \"k%d\")\nwhere\n  n%d > 3 else Requesting.respond (request, status: 400)\nthen\n  Shop.tell (kind: \"k%d\")\n\n",
			i, fmt.Sprintf(", n%d", i), i, i, i+1)
	}
	return b.String() + fmt.Sprintf("sync End\nwhen\n  "+anyRequest+"\n  Shop.tell (kind: \"k%d\")\nthen\n  Requesting.respond (request)\n", "", n)
}

func nestedOutcomes(n int) string {
	var b strings.Builder
	b.WriteString("sync Begin\nwhen\n  Requesting.request (path: \"/\")\nthen\n  Shop.pay (n: 0)\n\n")
	for i := range n {
		fmt.Fprintf(&b, "sync Next%d\nwhen\n  Requesting.request (path: \"/\")\n  Shop.pay (n: %d) : ()\nthen\n  Shop.pay (n: %d)\n\n", i, i, i+1)
		fmt.Fprintf(&b, "sync Fail%d\nwhen\n  "+anyRequest+"\n  Shop.pay (n: %d) : (error)\nthen\n  Requesting.respond (request, error)\n\n", i, "", i)
	}
	fmt.Fprintf(&b, "sync End\nwhen\n  "+anyRequest+"\n  Shop.pay (n: %d) : ()\nthen\n  Requesting.respond (request)\n\n", "", n)
	fmt.Fprintf(&b, "sync Fail\nwhen\n  "+anyRequest+"\n  Shop.pay (n: %d) : (error)\nthen\n  Requesting.respond (request, error)\n", "", n)
	return b.String()
}

func complementarySyncs(n int) string {
	var b strings.Builder
	b.WriteString("sync Begin\nwhen\n  Requesting.request (path: \"/\")\nthen\n  Shop.tell (kind: \"k0\")\n\n")
	for i := range n {
		for _, op := range []string{"<", ">="} {
			fmt.Fprintf(&b, "sync %s%d\nwhen\n  Requesting.request (path: \"/\", n%d)\n  Shop.tell (kind: \"k%d\")\nwhere\n  n%d %s 3\nthen\n  Shop.tell (kind: \"k%d\")\n\n",
				map[string]string{"<": "Below", ">=": "Above"}[op], i, i, i, i, op, i+1)
		}
	}
	return b.String() + fmt.Sprintf("sync End\nwhen\n  "+anyRequest+"\n  Shop.tell (kind: \"k%d\")\nthen\n  Requesting.respond (request)\n", "", n)
}

func fanOfRefusals(n int) string {
	var b strings.Builder
	b.WriteString("sync Begin\nwhen\n  Requesting.request (path: \"/\")\nthen\n")
	for i := range n {
		fmt.Fprintf(&b, "  Shop.pay (n: %d)\n", i)
	}
	for i := range n {
		fmt.Fprintf(&b, "\nsync Fail%d\nwhen\n  "+anyRequest+"\n  Shop.pay (n: %d) : (error)\nthen\n  Requesting.respond (request, error)\n", i, "", i)
	}
	return b.String()
}
