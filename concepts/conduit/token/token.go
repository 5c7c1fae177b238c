// Package token carries out the concept Token, with JSON Web Tokens that are
// signed and kept nowhere.
package token

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/syncgen/syncgen/generated/conduit/token"
	"github.com/syncgen/syncgen/runtime"
)

const (
	// Month is how long a token is good where nothing else is wanted.
	Month = 30 * 24 * time.Hour
	// minSecret is the length of what HMAC-SHA256 makes: a shorter secret would
	// be easier to guess than a signature.
	minSecret = 32
)

// method is the one that counts, whatever a token says of itself.
var method = jwt.SigningMethodHS256

// Token is the concept. It keeps no state but the secret.
type Token struct {
	secret   []byte
	lifetime time.Duration
}

var _ token.Concept = (*Token)(nil)

// New returns the concept, whose tokens are signed with a secret and good for
// a lifetime. Whoever knows the secret can be anybody.
func New(secret []byte, lifetime time.Duration) (*Token, error) {
	if len(secret) < minSecret {
		return nil, fmt.Errorf("the secret that tokens are signed with has %d bytes, expected at least %d from a random source: `openssl rand -hex %[2]d` makes one",
			len(secret), minSecret)
	}
	if lifetime < time.Second {
		return nil, fmt.Errorf("tokens are to be good for %s, expected a second or more, such as token.Month", lifetime)
	}
	return &Token{secret: bytes.Clone(secret), lifetime: lifetime}, nil
}

// Issue signs a token that names a subject.
func (t *Token) Issue(_ context.Context, in token.IssueInput) (token.IssueOutput, error) {
	signed, err := jwt.NewWithClaims(method, jwt.RegisteredClaims{
		Subject:   string(in.Subject),
		IssuedAt:  jwt.NewNumericDate(in.At),
		ExpiresAt: jwt.NewNumericDate(in.At.Add(t.lifetime)),
	}).SignedString(t.secret)
	if err != nil {
		return token.IssueOutput{}, err
	}
	return token.IssueOutput{Token: runtime.NewSecret(signed)}, nil
}

// GetSubject returns whom a token names, unless it is none of ours or has
// expired.
func (t *Token) GetSubject(_ context.Context, in token.GetSubjectInput) (token.GetSubjectRow, bool, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(in.Token.Reveal(), &claims, func(*jwt.Token) (any, error) { return t.secret, nil },
		jwt.WithValidMethods([]string{method.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithTimeFunc(func() time.Time { return in.At }))
	if err != nil || claims.Subject == "" {
		return token.GetSubjectRow{}, false, nil // what is wrong with it is nobody's business
	}
	return token.GetSubjectRow{Subject: token.Subject(claims.Subject)}, true, nil
}
