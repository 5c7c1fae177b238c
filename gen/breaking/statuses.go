package breaking

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/gen/openapi"
)

// statuses compares by which statuses requests of a route are answered. A status
// of refusal that is gone is nobody's loss, and a new one is what callers have to
// reckon with: those of HTTP treat one that they do not know as 400.
func (c *comparison) statuses(was, now *route, read, sent []*answer) {
	gone, added := missingOf(read, sent), missingOf(sent, read)
	gone = slices.DeleteFunc(gone, func(a *answer) bool { return !a.succeeds() || isAny(sent) })
	for _, a := range gone {
		at := c.was(a.replies[0].Call.Call.At, "was answered with %s here", a.status)
		d := c.report(diagnostic.StatusRemoved, at, "`%s` no longer answers with status %s", now.name, a.status)
		for _, other := range added {
			if other.succeeds() {
				d.Secondary = append(d.Secondary, is(other.replies[0].Call.Call.At, "answers with %s", other.status))
			}
		}
		breaks(d, "callers of `%s` that wait for %s", was.name, a.status)
		wayOut(d, "go on answering what succeeds with %s", a.status)
	}
	if isAny(read) {
		return // callers have to reckon with all of them
	}
	for _, a := range added {
		if a.succeeds() && len(gone) > 0 {
			continue // told with the status that it stands for
		}
		c.statusAdded(now, a)
	}
}

// isAny reports whether one of the statuses may be any.
func isAny(list []*answer) bool {
	return slices.ContainsFunc(list, func(a *answer) bool { return a.status == openapi.AnyStatus })
}

func (c *comparison) statusAdded(now *route, a *answer) {
	at := is(a.replies[0].Call.Call.At, "answers with %s", a.status)
	d := c.report(diagnostic.StatusAdded, at, "`%s` has a new status: %s", now.name, a.status)
	switch {
	case a.succeeds():
		breaks(d, "callers of `%s` that know no success but the old ones", now.name)
		wayOut(d, "answer with a status that callers know, and say what is new in a field")
		return
	case a.status == openapi.AnyStatus:
		d.Message = "`" + now.name + "` may answer with any status now"
		d.Primary.Text = "answers with a status that is not written out"
		breaks(d, "callers of `%s` that know the old ones alone", now.name)
		wayOut(d, "write the statuses out that there are: `if … then 409 else 400`")
	default:
		breaks(d, "callers of `%s` whose requests are now answered like this, and were not", now.name)
		wayOut(d, "refuse nothing that was taken, or refuse it with a status that callers know")
	}
	d.Severity = diagnostic.Warning
}

// succeeds reports whether a status says that all is well, or may say so.
func (a *answer) succeeds() bool { return a.status[0] == '2' || a.status[0] == '3' }

// missingOf are those of a list whose status the other has not.
func missingOf(list, other []*answer) []*answer {
	var missing []*answer
	for _, a := range list {
		if !slices.ContainsFunc(other, func(b *answer) bool { return b.status == a.status }) {
			missing = append(missing, a)
		}
	}
	return missing
}
