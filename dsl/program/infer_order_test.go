package program_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// Types do not depend on the order in which syncs are written, nor does
// whether there are mismatches.
func TestOrderOfSyncsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		syncs := rapid.SliceOfN(rapid.Custom(randomSync), 1, 6).Draw(t, "syncs")
		for i := range syncs {
			syncs[i] = fmt.Sprintf("sync S%d\n%s", i, syncs[i])
		}
		other := rapid.Permutation(syncs).Draw(t, "other order")
		p, found := checkShop(strings.Join(syncs, "\n"))
		q, foundToo := checkShop(strings.Join(other, "\n"))
		assert.Equal(t, len(mismatches(found)) == 0, len(mismatches(foundToo)) == 0, "%s\n%s", short(p, found), short(q, foundToo))
		if len(mismatches(found)) == 0 {
			assert.Equal(t, variables(p), variables(q), strings.Join(syncs, "\n"))
		}
	})
}

// variables lists the variables of a program with their types, by sync.
func variables(p *program.Program) map[string][]string {
	all := map[string][]string{}
	for _, s := range p.Syncs {
		for _, v := range s.Vars {
			all[s.Name] = append(all[s.Name], v.Name+": "+unordered(v.Type))
		}
	}
	return all
}

// unordered writes a type with the fields of records in alphabetical order,
// since their own order is no part of the type.
func unordered(t types.Type) string {
	switch t := t.(type) {
	case *types.Optional:
		return t.Lack.String() + " " + unordered(t.Elem)
	case *types.List:
		return "list of " + unordered(t.Elem)
	case *types.Record:
		var fields []string
		for _, f := range t.Fields {
			fields = append(fields, f.Name+": "+unordered(f.Type))
		}
		slices.Sort(fields)
		return "{" + strings.Join(fields, ", ") + "}"
	}
	return t.String()
}

// randomSync writes a sync without its first line. Values are mostly used as
// their names say, so that most programs are right.
func randomSync(t *rapid.T) string {
	literals := rapid.SampledFrom([]string{`path: "/a", `, `path: "/b", `, `path: "/a", method: "PUT", `, `method: "PUT", `, ``}).Draw(t, "route")
	kinds := []string{"item", "int", "num", "text", "secret", "flag", "items", "record", "any", "lack"}
	var names, inputs []string
	for range rapid.IntRange(1, 4).Draw(t, "values") {
		name := rapid.SampledFrom(kinds).Draw(t, "kind") + rapid.SampledFrom([]string{"", "2"}).Draw(t, "which")
		if !slices.Contains(names, name) {
			names = append(names, name)
			suffixes := []string{"", "", "", "? = " + sample[strings.TrimSuffix(name, "2")]}
			if strings.HasPrefix(name, "lack") {
				suffixes = []string{"?"}
			}
			inputs = append(inputs, name+rapid.SampledFrom(suffixes).Draw(t, "default"))
		}
	}
	var where, then []string
	for i := range rapid.IntRange(0, 5).Draw(t, "uses") {
		name := rapid.SampledFrom(names).Draw(t, "value")
		use := rapid.SampledFrom(uses[strings.TrimSuffix(name, "2")]).Draw(t, "use")
		use = strings.ReplaceAll(use, "$", name)
		switch bound := fmt.Sprintf("v%d", i); {
		case strings.Contains(use, "Catalog.") || strings.Contains(use, "Profile.") || strings.Contains(use, "Labeling."):
			then = append(then, use)
		case strings.HasPrefix(use, "= "):
			where = append(where, bound+" "+use)
			if rapid.Bool().Draw(t, "pass on") {
				then = append(then, strings.ReplaceAll(rapid.SampledFrom(uses[strings.TrimSuffix(name, "2")][:2]).Draw(t, "pass"), "$", bound))
			}
		default:
			where = append(where, use)
		}
	}
	text := "when Requesting.request (" + literals + strings.Join(inputs, ", ") + ") : (request)\n"
	if rapid.IntRange(0, 4).Draw(t, "what is answered") == 0 {
		text = "when Requesting.respond (request, " + strings.Join(inputs, ", ") + ") : ()\n"
	}
	if where != nil {
		text += "where " + strings.Join(where, "\n  ") + "\n"
	}
	return text + "then Requesting.respond (request, " + strings.Join(names, ", ") + ")\n  " + strings.Join(then, "\n  ") + "\n"
}

var sample = map[string]string{
	"item": `"i"`, "int": "3", "num": "2", "text": `"t"`, "secret": `"s"`, "flag": "true", "items": "[]", "record": `{ summary: "s" }`, "any": "1",
}

var uses = map[string][]string{
	"item":   {"Catalog.hide (item: $, hidden: false)", "Labeling.put (item: $, label: \"x\")", "$ == \"i\"", "= [$]", "= if $ == $ then $ else \"i\""},
	"int":    {"Catalog.restock (item: \"i\", stock: $)", "Catalog.reprice (item: \"i\", price: $)", "= $ + 1", "$ < 7", "$ == 3.5", "= if $ > 2 then $ else 4", "= [$, 2]", "= $ / 2", "= -$"},
	"num":    {"Catalog.reprice (item: \"i\", price: $)", "Catalog.reprice (item: \"i\", price: $ * 2)", "= $ - 1", "$ >= 0", "= { a: $ }", "= if $ > 2 then $ else 4"},
	"text":   {"Catalog.rename (item: \"i\", title: $)", "Profile.register (name: $, password: $)", "= lower ($)", "= \"<${$}>\"", "= $ + $", "len ($) > 0", "contains ($, \"x\")"},
	"secret": {"Profile.register (name: \"n\", password: $)", "Profile.register (name: \"n\", password: $)", "$ == \"s\"", "= if $ == \"s\" then $ else \"t\"", "len ($) > 3", "= after ($, \"s\") ?? $", "trim ($) != \"s\""},
	"flag":   {"Catalog.hide (item: \"i\", hidden: $)", "Catalog.hide (item: \"i\", hidden: not $)", "$", "= $ and true"},
	"items":  {"Labeling.put (item: \"i\", label: if len ($) > 0 then \"x\" else \"y\")", "Labeling.put (item: \"i\", label: if \"i\" in $ then \"x\" else \"y\")", "\"i\" in $", "contains ($, \"j\")", "= $ + [\"i\"]"},
	"record": {"Catalog.describe (item: \"i\", details: $)", "Catalog.describe (item: \"i\", details: { summary: $.summary })", "= $.summary", "$.summary == \"s\""},
	"lack":   {"Catalog.annotate (item: \"i\", note: $)", "Catalog.annotate (item: \"i\", note: $ ?? null)", "$ == null", "$ != null", "= $ ?? null", "= [$, \"x\"]", "= if $ == null then \"n\" else $", "= if true then { a: $ } else { a: $ ?? null }", "= { a: $ }.a"},
	"any":    {"Catalog.annotate (item: \"i\", extra: $)", "Catalog.annotate (item: \"i\", extra: [$])", "= { a: $, b: [$] }"},
}
