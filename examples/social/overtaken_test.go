package social_test

import (
	"context"
	"testing"

	"github.com/syncgen/syncgen/examples/internal/drive"
	impl "github.com/syncgen/syncgen/examples/social"
	"github.com/syncgen/syncgen/generated/social"
	"github.com/syncgen/syncgen/generated/social/commenting"
	"github.com/syncgen/syncgen/generated/social/posting"
	"github.com/syncgen/syncgen/runtime"
)

// overtaken are concepts in which somebody else is always a moment faster.
type (
	overtakenPosting    struct{ *impl.Posting }
	overtakenCommenting struct{ *impl.Commenting }
)

func (o overtakenPosting) Delete(ctx context.Context, in posting.DeleteInput) error {
	if err := o.Posting.Delete(ctx, in); err != nil {
		return err
	}
	return o.Posting.Delete(ctx, in)
}

func (o overtakenCommenting) Delete(ctx context.Context, in commenting.DeleteInput) error {
	if err := o.Commenting.Delete(ctx, in); err != nil {
		return err
	}
	return o.Commenting.Delete(ctx, in)
}

// What a guard saw may be gone when the action looks.
func TestSomebodyElseWasFaster(t *testing.T) {
	d := drive.Start(t, &coverage, func(options ...runtime.Option) (*social.App, error) {
		concepts := impl.Concepts()
		concepts.Posting = overtakenPosting{new(impl.Posting)}
		concepts.Commenting = overtakenCommenting{new(impl.Commenting)}
		return social.New(concepts, options...)
	})
	d.Run(t, signIn+`
		POST /posts {"session": "session-1", "title": "Hello", "body": ""}
		→ 201 {"post":"id-1","at":"2026-03-01T09:00:00.000Z"}
		POST /items/id-1/comments {"session": "session-1", "text": "Hello"}
		→ 201 {"comment":"id-2","at":"2026-03-01T09:00:00.000Z"}
		DELETE /comments/id-2?session=session-1
		→ 404 {"error":"there is no such comment"}
		DELETE /posts/id-1?session=session-1
		→ 404 {"error":"there is no such post"}
	`)
}
