package breaking

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// found is a finding with the route that it is about; empty where it is about
// none.
type found struct {
	diagnostic.Diagnostic
	route string
}

// once keeps one of the findings that say the same of several routes, as those
// about a line of a guard do, and lets it name the others.
func (c *comparison) once() diagnostic.List {
	type key struct {
		code    diagnostic.Code
		at      source.Span
		message string // without the route
	}
	first := map[key]int{}
	var kept []*found
	var others [][]string
	for _, f := range c.found {
		k := key{f.Code, f.Primary.Span, strings.ReplaceAll(f.Message, "`"+f.route+"`", "")}
		if i, again := first[k]; again && f.route != "" {
			if f.route != kept[i].route && !slices.Contains(others[i], f.route) {
				others[i] = append(others[i], f.route)
			}
			continue
		}
		first[k] = len(kept)
		kept, others = append(kept, f), append(others, nil)
	}
	var list diagnostic.List
	for i, f := range kept {
		if len(others[i]) > 0 {
			f.Notes = append(f.Notes, "the same goes for "+quoted(others[i]))
		}
		list = append(list, f.Diagnostic)
	}
	return list
}

// most is how many names a finding lists.
const most = 5

// quoted lists names as findings write them.
func quoted(names []string) string {
	var all []string
	for i, name := range names {
		if i == most-1 && len(names) > most {
			all = append(all, fmt.Sprintf("%d more", len(names)-i))
			break
		}
		all = append(all, "`"+name+"`")
	}
	last := len(all) - 1
	if last == 0 {
		return all[0]
	}
	return strings.Join(all[:last], ", ") + " and " + all[last]
}
