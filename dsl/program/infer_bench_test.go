package program_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// manySyncs writes n syncs, four for each of n/4 routes, of which every one
// meets a pattern that sees all routes.
func manySyncs(n int) string {
	var b strings.Builder
	b.WriteString(`
guard SignedIn (request, session) : (user)
  Sessioning._getUser (session) : (user) else Requesting.respond (request, status: 401, error: "sign in first")

sync Greets
when Requesting.request (session) : (request)
where Sessioning._getUser (session) : (user)
then Profile.befriend (user, friend: user)
`)
	for i := range n / 4 {
		fmt.Fprintf(&b, `
sync Ask%[1]d
when Requesting.request (path: "/p%[1]d", session, title, price, stock? = 1, size) : (request)
where SignedIn (request, session) : (user)
  len (title) > 3
  price * 2 < 100 else Requesting.respond (request, status: 400, error: "too dear")
then Catalog.add (title, price, stock: stock + 1, tags: ["a", lower (title)], size)

sync Added%[1]d
when Requesting.request (path: "/p%[1]d", title) : (request)
  Catalog.add (title) : (item)
where rows = collect (item: other, price) {
    Catalog._getAll () : (item: other)
    Catalog._getItem (item: other) : (title, price)
    order by price desc
  }
then Requesting.respond (request, item, rows, message: "added ${title}")

sync Labels%[1]d
when Requesting.request (path: "/p%[1]d", label?, title) : (request)
  Catalog.add () : (item)
then Labeling.put (item, label: label ?? title)

sync Describes%[1]d
when Requesting.request (path: "/p%[1]d", details: { summary, kg? }) : (request)
  Catalog.add () : (item)
then Catalog.describe (item, details: { summary, weight: kg })
`, i)
	}
	return b.String()
}

// resolveShop resolves syncs with the concepts of these tests and leaves their
// types to be found.
func resolveShop(syncs string) *program.Program {
	sources := &source.Map{}
	var files []*syntax.File
	add := func(path, text string) {
		tree, _ := syntax.Parse(sources.Add(path, text))
		files = append(files, tree)
	}
	for _, f := range txtar.Parse([]byte(shopConcepts)).Files {
		add(f.Name, string(f.Data))
	}
	add("shop.sync", syncs)
	p, _ := program.Resolve("shop", sources, files)
	return p
}

func BenchmarkInfer(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprintf("syncs=%d", n), func(b *testing.B) {
			text := manySyncs(n)
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				p := resolveShop(text)
				b.StartTimer()
				if found := program.Infer(p); len(found) > 0 {
					b.Fatal(found[0].Message)
				}
			}
		})
	}
}

// FuzzInfer holds that no spec makes inference panic, and that it leaves no
// type open.
func FuzzInfer(f *testing.F) {
	f.Add(manySyncs(4))
	f.Add("sync S\nwhen Requesting.request (path: \"/a\", x, y: { z }) : (request)\nwhere x == [y]\n  z.a.b ?? x\nthen Requesting.respond (request, x: [x, z])\n")
	f.Add("sync S\nwhen Requesting.request (path: \"/a\", x?, y: { z? }) : (request)\nwhere x == null and z != null\n  v = if true then { x } else { x: z ?? null }\n  v.x == null\nthen Requesting.respond (request, x: [x, z], v)\n")
	f.Fuzz(func(t *testing.T, syncs string) {
		p, _ := checkShop(syncs)
		for _, s := range p.Syncs {
			if s.HasErrors {
				return
			}
		}
		assertFinal(t, p)
		p.Routes()
	})
}
