package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkAnalyze follows programs of n syncs, ten to a route. The baseline
// reads and types them.
func BenchmarkAnalyze(b *testing.B) {
	programs := map[string]func(syncs int) string{"routes": manyRoutes, "tail": sharedTail}
	for _, name := range []string{"routes", "tail"} {
		for _, n := range []int{100, 1_000, 10_000} {
			text := programs[name](n)
			b.Run(fmt.Sprintf("%s=%d/type", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					typed(b, text)
				}
			})
			p := typed(b, text)
			b.Run(fmt.Sprintf("%s=%d/follow", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					require.Empty(b, Analyze(p).Findings)
				}
			})
		}
	}
}

// manyRoutes has routes of ten syncs each, which do not meet.
func manyRoutes(syncs int) string {
	var b strings.Builder
	for r := range syncs / 10 {
		request := fmt.Sprintf("Requesting.request (path: \"/r%d\") : (request)", r)
		kind := func(step int) string { return fmt.Sprintf("Shop.tell (kind: \"r%d.%d\")", r, step) }
		fmt.Fprintf(&b, "sync R%dBegin\nwhen\n  Requesting.request (path: \"/r%d\", n, s) : (request)\nwhere\n  n > 3 else Requesting.respond (request, status: 400)\n", r, r)
		fmt.Fprintf(&b, "  some { Shop._perhaps (n) } else Requesting.respond (request, status: 404)\nthen\n  Shop.order (n, s)\n\n")
		fmt.Fprintf(&b, "sync R%dFailed\nwhen\n  %s\n  Shop.order () : (error)\nthen\n  Requesting.respond (request, error)\n\n", r, request)
		fmt.Fprintf(&b, "sync R%dWaits\nwhen\n  %s\n  Shop.order () : (waiting)\nthen\n  Requesting.respond (request, waiting)\n\n", r, request)
		fmt.Fprintf(&b, "sync R%dOrdered\nwhen\n  Requesting.request (path: \"/r%d\")\n  Shop.order () : (order: _)\nthen\n  %s\n\n", r, r, kind(0))
		for i := range 5 {
			fmt.Fprintf(&b, "sync R%dStep%d\nwhen\n  %s\nthen\n  %s\n\n", r, i, kind(i), kind(i+1))
		}
		fmt.Fprintf(&b, "sync R%dEnd\nwhen\n  %s\n  %s\nthen\n  Requesting.respond (request)\n\n", r, request, kind(5))
	}
	return b.String()
}

// sharedTail has a tenth of its syncs for routes which all go on through a tail
// of a hundred others at most.
func sharedTail(syncs int) string {
	var b strings.Builder
	tail := min(syncs*9/10, 100)
	for r := range syncs - tail {
		fmt.Fprintf(&b, "sync R%d\nwhen\n  Requesting.request (path: \"/r%d\")\nthen\n  Shop.tell (kind: \"0\")\n\n", r, r)
	}
	for i := range tail - 1 {
		fmt.Fprintf(&b, "sync Tail%d\nwhen\n  Shop.tell (kind: \"%d\")\nthen\n  Shop.tell (kind: \"%d\")\n\n", i, i, i+1)
	}
	fmt.Fprintf(&b, "sync End\nwhen\n  Requesting.request () : (request)\n  Shop.tell (kind: \"%d\")\nthen\n  Requesting.respond (request)\n", tail-1)
	return b.String()
}
