package breaking

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// defaults compares what stands for a value that callers leave out: the same
// request then means something else. Several syncs may each have one of their own.
func (c *comparison) defaults(r *route, sent, read *value) {
	was, now := defaultsOf(sent), defaultsOf(read)
	if len(was) == 0 {
		return
	}
	for _, m := range now {
		text := syntax.FormatExpr(m.Field.Default)
		if slices.ContainsFunc(was, func(old *program.Match) bool { return syntax.FormatExpr(old.Field.Default) == text }) {
			continue
		}
		d := c.report(diagnostic.DefaultChanged, is(m.Field.Default.Span(), "stands for it now"), "`%s` has another default for `%s`", r.name, read.called())
		d.Secondary = append(d.Secondary, c.was(was[0].Field.Default.Span(), "stood for it"))
		breaks(d, "callers of `%s` that do not send `%s` and count on `%s`", r.name, read.called(), syntax.FormatExpr(was[0].Field.Default))
		wayOut(d, "keep the default, and let those who want another value send it")
		return
	}
}

// defaultsOf are the matches of a value that have a default.
func defaultsOf(v *value) (list []*program.Match) {
	for _, m := range v.Matches {
		if m.Field.Default != nil {
			list = append(list, m)
		}
	}
	return list
}
