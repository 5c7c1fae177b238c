// Package conduit puts the concepts of the app Conduit together, all on one
// database file. Each has a package of its own below this one, and keeps tables
// of its own; none knows another.
package conduit

import (
	"context"
	"errors"

	"github.com/syncgen/syncgen/concepts/argon2id"
	"github.com/syncgen/syncgen/concepts/conduit/article"
	"github.com/syncgen/syncgen/concepts/conduit/comment"
	"github.com/syncgen/syncgen/concepts/conduit/favorite"
	"github.com/syncgen/syncgen/concepts/conduit/follow"
	"github.com/syncgen/syncgen/concepts/conduit/password"
	"github.com/syncgen/syncgen/concepts/conduit/profile"
	"github.com/syncgen/syncgen/concepts/conduit/tag"
	"github.com/syncgen/syncgen/concepts/conduit/token"
	"github.com/syncgen/syncgen/concepts/conduit/user"
	"github.com/syncgen/syncgen/concepts/sqlite"
	"github.com/syncgen/syncgen/generated/conduit"
)

// Settings are what the concepts are made with.
type Settings struct {
	Secret       []byte        // signs tokens; at least 32 bytes
	PasswordCost argon2id.Cost // of a password's hash
}

// feed is what a path of the app has in the place of an article's slug.
const feed = "feed"

// New returns the concepts on db, with their tables made where they are missing.
func New(ctx context.Context, db *sqlite.DB, s Settings) (conduit.Concepts, error) {
	var c conduit.Concepts
	hasher, err := argon2id.New(ctx, s.PasswordCost)
	if err != nil {
		return c, err
	}
	var mistakes [9]error
	c.Article, mistakes[0] = article.New(ctx, db, feed)
	c.Comment, mistakes[1] = comment.New(ctx, db)
	c.Favorite, mistakes[2] = favorite.New(ctx, db)
	c.Follow, mistakes[3] = follow.New(ctx, db)
	c.Password, mistakes[4] = password.New(ctx, db, hasher)
	c.Profile, mistakes[5] = profile.New(ctx, db)
	c.Tag, mistakes[6] = tag.New(ctx, db)
	c.Token, mistakes[7] = token.New(s.Secret, token.Month)
	c.User, mistakes[8] = user.New(ctx, db)
	return c, errors.Join(mistakes[:]...)
}
