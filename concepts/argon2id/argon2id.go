// Package argon2id hashes passwords, for concepts that keep some.
package argon2id

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Cost is what Argon2id is to spend on a hash.
type Cost struct {
	Memory uint32 // in KiB
	Passes uint32
	Lanes  uint8
}

// Recommended is 19 MiB, two passes and one lane, as OWASP's password storage
// cheat sheet has it. A stored hash names its own cost, so raising this leaves
// older accounts working.
var Recommended = Cost{Memory: 19 * 1024, Passes: 2, Lanes: 1}

// Cheap is a cost for tests, which hash a lot of passwords and protect none.
var Cheap = Cost{Memory: 64, Passes: 1, Lanes: 1}

const (
	saltLength = 16
	keyLength  = 32
)

// Hasher hashes passwords, a bounded number at a time: each takes 19 MiB and
// a core, and a burst of logins must exhaust neither.
type Hasher struct {
	cost   Cost
	slots  chan struct{}
	nobody string // the hash of a password that nobody knows
}

// New returns a hasher whose hashes cost that much.
func New(ctx context.Context, cost Cost) (*Hasher, error) {
	h := &Hasher{cost: cost, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	nobody, err := h.Hash(ctx, rand.Text())
	h.nobody = nobody
	return h, err
}

// Hash returns the salted hash of a password in the PHC string format.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLength)
	rand.Read(salt) // never fails: the program ends where the system has no randomness
	hashed := encoded{Cost: h.cost, salt: salt}
	key, err := h.key(ctx, password, hashed, keyLength)
	if err != nil {
		return "", err
	}
	hashed.key = key
	return hashed.String(), nil
}

// Verify reports whether hash is the hash of password. An empty hash, which is
// that of a user who has no password, is not, and takes as long to find out:
// the time that an answer takes must not tell which users there are.
func (h *Hasher) Verify(ctx context.Context, password, hash string) (bool, error) {
	known := hash != ""
	if !known {
		hash = h.nobody
	}
	stored, err := parseHash(hash)
	if err != nil {
		return false, err
	}
	key, err := h.key(ctx, password, stored, len(stored.key))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, stored.key) == 1 && known, nil
}

// key waits for its turn, or until ctx ends: a client that has gone away
// should not cost a hash.
func (h *Hasher) key(ctx context.Context, password string, e encoded, length int) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { <-h.slots }()
	return argon2.IDKey([]byte(password), e.salt, e.Passes, e.Memory, e.Lanes, uint32(length)), nil
}

// encoded is a hash with all that is needed to compute it again.
type encoded struct {
	Cost
	salt, key []byte
}

const phc = "$argon2id$v=%d$m=%d,t=%d,p=%d$"

func (e encoded) String() string {
	text := base64.RawStdEncoding
	return fmt.Sprintf(phc, argon2.Version, e.Memory, e.Passes, e.Lanes) +
		text.EncodeToString(e.salt) + "$" + text.EncodeToString(e.key)
}

// parseHash reads what String wrote. Its errors do not show the hash.
func parseHash(hash string) (encoded, error) {
	var e encoded
	var version int
	if _, err := fmt.Sscanf(hash, phc, &version, &e.Memory, &e.Passes, &e.Lanes); err != nil {
		return e, fmt.Errorf("stored password hash: expected the form $argon2id$v=…$m=…,t=…,p=…$salt$key: %w", err)
	}
	if version != argon2.Version {
		return e, fmt.Errorf("stored password hash: version %d of Argon2, expected %d", version, argon2.Version)
	}
	parts := strings.Split(hash, "$")
	if len(parts) != 6 {
		return e, fmt.Errorf("stored password hash: %d parts, expected 6", len(parts))
	}
	var err error
	if e.salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return e, fmt.Errorf("stored password hash: salt: %w", err)
	}
	if e.key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil {
		return e, fmt.Errorf("stored password hash: key: %w", err)
	}
	// The hash function panics on a cost of nothing; an empty key would equal any.
	if e.Passes == 0 || e.Lanes == 0 || len(e.key) < 16 {
		return e, fmt.Errorf("stored password hash: a cost of 0 or a key of %d bytes, expected at least 1 and 16", len(e.key))
	}
	return e, nil
}
