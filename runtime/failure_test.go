package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/runtime"
)

func TestRefused(t *testing.T) {
	tests := []struct {
		name    string
		err     error
		reason  string
		refused bool
	}{
		{"success", nil, "", false},
		{"refusal", runtime.Refuse("name taken"), "name taken", true},
		{"an emitted refusal with more results", &lockedOut{"too many attempts", 30}, "too many attempts", true},
		{"a wrapped refusal", fmt.Errorf("in storage: %w", runtime.Refuse("name taken")), "name taken", true},
		{"failure", io.ErrUnexpectedEOF, "", false},
		{"a flow's failure", runtime.Failed("A.b", io.EOF), "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reason, refused := runtime.Refused(test.err)
			assert.Equal(t, test.reason, reason)
			assert.Equal(t, test.refused, refused)
		})
	}
}

type lockedOut struct {
	Reason  string
	Seconds int64
}

func (l *lockedOut) Error() string   { return l.Reason }
func (l *lockedOut) Refusal() string { return l.Reason }

func TestFailureHasTheFlowsTrail(t *testing.T) {
	full := errors.New("disk full")
	stub := newStub()
	stub.authenticate = func(context.Context) error { return full }
	_, err := loginWith(stub).Login(t.Context(), bob)

	var failure *runtime.Failure
	require.ErrorAs(t, err, &failure)
	require.ErrorIs(t, err, full)
	assert.Equal(t, "Profile.authenticate", failure.Action)
	assert.Equal(t, []string{`Requesting.request (path: "/auth/login")`, "HandleLogin", "Profile.authenticate"}, failure.Trail())
	assert.Equal(t,
		"`Profile.authenticate` failed: disk full; trail: Requesting.request (path: \"/auth/login\") → HandleLogin → Profile.authenticate",
		err.Error())
	assert.NotContains(t, err.Error(), "bob")
}

func TestFailureOfAnotherFlowKeepsItsOwnTrail(t *testing.T) {
	inner := runtime.After("Clock.tick", runtime.Failed("Mailing.send", io.EOF))
	outer := runtime.After(loginRoot, runtime.Failed("Profile.authenticate", inner))
	var failure *runtime.Failure
	require.ErrorAs(t, outer, &failure)
	assert.Equal(t, []string{loginRoot, "Profile.authenticate"}, failure.Trail())
	require.ErrorAs(t, failure.Err, &failure)
	assert.Equal(t, []string{"Clock.tick", "Mailing.send"}, failure.Trail())
}

func TestAfterMakesAFailureOfAnyError(t *testing.T) {
	err := runtime.After(loginRoot, io.EOF)
	assert.Equal(t, "`"+loginRoot+"` failed: EOF", err.Error())
	require.NoError(t, runtime.After(loginRoot, nil))
}

func TestFailureOfADeepCascadeHasAGap(t *testing.T) {
	err := runtime.Failed("Tree.delete 10000", io.EOF)
	for n := 9999; n > 0; n-- {
		err = runtime.After(fmt.Sprintf("Tree.delete %d", n), err)
	}
	var failure *runtime.Failure
	require.ErrorAs(t, err, &failure)
	steps := failure.Trail()
	require.Len(t, steps, 8+1+24)
	assert.Equal(t, "Tree.delete 1", steps[0])
	assert.Equal(t, "Tree.delete 8", steps[7])
	assert.Equal(t, "… 9968 steps …", steps[8])
	assert.Equal(t, "Tree.delete 9977", steps[9])
	assert.Equal(t, "Tree.delete 10000", steps[32])
}

func TestPanicIsAFailureOfThatFlowAlone(t *testing.T) {
	stub := newStub()
	stub.authenticate = func(context.Context) error { panic("no such table") }
	_, err := loginWith(stub).Login(t.Context(), bob)

	var failure *runtime.Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, "Profile.authenticate", failure.Action, "the step that was taken last")
	assert.Equal(t, []string{loginRoot, "Profile.authenticate"}, failure.Trail())
	assert.Equal(t, "`Profile.authenticate` failed: panic: no such table; trail: "+loginRoot+" → Profile.authenticate", err.Error())

	var panicked *runtime.Panic
	require.ErrorAs(t, err, &panicked)
	assert.Contains(t, string(panicked.Stack), "TestPanicIsAFailureOfThatFlowAlone")
}

func TestPanicText(t *testing.T) {
	var nothing map[string]int
	tests := []struct {
		name  string
		panic func()
		text  string
	}{
		{"text", func() { panic("boom") }, "panic: boom"},
		{"error", func() { panic(io.EOF) }, "panic: EOF"},
		{"of Go itself", func() { nothing["a"] = 1 }, "panic: assignment to entry in nil map"},
		{"any other value is not shown", func() { panic(bob) }, "panic with a value of type runtime_test.loginInput"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := func() (err error) {
				defer runtime.Recover(&err, "Clock.tick", &runtime.Progress{}, nil)
				test.panic()
				return nil
			}()
			var panicked *runtime.Panic
			require.ErrorAs(t, err, &panicked)
			assert.Equal(t, test.text, panicked.Error())
			assert.Equal(t, "`Clock.tick` failed: "+test.text, err.Error())
		})
	}
}

func TestPanicWithAnErrorUnwrapsToIt(t *testing.T) {
	err := runtime.Panicked("A.b", io.EOF)
	assert.ErrorIs(t, err, io.EOF)
	assert.NotErrorIs(t, runtime.Panicked("A.b", "text"), io.EOF)
}

func TestUnanswered(t *testing.T) {
	err := runtime.Unanswered(loginRoot, loginRoot, "HandleLogin", "Profile.authenticate")
	require.ErrorIs(t, err, runtime.ErrUnanswered)
	assert.Contains(t, err.Error(), "the flow ended without an answer; trail: "+loginRoot+" → HandleLogin → Profile.authenticate")
	assert.Contains(t, runtime.Unanswered(loginRoot).Error(), loginRoot)
}

func TestCanceledFlowStopsBetweenActions(t *testing.T) {
	cause := errors.New("client gone")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	_, err := loginWith(newStub()).Login(ctx, bob)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, err, cause)
	assert.Contains(t, err.Error(), "`Profile.authenticate` failed: context canceled: client gone; trail: ")

	ctx, cancelPlain := context.WithCancel(t.Context())
	cancelPlain()
	assert.Contains(t, runtime.Stopped(ctx, "A.b").Error(), "failed: context canceled")
}

func TestCanceled(t *testing.T) {
	assert.False(t, runtime.Canceled(nil))
	done := make(chan struct{})
	assert.False(t, runtime.Canceled(done))
	close(done)
	assert.True(t, runtime.Canceled(done))
}
