package runtime

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"unicode/utf8"
)

// mask is what is shown in place of a secret. Its length says nothing of the
// secret's.
const mask = "••••"

// Secret is a string that no log, trace, error or formatting verb shows. Its
// text is reached with Reveal alone. The zero Secret is the empty string.
//
// Secrets are compared with Equal; == does not compile.
type Secret struct {
	_ [0]func()
	// text is a pointer because fmt, asked to print a struct that holds a
	// Secret in an unexported field, cannot call its methods: it prints an
	// address.
	text *string
}

// NewSecret returns the secret of a text.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{text: &text}
}

// Reveal returns the text. It is the one way to it, and easy to search for.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// IsZero reports whether the text is empty.
func (s Secret) IsZero() bool { return s.text == nil }

// Equal reports whether two secrets have the same text. The time it takes
// depends on their lengths, not on what they hold.
func (s Secret) Equal(other Secret) bool {
	return subtle.ConstantTimeCompare([]byte(s.Reveal()), []byte(other.Reveal())) == 1
}

// Len returns the number of characters of the text.
func (s Secret) Len() int64 { return int64(utf8.RuneCountInString(s.Reveal())) }

// After returns what follows a prefix in the text; absent where the text does
// not begin with it.
func (s Secret) After(prefix string) Optional[Secret] {
	rest, found := strings.CutPrefix(s.Reveal(), prefix)
	return SomeIf(found, NewSecret(rest))
}

// String returns the mask.
func (Secret) String() string { return mask }

// GoString returns the mask.
func (Secret) GoString() string { return mask }

// Format writes the mask, whatever the verb.
func (Secret) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, mask) }

// LogValue returns the mask.
func (Secret) LogValue() slog.Value { return slog.StringValue(mask) }

// MarshalText returns the mask.
func (Secret) MarshalText() ([]byte, error) { return []byte(mask), nil }

// MarshalJSON returns the mask as a JSON string.
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + mask + `"`), nil }

var errSecretJSON = errors.New("a secret is read from a JSON string")

// UnmarshalJSON reads the text of a secret from a JSON string. Its errors do
// not show what was read.
func (s *Secret) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		return nil
	}
	var text string
	if json.Unmarshal(data, &text) != nil {
		return errSecretJSON
	}
	*s = NewSecret(text)
	return nil
}
