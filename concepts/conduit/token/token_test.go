package token_test

import (
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	impl "github.com/syncgen/syncgen/concepts/conduit/token"
	"github.com/syncgen/syncgen/generated/conduit/token"
	"github.com/syncgen/syncgen/runtime"
)

var (
	noon   = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)
	secret = []byte(strings.Repeat("secret. ", 4))
)

// After a token is issued for a subject, the token names that subject until it
// expires; what was not issued here names nobody.
func TestPrinciple(t *testing.T) {
	k := open(t, secret)
	issued := issue(t, k, "ann")
	assert.Equal(t, token.Subject("ann"), subject(t, k, issued, noon))
	assert.Equal(t, token.Subject("ann"), subject(t, k, issued, noon.Add(time.Hour-time.Second)))
	assert.Empty(t, subject(t, k, issued, noon.Add(time.Hour)), "it has expired")
	assert.Equal(t, token.Subject("bob"), subject(t, k, issue(t, k, "bob"), noon))
}

func TestWhatWasNotIssuedHereNamesNobody(t *testing.T) {
	k := open(t, secret)
	issued := issue(t, k, "ann")
	parts := strings.Split(issued, ".")
	require.Len(t, parts, 3)
	claims := jwt.MapClaims{"sub": "ann", "iat": noon.Unix(), "exp": noon.Add(time.Hour).Unix()}
	sign := func(method jwt.SigningMethod, key any, claims jwt.MapClaims) string {
		signed, err := jwt.NewWithClaims(method, claims).SignedString(key)
		require.NoError(t, err)
		return signed
	}
	require.Equal(t, token.Subject("ann"), subject(t, k, sign(jwt.SigningMethodHS256, secret, claims), noon), "this is how one is made")

	for name, text := range map[string]string{
		"nothing":                  "",
		"no token":                 "guess",
		"a part of one":            parts[0] + "." + parts[1],
		"without its signature":    parts[0] + "." + parts[1] + ".",
		"with more after it":       issued + "x",
		"with another's claims":    parts[0] + "." + strings.Split(issue(t, k, "bob"), ".")[1] + "." + parts[2],
		"of another secret":        issue(t, open(t, []byte(strings.Repeat("other.. ", 4))), "ann"),
		"signed by nobody":         sign(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, claims),
		"of a longer HMAC":         sign(jwt.SigningMethodHS512, secret, claims),
		"that never expires":       sign(jwt.SigningMethodHS256, secret, jwt.MapClaims{"sub": "ann"}),
		"that is not good yet":     sign(jwt.SigningMethodHS256, secret, jwt.MapClaims{"sub": "ann", "exp": noon.Add(time.Hour).Unix(), "nbf": noon.Add(time.Minute).Unix()}),
		"that names nobody":        sign(jwt.SigningMethodHS256, secret, jwt.MapClaims{"exp": noon.Add(time.Hour).Unix()}),
		"whose subject is no text": sign(jwt.SigningMethodHS256, secret, jwt.MapClaims{"sub": 7, "exp": noon.Add(time.Hour).Unix()}),
	} {
		t.Run(name, func(t *testing.T) { assert.Empty(t, subject(t, k, text, noon)) })
	}
}

// Nothing is remembered: another program with the same secret knows the token.
func TestOutlivesTheProgram(t *testing.T) {
	assert.Equal(t, token.Subject("ann"), subject(t, open(t, secret), issue(t, open(t, secret), "ann"), noon))
}

func TestNewSaysWhatIsWrong(t *testing.T) {
	_, err := impl.New(secret[:31], impl.Month)
	assert.EqualError(t, err, "the secret that tokens are signed with has 31 bytes, expected at least 32 from a random source: `openssl rand -hex 32` makes one")
	_, err = impl.New(secret, 0)
	assert.EqualError(t, err, "tokens are to be good for 0s, expected a second or more, such as token.Month")
}

func TestTheSecretIsTheConceptsOwn(t *testing.T) {
	given := []byte(strings.Repeat("x", 32))
	k := open(t, given)
	issued := issue(t, k, "ann")
	clear(given)
	assert.Equal(t, token.Subject("ann"), subject(t, k, issued, noon))
}

func open(t testing.TB, secret []byte) *impl.Token {
	t.Helper()
	k, err := impl.New(secret, time.Hour)
	require.NoError(t, err)
	return k
}

func issue(t testing.TB, k *impl.Token, subject token.Subject) string {
	t.Helper()
	out, err := k.Issue(t.Context(), token.IssueInput{Subject: subject, At: noon})
	require.NoError(t, err)
	return out.Token.Reveal()
}

func subject(t testing.TB, k *impl.Token, text string, at time.Time) token.Subject {
	t.Helper()
	row, found, err := k.GetSubject(t.Context(), token.GetSubjectInput{Token: runtime.NewSecret(text), At: at})
	assert.NoError(t, err)
	assert.Equal(t, found, row.Subject != "")
	return row.Subject
}

func BenchmarkGetSubject(b *testing.B) {
	k := open(b, secret)
	in := token.GetSubjectInput{Token: runtime.NewSecret(issue(b, k, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")), At: noon}
	for b.Loop() {
		if _, found, _ := k.GetSubject(b.Context(), in); !found {
			b.Fatal("not found")
		}
	}
}
