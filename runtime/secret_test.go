package runtime_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/runtime"
)

const hunter = "hunter2-correct-horse"

// Holders of a secret: what people print is rarely the secret itself.
type (
	exported   struct{ Password runtime.Secret }
	unexported struct{ password runtime.Secret }
	pointed    struct{ password *runtime.Secret }
	embedded   struct{ runtime.Secret }
	listed     struct{ passwords []runtime.Secret }
	mapped     struct{ passwords map[string]runtime.Secret }
	boxed      struct{ any any }
	optional   struct {
		password runtime.Optional[runtime.Secret]
	}
	deep struct {
		inner struct{ unexported unexported }
	}
)

func holders(text string) map[string]any {
	s := runtime.NewSecret(text)
	return map[string]any{
		"secret": s, "pointer": &s, "exported": exported{s}, "unexported": unexported{s}, "&unexported": &unexported{s},
		"pointed": pointed{&s}, "embedded": embedded{s}, "listed": listed{[]runtime.Secret{s}}, "slice": []runtime.Secret{s},
		"mapped": mapped{map[string]runtime.Secret{"k": s}}, "map": map[string]runtime.Secret{"k": s}, "boxed": boxed{s}, "boxed unexported": boxed{unexported{s}},
		"optional": optional{runtime.Some(s)}, "deep": deep{struct{ unexported unexported }{unexported{s}}},
	}
}

func assertHidden(t assert.TestingT, text, shown string, where ...any) {
	// %x writes hexadecimal digits, and %v of bytes decimal ones.
	for _, form := range []string{text, fmt.Sprintf("%x", text), fmt.Sprintf("%X", text), strings.Trim(fmt.Sprint([]byte(text)), "[]")} {
		assert.NotContains(t, shown, form, where...)
	}
}

func TestSecretIsHiddenByEveryVerb(t *testing.T) {
	verbs := []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%t", "%p", "%T", "%40v", "% x", "%!"}
	for name, holder := range holders(hunter) {
		for _, verb := range verbs {
			assertHidden(t, hunter, fmt.Sprintf(verb, holder), "%s with %s", name, verb)
		}
		assertHidden(t, hunter, fmt.Sprint(holder)+fmt.Sprintln(holder), name)
		assertHidden(t, hunter, fmt.Errorf("bad input: %v", holder).Error(), name)
		assertHidden(t, hunter, errors.Join(fmt.Errorf("%+v", holder)).Error(), name)
	}
}

func TestSecretIsHiddenByLogs(t *testing.T) {
	for name, holder := range holders(hunter) {
		var out bytes.Buffer
		for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			logger := slog.New(handler)
			logger.Info("sign in", "input", holder)
			logger.With("input", holder).WithGroup("g").Info("sign in", slog.Any("again", holder))
		}
		assertHidden(t, hunter, out.String(), name)
	}
}

func TestSecretIsHiddenByEncoders(t *testing.T) {
	for name, holder := range holders(hunter) {
		if text, err := json.Marshal(holder); err == nil {
			assertHidden(t, hunter, string(text), name)
		}
		if text, err := xml.Marshal(holder); err == nil {
			assertHidden(t, hunter, string(text), name)
		}
	}
	text, err := json.Marshal(map[string]any{"password": runtime.NewSecret(hunter)})
	require.NoError(t, err)
	assert.JSONEq(t, `{"password":"••••"}`, string(text))
}

func TestSecretIsHiddenWhateverItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`§[a-zA-Z0-9!]{6,40}`).Draw(t, "text")
		for name, holder := range holders(text) {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
				assertHidden(t, text, fmt.Sprintf(verb, holder), name+verb)
			}
		}
	})
}

func TestSecretIsHiddenByFailures(t *testing.T) {
	in := exported{runtime.NewSecret(hunter)}
	err := runtime.Failed("Profile.authenticate", fmt.Errorf("cannot store %+v", in))
	err = runtime.After(`Requesting.request (path: "/auth/login")`, err)
	assertHidden(t, hunter, err.Error())
	assertHidden(t, hunter, fmt.Sprintf("%+v", err))

	assertHidden(t, hunter, runtime.Panicked("Profile.authenticate", in).Error())
}

func TestSecretRevealsToThoseWhoAsk(t *testing.T) {
	s := runtime.NewSecret(hunter)
	assert.Equal(t, hunter, s.Reveal())
	assert.Equal(t, `"`+hunter+`"`, string(runtime.AppendSecret(nil, s)))
	assert.Empty(t, runtime.Secret{}.Reveal())
	assert.True(t, runtime.Secret{}.IsZero())
	assert.False(t, s.IsZero())
	assert.Equal(t, "••••", runtime.Secret{}.String(), "an empty secret looks like any other")
}

func TestSecretEqual(t *testing.T) {
	assert.True(t, runtime.NewSecret("a").Equal(runtime.NewSecret("a")))
	assert.False(t, runtime.NewSecret("a").Equal(runtime.NewSecret("b")))
	assert.False(t, runtime.NewSecret("a").Equal(runtime.NewSecret("ab")))
	assert.True(t, runtime.Secret{}.Equal(runtime.NewSecret("")))
}

func TestSecretTellsItsLength(t *testing.T) {
	assert.EqualValues(t, 4, runtime.NewSecret("päss").Len(), "of characters, not of bytes")
	assert.Zero(t, runtime.Secret{}.Len())
}

func TestSecretAfter(t *testing.T) {
	token := runtime.NewSecret("Token " + hunter).After("Token ")
	assert.True(t, token.Present)
	assert.Equal(t, hunter, token.Value.Reveal())
	assertHidden(t, hunter, fmt.Sprintf("%+v", token))
	assert.False(t, runtime.NewSecret("Bearer "+hunter).After("Token ").Present)
	assert.True(t, runtime.NewSecret("Token ").After("Token ").Value.IsZero())
}

func TestSecretIsReadFromJSON(t *testing.T) {
	var in struct{ Password runtime.Secret }
	require.NoError(t, json.Unmarshal([]byte(`{"Password":"p\u00e4ss"}`), &in))
	assert.Equal(t, "päss", in.Password.Reveal())
	require.NoError(t, json.Unmarshal([]byte(`{"Password":null}`), &in))
	assert.Equal(t, "päss", in.Password.Reveal(), "null changes nothing, as elsewhere in encoding/json")

	err := json.Unmarshal([]byte(`{"Password":{"x":"`+hunter+`"}}`), &in)
	require.Error(t, err)
	assertHidden(t, hunter, err.Error())
}

func BenchmarkSecretEqual(b *testing.B) {
	s, other := runtime.NewSecret(hunter), runtime.NewSecret(hunter)
	for b.Loop() {
		_ = s.Equal(other)
	}
}
