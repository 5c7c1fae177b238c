package runtime

import "errors"

// Refuse returns the error with which a concept's action refuses, as its
// `error` outcome says: a wrong password, a name that is taken. The reason is
// what syncs get as `error`, so users may see it. Any error that is not a
// refusal is a failure of the machine and ends the flow.
func Refuse(reason string) error { return &refusal{reason} }

type refusal struct{ reason string }

func (r *refusal) Error() string   { return r.reason }
func (r *refusal) Refusal() string { return r.reason }

// Refused reports whether an action's error is a refusal, and its reason. Any
// error with a method `Refusal() string`, itself or wrapped, is one.
func Refused(err error) (reason string, ok bool) {
	if err == nil {
		return "", false // inlined: most actions do not refuse
	}
	return refused(err)
}

//go:noinline
func refused(err error) (string, bool) {
	if r, ok := err.(*refusal); ok {
		return r.reason, true
	}
	var r interface{ Refusal() string }
	if errors.As(err, &r) {
		return r.Refusal(), true
	}
	return "", false
}
