package program

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// moveToWhere offers to ask a query in `where` that stands in `when`. That is
// safe where the patterns give all that it asks with.
func (b *binder) moveToWhere(d *diagnostic.Diagnostic, call *syntax.Call) {
	s, ok := b.decl.(*syntax.Sync)
	if !ok || len(s.When) < 2 {
		return
	}
	safe := true
	for _, id := range valueNames(call.Inputs) {
		safe = safe && slices.ContainsFunc(s.When, func(other *syntax.Call) bool { return other != call && mentionsName(other, id.Name) })
	}
	text := ""
	for _, c := range call.Leading {
		text += "\n  " + c.Text
	}
	text += "\n  " + syntax.FormatCall(call)
	if call.Trailing != nil {
		text += " " + call.Trailing.Text
	}
	remove := replace(b.r.wholeLines(withComments(call, &call.Comments)), "")
	last := s.When[len(s.When)-1]
	where := endOf(s.WhereKeyword)
	if !s.WhereKeyword.At.Valid() {
		text = "\nwhere" + text
		where = withComments(last, &last.Comments)
		where.Start = where.End
	}
	if where.Start == remove.Span.End {
		remove.New = text
		fix(d, safe, "move it to `where`", remove)
		return
	}
	fix(d, safe, "move it to `where`", remove, replace(where, text))
}
