package syntax

import (
	"strings"
	"testing"

	"github.com/alecthomas/participle/v2/lexer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTokens(t *testing.T) {
	for _, test := range []struct{ path, text, want string }{
		{"a.sync", `A.b (x: "y")`, `A . b ( x : "y" )`},
		{"a.sync", "a // b\nc", "a c"},
		{"a.sync", "a==b != c<=d ?? e?", "a == b != c <= d ?? e ?"},
		{"a.sync", "1 2.5 3e4 5e-6 7.x 8e", "1 2.5 3e4 5e-6 7 . x 8 e"},
		{"a.sync", `"a ${b + "c }" + { d: 1 }} e" f`, `"a ${b + "c }" + { d: 1 }} e" f`},
		{"a.sync", `"a\" b" 'c' d'`, `"a\" b" 'c' d '`},
		{"a.sync", "\"unclosed x\nnext", "\"unclosed x next"},
		{"a.sync", "größe _x x_1", "größe _x x_1"},
		{"a.sync", "\uFEFFsync A\r\n\twhen", "sync A when"},
		{"a.sync", "...->=>===!==&&||!", "... -> => === !== && || !"},
		{"a.concept", "concept A\npurpose it's\n  (so\nstate\n", "concept A purpose it's\n  (so state"},
		{"a.concept", "concept A\nactions\n a ()\n  requires 'x\n b ()", "concept A actions a ( ) requires 'x b ( )"},
	} {
		lex, err := definition{}.Lex(test.path, strings.NewReader(test.text))
		require.NoError(t, err)
		tokens, err := lexer.ConsumeAll(lex)
		require.NoError(t, err)
		var values []string
		for _, token := range tokens[:len(tokens)-1] {
			values = append(values, token.Value)
		}
		assert.Equal(t, test.want, strings.Join(values, " "))
	}
}

// A declaration ends where the next one begins, whatever is in it.
func TestChunks(t *testing.T) {
	for _, test := range []struct {
		path, text string
		want       []string // the first two words of each
	}{
		{"a.sync", "sync A\nwhen (\nsync B\n  guard C (x)\nsync\n", []string{"sync A", "sync B", "guard C", "sync"}},
		{"a.sync", "x\nsync A", []string{"x", "sync A"}},
		{"a.sync", "sync A\n  sync = 3\n  guard == 4\n  guard in x\n", []string{"sync A"}},
		{"a.sync", "sync A \"\nsync B", []string{"sync A", "sync B"}},
		{"a.sync", "snyc A\ngaurd B\nsome C", []string{"snyc A", "gaurd B"}},
		{"a.concept", "concept A\npurpose a\n concept B\nconcept C [D]\n", []string{"concept A", "concept C"}},
		{"a.concept", "concept A\nstate\n  a set of X with\n    sync String\n    concept String\n", []string{"concept A"}},
	} {
		tree, _ := parse(test.path, test.text)
		s := newScanner(tree.Source)
		var got []string
		for s.chunk() {
			words := s.tokens[1].Value
			if len(s.tokens) > 3 {
				words += " " + s.tokens[2].Value
			}
			got = append(got, words)
		}
		assert.Equal(t, test.want, got, test.text)
	}
}
