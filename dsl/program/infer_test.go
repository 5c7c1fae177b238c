package program_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// shopConcepts are what the specs of these tests are about.
const shopConcepts = `
-- catalog.concept --
concept Catalog

purpose know what there is to buy

principle an item that was added is found

state
  a set of Items with
    a title String

actions
  add (title: String, price: Number, stock: Integer, tags: set of String, size: of SMALL or LARGE) : (item: Item)
  rename (item: Item, title: String)
  reprice (item: Item, price: Number)
  restock (item: Item, stock: Integer)
  describe (item: Item, details: { summary: String, weight: optional Number })
  annotate (item: Item, note: optional String, extra: optional Json)
  release (item: Item, on: Date, at: DateTime)
  tag (item: Item, tags: set of String, sizes: seq of Number)
  hide (item: Item, hidden: Flag)

queries
  _getItem (item: Item) : (title: String, price: Number, stock: Integer, note: optional String, size: of SMALL or LARGE)
  _getDetails (item: Item) : (details: { summary: String, weight: optional Number })
  _getTags (item: Item) : one (tags: set of String)
  _getDates (item: Item) : (on: Date, at: DateTime)
  _getRaw (item: Item) : (raw: Json)
  _getAll () : (item: Item)
-- profile.concept --
concept Profile

purpose know who is who

principle who registered can sign in

state
  a set of Users with
    a name String

actions
  register (name: String, password: Secret) : (user: User)
  register (name: String, password: Secret) : (error: String)
  befriend (user: User, friend: User)

queries
  _getName (user: User) : (name: String)
-- sessioning.concept --
concept Sessioning [User]

purpose remember who is signed in

principle a session that was started leads to its user

state
  a set of Sessions with
    a user User

actions
  start (user: User) : (session: Session)

queries
  _getUser (session: Session) : (user: User)
-- labeling.concept --
concept Labeling [Item, Label]

purpose find things again

principle what got a label is found by it

state
  a set of Items with
    a label Label

actions
  put (item: Item, label: Label)

queries
  _getItems (label: Label) : (item: Item)
-- fetching.concept --
concept Fetching

purpose ask other systems

principle what was fetched can be used

state
  an element Cache with
    a size Integer

actions
  fetch (url: String, ...) : (...)
-- clock.concept --
concept Clock

purpose have things happen in time

principle it ticks

actions
  system tick (unit: String, beat: Integer, quiet: Flag)
  set (mode: of LARGE or SMALL, face: { weight: optional Number, summary: String }) : (beat: Integer)
  set (mode: of LARGE or SMALL, face: { weight: optional Number, summary: String }) : (beat: Number, late: Flag)

queries
  _get () : one (mode: of HIGH or LOW, face: { summary: Integer, hands: Integer })
-- ringing.concept --
concept Ringing

purpose be heard

principle it rings

actions
  ring () : (tone: Integer)
  ring () : (tone: String, loud: Flag)
  ring () : (far: Flag, ...)
`

// checkShop checks syncs with the concepts of these tests.
func checkShop(syncs string) (*program.Program, diagnostic.List) {
	var texts []dsl.Text
	for _, f := range txtar.Parse([]byte(shopConcepts)).Files {
		texts = append(texts, dsl.Text{Path: f.Name, Text: string(f.Data)})
	}
	return dsl.Typed("shop", append(texts, dsl.Text{Path: "shop.sync", Text: syncs}))
}

// short lists findings, one a line, as `line:column: message`.
func short(p *program.Program, found diagnostic.List) string {
	var b strings.Builder
	for _, d := range found {
		at := p.Sources.File(d.Primary.Span.File).Position(d.Primary.Span.Start)
		fmt.Fprintf(&b, "%d:%d: %s\n", at.Line, at.Column, d.Message)
	}
	return b.String()
}

func TestVariablesGetTheTypesOfTheirUse(t *testing.T) {
	for _, test := range []struct{ name, syncs, want string }{
		{"a declared result", `
sync S
when Catalog.add () : (item)
then Catalog.hide (item, hidden: true)`,
			"item: Catalog.Item"},

		{"a value of a request is what it is passed as", `
sync S
when Requesting.request (path: "/a", title, price, stock, tags, size)
then Catalog.add (title, price, stock, tags, size)`,
			"title: String; price: Number; stock: Integer; tags: set of String; size: of SMALL or LARGE"},

		{"a value of a request that nothing uses is Json", `
sync S
when Requesting.request (path: "/a", anything) : (request)
then Requesting.respond (request, anything)`,
			"anything: Json; request: Requesting.Request"},

		{"a value of a request becomes a Secret where one is expected", `
sync S
when Requesting.request (path: "/a", name, password, again)
where password == again
then Profile.register (name, password)`,
			"name: String; password: Secret; again: Secret"},

		{"a text that stands for an absent Secret is a Secret, and its length may be asked for", `
sync S
when Requesting.request (path: "/a", name? = "", password? = "", again?)
where len (password) > 3
  len (again ?? "") > 3
  chosen = if name == "" then password else "none"
then Profile.register (name, password)
  Profile.register (name, password: again ?? "")
  Profile.register (name, password: chosen)`,
			"name: String; password: Secret; again: optional Secret; chosen: Secret"},

		{"a field of a record of a request becomes a Secret, whatever its default", `
sync S
when Requesting.request (path: "/a", user?: { name? = "", password? = "" })
where trim (name) != ""
  len (password) > 3
then Profile.register (name, password)`,
			"name: String; password: Secret"},

		{"what is behind a prefix of a Secret is a Secret, and of a text a text", `
sync S
when Requesting.request (path: "/a", headers: { authorization? }, topic)
where token = after (authorization ?? "", "Token ")
  for title in after (topic, "topic: ")
  for password in token
then Catalog.rename (item: "i", title)
  Profile.register (name: "n", password)`,
			"authorization: optional Secret; topic: String; token: optional Secret; title: String; password: Secret"},

		{"a text of a concept may become a Secret, and what is made of texts as well", `
sync S
when Requesting.request (path: "/a", item, suffix)
where Catalog._getItem (item) : (title)
  long = title + suffix
then Profile.register (name: suffix, password: long)
  Profile.register (name: title, password: title)`,
			"item: Catalog.Item; suffix: String; title: String; long: String"},

		{"a type parameter stands for what it meets", `
sync S
when Profile.register () : (user)
then Sessioning.start (user)
sync T
when Requesting.request (path: "/a", session) : (request)
where Sessioning._getUser (session) : (user)
  Profile._getName (user) : (name)
then Requesting.respond (request, name)`,
			"user: Profile.User; session: Sessioning.Session; request: Requesting.Request; user: Profile.User; name: String"},

		{"type parameters that meet only each other are the first of them", `
sync S
when Sessioning.start (user)
then Labeling.put (item: user, label: "x")`,
			"user: Labeling.Item"},

		{"a type parameter may stand for String", `
sync S
when Requesting.request (path: "/a", label) : (request)
where Labeling._getItems (label: lower (label)) : (item)
then Requesting.respond (request, item)`,
			"label: String; request: Requesting.Request; item: Labeling.Item"},

		{"a route has its own types", `
sync S
when Requesting.request (path: "/a", x)
then Catalog.hide (item: x, hidden: true)
sync T
when Requesting.request (path: "/b", x, item)
then Catalog.restock (item, stock: x)`,
			"x: Catalog.Item; x: Integer; item: Catalog.Item"},

		{"a pattern without the literal sees all routes", `
sync S
when Requesting.request (path: "/a", x)
then Catalog.hide (item: x, hidden: true)
sync T
when Requesting.request (x) : (request)
then Requesting.respond (request, x)`,
			"x: Catalog.Item; x: Catalog.Item; request: Requesting.Request"},

		{"routes are told apart by method and path", `
sync S
when Requesting.request (method: "GET", path: "/a", x)
then Catalog.hide (item: x, hidden: true)
sync T
when Requesting.request (method: "PUT", path: "/a", x, item)
then Catalog.restock (item, stock: x)
sync U
when Requesting.request (method: "PUT", x) : (request)
then Requesting.respond (request, x)`,
			"x: Catalog.Item; x: Integer; item: Catalog.Item; x: Integer; request: Requesting.Request"},

		{"optional values", `
sync S
when Requesting.request (path: "/a", item, note?, limit? = 20, hidden? = false) : (request)
where Catalog._getItem (item) : (title, note?: old)
  n = limit + 1
  hidden
  text = note ?? "none"
then Catalog.annotate (item, note)
  Requesting.respond (request, old, n, text, title)`,
			"item: Catalog.Item; note: optional String; limit: Integer; hidden: Flag; request: Requesting.Request; title: String; old: optional String; n: Integer; text: String"},

		{"a result that may be absent is there when bound without `?`", `
sync S
when Requesting.request (path: "/a", item) : (request)
where Catalog._getItem (item) : (note)
then Requesting.respond (request, note)`,
			"item: Catalog.Item; request: Requesting.Request; note: String"},

		{"literals follow their place", `
sync S
when Requesting.request (path: "/a", item, factor? = 2) : (request)
where size = if item == "x" then "SMALL" else "LARGE"
  Catalog._getItem (item) : (size, stock: 3)
  price = factor * 2
  id = uuid ()
  free = uuid ()
  mean = 7 / 2
then Catalog.reprice (item, price)
  Catalog.hide (item: id, hidden: false)
  Requesting.respond (request, free, mean)`,
			"item: Catalog.Item; factor: Number; request: Requesting.Request; size: of SMALL or LARGE; price: Number; id: Catalog.Item; free: String; mean: Number"},

		{"operators tell the types of their operands", `
sync S
when Requesting.request (path: "/a", a, b, c, d, e, f, g) : (request)
where total = a * 2
  greeting = "hello " + b
  c and len (d) > 3
  "x" in e
  startsWith (f, "y")
  g < now ()
then Requesting.respond (request, total, greeting)`,
			"a: Number; b: String; c: Flag; d: String; e: seq of String; f: String; g: DateTime; request: Requesting.Request; total: Number; greeting: String"},

		{"an operand is what the result is used as", `
sync S
when Requesting.request (path: "/a", item, by, more)
where stock = by + more * 2
then Catalog.restock (item, stock)
sync T
when Requesting.request (path: "/b", item, base, rest)
where title = base + rest
then Catalog.rename (item, title)
sync U
when Requesting.request (path: "/c", item, tags, others)
then Catalog.tag (item, tags: tags + others, sizes: [1, 2.5])`,
			"item: Catalog.Item; by: Integer; more: Integer; stock: Integer; " +
				"item: Catalog.Item; base: String; rest: String; title: String; " +
				"item: Catalog.Item; tags: set of String; others: set of String"},

		{"an Integer may be a Number", `
sync S
when Requesting.request (path: "/a", item, x)
where Catalog._getItem (item) : (price, stock)
  sum = price + stock
  stock < price
  x == stock
  either = if x > 3 then stock else price
then Catalog.reprice (item, price: x)
  Catalog.reprice (item, price: stock)
  Catalog.reprice (item, price: either)
  Catalog.reprice (item, price: sum)`,
			"item: Catalog.Item; x: Number; price: Number; stock: Integer; sum: Number; either: Number"},

		{"a value used both as Integer and as Number is an Integer", `
sync S
when Requesting.request (path: "/a", item, x)
then Catalog.reprice (item, price: x)
  Catalog.restock (item, stock: x)`,
			"item: Catalog.Item; x: Integer"},

		{"a comparison does not tell what kind of number a value is", `
sync S
when Requesting.request (path: "/a", item, x? = 1, y, z)
where x > 0.5
  for n in [2, 0]
  n < 0.5
  y > 0.5
  z == 3
then Catalog.restock (item, stock: x)
  Catalog.restock (item, stock: n)
  Catalog.restock (item, stock: y)`,
			"item: Catalog.Item; x: Integer; y: Integer; z: Number; n: Integer"},

		{"null is told from absence in all syncs of a route where one asks for it", `
sync S
when Requesting.request (path: "/a", item, note?) : (request)
where x = if note == null then "none" else note
  y = note ?? null
  z = [note, "a"]
then Requesting.respond (request, x, y, z)
sync T
when Requesting.request (path: "/a", item, note?)
then Catalog.annotate (item, note)
sync U
when Requesting.request (path: "/b", item, note?)
then Catalog.annotate (item, note)`,
			"item: Catalog.Item; note: optional nullable String; request: Requesting.Request; x: optional nullable String; y: nullable String; " +
				"z: seq of optional nullable String; item: Catalog.Item; note: optional nullable String; item: Catalog.Item; note: optional String"},

		{"null is told from absence inside of a record, by a guard and before a choice", `
guard Given (request, x)
  (if true then x else x) != null else Requesting.respond (request)
sync S
when Requesting.request (path: "/a", item, about: { note?, other? }) : (request)
where Given (request, x: note)
then Catalog.annotate (item, note)
  Catalog.annotate (item, note: other)
sync T
when Requesting.request (path: "/a", about) : (request)
then Requesting.respond (request, about)`,
			"item: Catalog.Item; note: optional nullable String; other: optional String; request: Requesting.Request; " +
				"about: { note: optional nullable String, other: optional String }; request: Requesting.Request"},

		{"Integers among Numbers are Numbers", `
sync S
when Requesting.request (path: "/a", item, x)
where Catalog._getItem (item) : (stock, price)
  list = [stock] + [0.5, 1]
  x in list
  tidy = if price in list then stock else 2.5
then Catalog.tag (item, tags: [], sizes: list + [tidy])`,
			"item: Catalog.Item; x: Number; stock: Integer; price: Number; list: seq of Number; tidy: Number"},

		{"records are known by the fields that are taken", `
sync S
when Requesting.request (path: "/a", item, thing: { title, by? }) : (request)
then Catalog.rename (item, title)
  Requesting.respond (request, by)
sync T
when Requesting.request (path: "/a", item, thing)
where stock = thing.count
then Catalog.restock (item, stock)`,
			"item: Catalog.Item; title: String; by: optional Json; request: Requesting.Request; " +
				"item: Catalog.Item; thing: { title: String, by: optional Json, count: Integer }; stock: Integer"},

		{"patterns may take different fields of one record", `
sync S
when Requesting.request (path: "/a", thing: { title, by?: who, deep: { x } })
then Catalog.rename (item: x, title)
sync T
when Requesting.request (path: "/a", thing: { by, count? = 1, deep: { y } })
then Catalog.restock (item: by, stock: count + y)
sync U
when Requesting.request (thing) : (request)
then Requesting.respond (request, thing)`,
			"title: String; who: optional Catalog.Item; x: Catalog.Item; by: Catalog.Item; count: Integer; y: Integer; " +
				"thing: { title: String, by: optional Catalog.Item, deep: { x: Catalog.Item, y: Integer }, count: optional Integer }; request: Requesting.Request"},

		{"a pattern takes apart what is answered", `
sync S
when Requesting.request (path: "/a", who) : (request)
then Requesting.respond (request, user: { name: who, age: 3, tags: [] })
sync T
when Requesting.respond (user: { name, age? }) : ()
then Catalog.rename (item: "x", title: name)
  Catalog.annotate (item: "x", extra: age)`,
			"who: String; request: Requesting.Request; name: String; age: optional Integer"},

		{"records with the same fields are of one type", `
sync S
when Requesting.request (path: "/a", item) : (request)
where list = [{ a: 1, b: "x" }, { b: item, a: 2.5 }]
  Catalog._getDetails (item) : (details)
  Catalog._getDetails (item: "other") : (details: same)
  same == details
  same == { summary: "x" }
  Clock._get () : (face: { hands })
  details in [same]
  for row in list
  row == { a: 1, b: "y" }
then Catalog.describe (item: row.b, details: same)
  Clock.set (mode: "LARGE", face: same)
  Requesting.respond (request, row, hands)`,
			"item: Catalog.Item; request: Requesting.Request; list: seq of { a: Number, b: Catalog.Item }; " +
				"details: { summary: String, weight: optional Number }; same: { summary: String, weight: optional Number }; hands: Integer; row: { a: Number, b: Catalog.Item }"},

		{"enumerations with the same constants are of one type", `
sync S
when Clock.set (mode) : ()
where Catalog._getItem (item: "i") : (size)
  size == mode
  size in ["SMALL"]
then Catalog.rename (item: "i", title: "${size}")`,
			"mode: of LARGE or SMALL; size: of SMALL or LARGE"},

		{"further results are typed like further values", `
sync S
when Fetching.fetch (url: "/a") : (item)
then Catalog.hide (item, hidden: true)
sync T
when Fetching.fetch (depth) : (item, what: { title })
then Catalog.rename (item, title)
  Catalog.restock (item, stock: depth)
sync U
when Requesting.request (path: "/a", deep)
then Fetching.fetch (url: "/b", depth: deep, width: 3)`,
			"item: Catalog.Item; depth: Integer; item: Catalog.Item; title: String; deep: Integer"},

		{"a record that is passed on is the declared one", `
sync S
when Requesting.request (path: "/a", item, details)
where len (details.summary) > 0
  weight = details.weight ?? 1
then Catalog.describe (item, details)
sync T
when Requesting.request (path: "/b", item, summary)
where details = { summary }
then Catalog.describe (item, details)
sync U
when Requesting.request (path: "/c", item, kg)
then Catalog.describe (item, details: { weight: kg, summary: "?" })`,
			"item: Catalog.Item; details: { summary: String, weight: optional Number }; weight: Number; " +
				"item: Catalog.Item; summary: String; details: { summary: String, weight: optional Number }; " +
				"item: Catalog.Item; kg: Number"},

		{"lists and their elements", `
sync S
when Requesting.request (path: "/a", items, rows) : (request)
where for item in items
  Catalog._getTags (item) : (tags)
  for row in rows
  size = row.size
then Catalog.tag (item, tags, sizes: [size, 2])`,
			"items: seq of Catalog.Item; rows: seq of { size: Number }; request: Requesting.Request; item: Catalog.Item; " +
				"tags: set of String; row: { size: Number }; size: Number"},

		{"aggregates", `
sync S
when Requesting.request (path: "/a") : (request)
where items = collect (item) { Catalog._getAll () : (item) }
  rows = collect (item, cost: price * 2) {
    Catalog._getAll () : (item)
    Catalog._getItem (item) : (price, title)
    order by title desc, item
    limit 3
  }
  n = count { Catalog._getAll () }
  stock = sum (stock) { Catalog._getItem (item: "x") : (stock) }
  cheapest = min (price) { Catalog._getItem (item: "x") : (price) }
  dearest = max (price) { Catalog._getItem (item: "x") : (price) } else 0
  one = first (title) { Catalog._getItem (item: "x") : (title) } else Requesting.respond (request, status: 404)
  known = some { Catalog._getAll () }
then Requesting.respond (request, items, rows, n, stock, cheapest, dearest, one, known)`,
			"request: Requesting.Request; item: Catalog.Item; items: seq of Catalog.Item; " +
				"item: Catalog.Item; price: Number; title: String; rows: seq of { item: Catalog.Item, cost: Number }; " +
				"n: Integer; stock: Integer; stock: Integer; price: Number; cheapest: optional Number; price: Number; dearest: Number; " +
				"title: String; one: String; known: Flag"},

		{"a text prints what is in it", `
sync S
when Requesting.request (path: "/a", name, item) : (request)
where Catalog._getItem (item) : (stock)
then Requesting.respond (request, text: "${name} has ${stock} of ${item}")`,
			"name: String; item: Catalog.Item; request: Requesting.Request; stock: Integer"},

		{"anything may become Json", `
sync S
when Requesting.request (path: "/a", item, what) : (request)
where extra = { what, list: [1, 2] }
then Catalog.annotate (item, extra)
  Catalog.annotate (item, extra: 3)
  Catalog.annotate (item, extra: what)`,
			"item: Catalog.Item; what: Json; request: Requesting.Request; extra: { what: Json, list: seq of Integer }"},

		{"what is answered has the type that a pattern gives it", `
sync S
when Requesting.request (path: "/a") : (request)
then Requesting.respond (request, item: "x", n: 1)
sync T
when Requesting.respond (item, n) : ()
then Catalog.reprice (item, price: n)
sync U
when Requesting.request (path: "/b") : (request)
then Requesting.respond (request, other: 1)`,
			"request: Requesting.Request; item: Catalog.Item; n: Number; request: Requesting.Request"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, found := checkShop(test.syncs)
			require.Empty(t, short(p, mismatches(found)))
			var got []string
			for _, s := range p.Syncs {
				for _, v := range s.Vars {
					got = append(got, v.Name+": "+v.Type.String())
				}
			}
			assert.Equal(t, test.want, strings.Join(got, "; "))
			assertFinal(t, p)
		})
	}
}

// mismatches leaves the warnings out.
func mismatches(found diagnostic.List) diagnostic.List {
	var list diagnostic.List
	for _, d := range found {
		if d.Severity == diagnostic.Error {
			list = append(list, d)
		}
	}
	return list
}
