package runtime

import (
	"context"
	"errors"
)

// Canceled reports whether a flow is to stop, given its context's Done
// channel. For a context that is never canceled it costs a comparison.
func Canceled(done <-chan struct{}) bool {
	return done != nil && closed(done)
}

func closed(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

// Stopped makes the failure of a flow whose context was canceled, or passed
// its deadline, before an action. errors.Is finds both the context's error and
// the cause that it was canceled with.
//
//go:noinline
func Stopped(ctx context.Context, before string) error {
	err := ctx.Err()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, err) {
		err = &stopped{err, cause}
	}
	return Failed(before, err)
}

type stopped struct{ err, cause error }

func (s *stopped) Error() string   { return s.err.Error() + ": " + s.cause.Error() }
func (s *stopped) Unwrap() []error { return []error{s.err, s.cause} }
