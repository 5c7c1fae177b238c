package flow

import (
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// null decides whether a value is null, which none is that is there.
func (u *unfolding) null(x term) diagram {
	d := u.terms.data[x]
	if d.kind == madeTerm {
		switch d.name {
		case orNull:
			return u.not(u.present(d.args[0]))
		case "??":
			return u.without(u.null(d.args[1]), u.present(d.args[0]))
		case "if":
			c := u.truth(d.args[0])
			return u.or(u.and(c, u.null(d.args[1])), u.without(u.null(d.args[2]), c))
		}
	}
	null := u.is(u.flagOf(u.nulls, x), func(value int) bool { return value == 0 })
	return u.without(null, u.present(x))
}

// thereBeside decides whether a value is there, where what it is compared with
// always is.
func (u *unfolding) thereBeside(x term, e, beside program.Expr) diagram {
	if mayLack(e.Type()) && !mayLack(beside.Type()) {
		return u.present(x)
	}
	return always
}

func mayLack(t types.Type) bool {
	_, optional := t.(*types.Optional)
	return optional
}
