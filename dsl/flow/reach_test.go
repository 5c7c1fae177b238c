package flow

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestReach(t *testing.T) {
	p := typed(t, `
sync Begin
when
  Requesting.request (path: "/a", n)
then
  Shop.tell (kind: "a", n)

sync BeginB
when
  Requesting.request (path: "/b", kind)
then
  Shop.tell (kind)

sync OfA
when
  Shop.tell (kind: "a")
then
  Shop.send (n: 1)

sync OfB
when
  Shop.tell (kind: "b")
then
  Shop.send (n: 2)

sync Sent
when
  Shop.send ()
then
  Shop.tell (kind: "sent")

sync Answer
when
  Requesting.request () : (request)
  Shop.tell (kind: "sent")
then
  Requesting.respond (request)

sync AnswerA
when
  Shop.send ()
  Requesting.request (path: "/a") : (request)
then
  Requesting.respond (request)

sync Never
when
  Requesting.request (path: "/a")
  Shop.pay ()
then
  Shop.tell (kind: "paid")

sync Both
when
  Shop.tell (kind: "a")
  Shop.tell (kind: "sent")
then
  Shop.tell (kind: "both")
`)
	want := map[string][]string{
		"POST /a": {"Begin", "OfA", "Sent", "Answer", "AnswerA", "Both"},
		"POST /b": {"BeginB", "OfA", "OfB", "Sent", "Answer", "Both"},
	}
	index := NewIndex(p)
	for _, r := range p.Routes() {
		var names []string
		reached := index.Reach(r)
		for _, s := range reached.Syncs {
			names = append(names, s.Name)
		}
		assert.Equal(t, want[RouteName(r)], names, RouteName(r))
		assert.False(t, reached.RootCalled)
	}
}

func TestReachOfARootThatIsCalled(t *testing.T) {
	p := typed(t, `
sync Begin
when
  Shop.tick (kind: "a")
then
  Shop.tick (kind: "b")

sync Answer
when
  Shop.tick (kind: "b")
then
  Shop.send (n: 1)
`)
	for _, r := range p.Routes() {
		reached := NewIndex(p).Reach(r)
		assert.Equal(t, r.Literal("kind") == "a", reached.RootCalled)
		if reached.RootCalled {
			assert.Len(t, reached.Syncs, 2)
		}
	}
}
