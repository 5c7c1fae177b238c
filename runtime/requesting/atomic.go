package requesting

import (
	"context"
	"errors"
	"maps"
	"net/http"
)

// safe reports whether HTTP says of a method that it changes nothing.
func safe(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace:
		return true
	default:
		return false
	}
}

// errServerError makes Atomic undo what a flow changed that answers that the
// server failed.
var errServerError = errors.New("the answer is a server error")

// atomically runs a flow within the setting Atomic. Its answer is held until
// all is kept, and withdrawn when nothing is.
func (x *Exchange) atomically(flow func() error) error {
	x.held = true
	header := maps.Clone(x.writer.Header())
	stands := false
	defer func() { // also when the flow panics
		x.held = false
		if !stands {
			x.answered = false
			clear(x.writer.Header())
			maps.Copy(x.writer.Header(), header)
		}
	}()
	err := x.settings.Atomic(x.ctx, func(ctx context.Context) error {
		x.ctx = ctx
		err := flow()
		switch {
		case err != nil:
			return err
		case !x.answered:
			return x.unanswered()
		case x.status >= http.StatusInternalServerError:
			return errServerError
		}
		return nil
	})
	if err != nil && !errors.Is(err, errServerError) {
		return err
	}
	stands = true
	return x.deliver()
}
