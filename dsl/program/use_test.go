package program_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

// Each instance has a type for what the concept takes of others, so that one
// concept serves articles and people.
func TestEachRoleHasItsOwnTypes(t *testing.T) {
	p, found := checkShop(`
use Labeling as Tagging
use Labeling as Marking

sync Label
when
  Catalog.add () : (item)
then
  Labeling.put (item, label: "new")

sync Tag
when
  Profile.register () : (user)
where
  for item in [user]
then
  Tagging.put (item, label: "new")

sync Mark
when
  Labeling.put (item, label: _)
where
  Tagging._getItems (label: "new") : (item: user)
  Profile._getName (user) : (name: label)
then
  Marking.put (item, label)
`)
	require.Empty(t, found)
	instances := map[string]string{}
	for _, c := range p.Concepts {
		for _, o := range c.TypeParams {
			instances[o.String()] = o.Instance.String()
		}
	}
	assert.Equal(t, map[string]string{
		"Labeling.Item": "Catalog.Item", "Labeling.Label": "Labeling.Label",
		"Tagging.Item": "Profile.User", "Tagging.Label": "Tagging.Label",
		"Marking.Item": "Catalog.Item", "Marking.Label": "String",
		"Sessioning.User": "Sessioning.User",
	}, instances)
	labeling, tagging := p.Concept("Labeling"), p.Concept("Tagging")
	assert.Nil(t, labeling.Use)
	assert.Equal(t, "Tagging", tagging.Use.Name.Name)
	assert.Same(t, labeling.Decl, tagging.Decl)
	assert.NotSame(t, labeling.Action("put"), tagging.Action("put"))
	assert.Same(t, tagging, tagging.Action("put").Concept)
	assert.Equal(t, "Tagging._getItems", tagging.Queries[0].FullName())
}

// A concept that no sync names under its own name takes no part in a program
// that uses it in other roles; one that nobody uses at all does.
func TestConceptsOfAProgram(t *testing.T) {
	const concept = "concept Ticking [Thing]\n\npurpose count\n\nprinciple it counts\n\nactions\n  system tick (thing: Thing)\n"
	for _, test := range []struct {
		name, syncs string
		want        []string
	}{
		{"not used", "", []string{"Ticking"}},
		{"used", "sync A\nwhen\n  Ticking.tick ()\nthen\n  Ticking.tick (thing: \"a\")\n", []string{"Ticking"}},
		{"in another role", "sync A\nwhen\n  Viewing.tick ()\nthen\n  Viewing.tick (thing: \"a\")\nuse Ticking as Viewing\n", []string{"Viewing"}},
		{"in two", "use Ticking as Viewing\nsync A\nwhen\n  Viewing.tick (thing)\nthen\n  Ticking.tick (thing)\n", []string{"Ticking", "Viewing"}},
		{"in two others", "use Ticking as Liking\nuse Ticking as Viewing\nsync A\nwhen\n  Viewing.tick (thing)\nthen\n  Liking.tick (thing)\n", []string{"Liking", "Viewing"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, _ := dsl.Check("specs", []dsl.Text{{Path: "a.concept", Text: concept}, {Path: "a.sync", Text: test.syncs}})
			var names, roots []string
			for _, c := range p.Concepts {
				names = append(names, c.Name)
			}
			for _, r := range p.Routes() {
				roots = append(roots, r.Root.Concept.Name)
			}
			assert.Equal(t, test.want, names)
			assert.Equal(t, test.want, roots, "what the outside world can start")
		})
	}
}
