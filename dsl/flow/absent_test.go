package flow

import "testing"

// TestVerdictsOfAbsentValues has rules that tell a value that is there from one
// that is absent, in all the ways in which rules can.
func TestVerdictsOfAbsentValues(t *testing.T) {
	for _, c := range []struct{ name, verdict, rules string }{
		{"a binding and its else", "proved", `
sync A
when
  Requesting.request (path: "/", s?) : (request)
where
  given = s else Requesting.respond (request, status: 400)
then
  Requesting.respond (request, given)`},
		{"a binding that nobody answers for", "unanswered", `
sync A
when
  Requesting.request (path: "/", s?) : (request)
where
  given = s else Shop.tell (kind: "absent")
then
  Requesting.respond (request, given)`},
		{"one value, bound in two syncs", "proved", `
sync A
when
  Requesting.request (path: "/", s?, t?) : (request)
where
  given = s ?? t else Requesting.respond (request, status: 400)
then
  Shop.tell (kind: given)
sync B
when
  Requesting.request (path: "/", s?, t?) : (request)
where
  given = s ?? t else Shop.tell (kind: "x")
then
  Requesting.respond (request, given)`},
		{"what is bound is the value itself", "twice", `
sync A
when
  Requesting.request (path: "/", s?) : (request)
where
  given = s else Requesting.respond (request, status: 400)
  given == "x" else Requesting.respond (request, status: 409)
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", s?) : (request)
where
  (s ?? "") == "x"
then
  Requesting.respond (request)`},
		{"the value of a first row", "proved", `
sync A
when
  Requesting.request (path: "/", n) : (request)
where
  w = first (w) { Shop._all (n) : (w) }
  given = w else Requesting.respond (request, status: 404)
then
  Shop.tell (kind: given)
sync B
when
  Requesting.request (path: "/", n) : (request)
where
  some { Shop._all (n) }
then
  Requesting.respond (request)`},
		{"a loop over what may be absent", "proved", `
sync A
when
  Requesting.request (path: "/", s?) : (request)
where
  for given in s else Requesting.respond (request, status: 400)
then
  Requesting.respond (request, given)`},
		{"a loop and a binding of one value", "proved", `
sync A
when
  Requesting.request (path: "/", s?) : (request)
where
  for given in s
then
  Requesting.respond (request, given)
sync B
when
  Requesting.request (path: "/", s?) : (request)
where
  given = s else Requesting.respond (request, status: 400)
then
  Shop.tell (kind: given)`},
		{"a block that looks at what may be absent", "proved", `
sync A
when
  Requesting.request (path: "/", s?) : (request)
where
  some { for given in s }
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", s?) : (request)
where
  given = s else Requesting.respond (request, status: 400)
then
  Shop.tell (kind: given)`},
		{"a field of a record that may be absent", "proved", `
sync A
when
  Requesting.request (path: "/", user?: { name?, s? = "x" }) : (request)
where
  given = name else Requesting.respond (request, status: 400)
then
  Requesting.respond (request, given, s)`},
		{"a record with its field, and one without", "proved", `
sync A
when
  Requesting.request (path: "/", user?: { name? }) : (request)
where
  given = name else Requesting.respond (request, status: 400)
then
  Shop.tell (kind: given)
sync B
when
  Requesting.request (path: "/", user?: { name? }) : (request)
where
  some { for given in name }
then
  Requesting.respond (request)`},
		{"the default of a field, by its record", "proved", `
sync A
when
  Requesting.request (path: "/", user?: { kind? = "a" }) : (request)
where
  kind == "a"
then
  Requesting.respond (request)
sync B
when
  Requesting.request (path: "/", user?: { kind? }) : (request)
where
  (kind ?? "a") != "a"
then
  Requesting.respond (request)`},
		{"an if without else, and its condition", "proved", `
sync A
when
  Requesting.request (path: "/", n) : (request)
where
  big = if n > 3 then n else Requesting.respond (request, status: 400)
then
  Shop.send (n: big)
sync B
when
  Requesting.request (path: "/", n) : (request)
where
  n > 3
then
  Requesting.respond (request)`},
		{"an if of what may be absent", "proved", `
sync A
when
  Requesting.request (path: "/", n, s?) : (request)
where
  given = if n > 3 then s else Requesting.respond (request, status: 400)
then
  Requesting.respond (request, given)`},
		{"what is behind a prefix, and the prefix", "proved", `
sync A
when
  Requesting.request (path: "/", authorization?) : (request)
where
  token = after (authorization ?? "", "Token ") else Requesting.respond (request, status: 401)
then
  Shop.tell (kind: token)
sync B
when
  Requesting.request (path: "/", authorization?) : (request)
where
  startsWith (authorization ?? "", "Token ")
then
  Requesting.respond (request)`},
		{"what nobody answers behind a prefix", "unanswered", `
sync A
when
  Requesting.request (path: "/", authorization?) : (request)
where
  token = after (authorization ?? "", "Token ") else Requesting.respond (request, status: 401)
  token != "x"
then
  Requesting.respond (request)`},
	} {
		t.Run(c.name, func(t *testing.T) { assertVerdict(t, c.verdict, c.rules) })
	}
}

// TestVerdictsOfViews: the else of a use is done for each line that leaves
// nothing of the frame, once.
func TestVerdictsOfViews(t *testing.T) {
	for _, c := range []struct{ name, verdict, rules string }{
		{"a use with an else", "proved", `
view Shown (n) : (w)
  Shop._one (n) : (f)
  f
  Shop._perhaps (n) : (w)
sync A
when
  Requesting.request (path: "/", n) : (request)
where
  Shown (n) : (w) else Requesting.respond (request, status: 404)
then
  Requesting.respond (request, w)`},
		{"a use without one", "unanswered", `
view Shown (n) : (w)
  Shop._perhaps (n) : (w)
sync A
when
  Requesting.request (path: "/", n) : (request)
where
  Shown (n) : (w)
then
  Requesting.respond (request, w)`},
		{"rows of a view, which are answered for each", "twice", `
view Shown (n) : (w)
  Shop._all (n) : (w)
sync A
when
  Requesting.request (path: "/", n) : (request)
where
  Shown (n) : (w) else Requesting.respond (request, status: 404)
then
  Requesting.respond (request, w)`},
		{"a guard that answers for its view", "proved", `
view Rows (n) : (all)
  all = collect (w) { Shop._all (n) : (w) }
  len (all) > 0
guard Known (request, n) : (all)
  Rows (n) : (all) else Requesting.respond (request, status: 404)
sync A
when
  Requesting.request (path: "/", n) : (request)
where
  Known (request, n) : (all)
then
  Requesting.respond (request, all)`},
	} {
		t.Run(c.name, func(t *testing.T) { assertVerdict(t, c.verdict, c.rules) })
	}
}
