package syntax

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/syncgen/syncgen/dsl/source"
)

// manySyncs makes a file like those that people write.
func manySyncs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `// Route %[1]d answers with what the user has.
sync Route%[1]d
when
  Requesting.request (path: "/items/%[1]d/list", session, limit? = 20) : (request)
where
  Sessioning._getUser (session) : (user) else Requesting.respond (request, status: 401, error: "sign in first")
  not archived and price * quantity > 3
  results = collect (item, title) { // each with its title
    Listing._getItems (owner: user) : (item, title)
    order by title desc
    limit limit
  }
then
  Requesting.respond (request, results, message: "found ${len (results)} items")

`, i)
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	for _, bench := range []struct{ name, path, text string }{
		{"syncs", "a.sync", manySyncs(1000)},
		{"concept", "a.concept", conceptText(1000)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var m source.Map
			f := m.Add(bench.path, bench.text)
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			start := processorTime()
			for b.Loop() {
				if _, problems := Parse(f); len(problems) > 0 {
					b.Fatal(problems[0].Message)
				}
			}
			megabytes := float64(len(bench.text)) * float64(b.N) / 1e6
			b.ReportMetric(megabytes/(processorTime()-start).Seconds(), "MB/cpu-s")
		})
	}
}

// processorTime is what the process has used of all processors, garbage
// collection included: on a busy machine, it says more than the clock.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func BenchmarkLex(b *testing.B) {
	text := manySyncs(1000)
	var m source.Map
	f := m.Add("a.sync", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for s := newScanner(f); s.chunk(); {
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	text := manySyncs(1000)
	tree, _ := parse("a.sync", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Format(tree)
	}
}

func conceptText(actions int) string {
	var b strings.Builder
	b.WriteString("concept Listing [User]\n\npurpose to list\n\nstate\n  a set of Items with\n    an owner User\n\nactions\n")
	for i := range actions {
		fmt.Fprintf(&b, "  create%d (owner: User, title: String, tags: set of String) : (item: Item)\n    requires the title isn't empty\n    effects adds an item\n", i)
	}
	return b.String()
}
