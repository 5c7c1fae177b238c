package argon2id

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestHashes(t *testing.T) {
	h, err := New(t.Context(), Recommended)
	require.NoError(t, err)
	one, err := h.Hash(t.Context(), "correct horse")
	require.NoError(t, err)
	two, err := h.Hash(t.Context(), "correct horse")
	require.NoError(t, err)
	assert.NotEqual(t, one, two, "each hash has a salt of its own")
	for _, hash := range []string{one, two} {
		right, err := h.Verify(t.Context(), "correct horse", hash)
		assert.NoError(t, err)
		assert.True(t, right)
		wrong, err := h.Verify(t.Context(), "correct house", hash)
		assert.NoError(t, err)
		assert.False(t, wrong)
	}
}

// Nobody's password is one that is found wrong, not one that is found missing.
func TestNobodysHash(t *testing.T) {
	h, err := New(t.Context(), Cheap)
	require.NoError(t, err)
	right, err := h.Verify(t.Context(), "correct horse", "")
	assert.NoError(t, err)
	assert.False(t, right)
	for range cap(h.slots) {
		h.slots <- struct{}{}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = h.Verify(gone, "correct horse", "")
	assert.ErrorIs(t, err, context.Canceled, "it waits for its turn to hash")
}

// The cost comes from the stored hash, so that it can be raised for new ones.
func TestOlderCostsAreVerified(t *testing.T) {
	h, err := New(t.Context(), Recommended)
	require.NoError(t, err)
	older := encoded{Cost: Cheap, salt: []byte("0123456789abcdef")}
	older.key, err = h.key(t.Context(), "correct horse", older, 16)
	require.NoError(t, err)
	right, err := h.Verify(t.Context(), "correct horse", older.String())
	require.NoError(t, err)
	assert.True(t, right)
}

func TestBrokenHashesAreErrors(t *testing.T) {
	h, err := New(t.Context(), Recommended)
	require.NoError(t, err)
	const salt, key = "MDEyMzQ1Njc4OWFiY2RlZg", "MDEyMzQ1Njc4OWFiY2RlZg"
	for _, hash := range []string{
		"1234567890",
		"$2b$12$" + salt,
		"$argon2id$v=16$m=64,t=1,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=64,t=1,p=1$" + salt,
		"$argon2id$v=19$m=64,t=1,p=1$!$" + key,
		"$argon2id$v=19$m=64,t=1,p=1$" + salt + "$!",
		"$argon2id$v=19$m=64,t=1,p=1$" + salt + "$",
		"$argon2id$v=19$m=64,t=0,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=64,t=1,p=0$" + salt + "$" + key,
	} {
		right, err := h.Verify(t.Context(), "", hash)
		assert.ErrorContains(t, err, "stored password hash", hash)
		assert.False(t, right, hash)
		if err != nil && strings.Contains(hash, key) {
			assert.NotContains(t, err.Error(), key, "an error may be logged")
		}
	}
}

// A login that waits for its turn gives up with its client.
func TestHashesWaitForTheirTurn(t *testing.T) {
	h, err := New(t.Context(), Recommended)
	require.NoError(t, err)
	for range cap(h.slots) {
		h.slots <- struct{}{}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = h.Hash(gone, "correct horse")
	assert.ErrorIs(t, err, context.Canceled)
	<-h.slots
	_, err = h.Hash(t.Context(), "correct horse")
	assert.NoError(t, err)
}

func BenchmarkHash(b *testing.B) {
	h, err := New(b.Context(), Recommended)
	require.NoError(b, err)
	for b.Loop() {
		if _, err := h.Hash(b.Context(), "correct horse"); err != nil {
			b.Fatal(err)
		}
	}
}
