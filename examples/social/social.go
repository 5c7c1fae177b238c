// Package social implements the concepts of specs/social in memory: an example of
// posts, comments, votes and followers. Its test drives every route.
package social

import (
	"github.com/syncgen/syncgen/generated/social"
	"github.com/syncgen/syncgen/runtime"
)

// New returns the app, with nothing in it yet.
func New(options ...runtime.Option) (*social.App, error) {
	return social.New(Concepts(), options...)
}

// Concepts returns what the app is made of.
func Concepts() social.Concepts {
	return social.Concepts{
		Authenticating: new(Authenticating),
		Commenting:     new(Commenting),
		Following:      new(Following),
		Karma:          new(Karma),
		Notifying:      new(Notifying),
		Posting:        new(Posting),
		Sessioning:     new(Sessioning),
		Tagging:        new(Tagging),
		Voting:         new(Voting),
	}
}
