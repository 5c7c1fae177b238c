package syntax

import "github.com/alecthomas/participle/v2/lexer"

// kind is a token's type. A punctuation mark of one character is its own
// kind; the others are negative, which is participle's convention.
type kind = lexer.TokenType

const (
	kindEOF   = lexer.EOF
	kindChunk = kindEOF - 1 - iota // stands first in a chunk and tells about it, see chunk
	kindIdent
	kindNumber
	kindText    // "…" with its quotes and escapes
	kindProse   // raw text under a keyword of a concept
	kindSection // purpose, principle, state, actions, queries
	kindClause  // requires, effects, effect, answers

	kindEqual        // ==
	kindNotEqual     // !=
	kindLessEqual    // <=
	kindGreaterEqual // >=
	kindCoalesce     // ??
	kindEllipsis     // ...

	// What other languages write, told apart so that the parser can say what
	// it is called here and read on.
	kindAnd         // &&
	kindOr          // ||
	kindArrow       // -> or =>
	kindStrictEqual // ===
	kindStrictOther // !==
	kindSingle      // '…'
	kindUnclosed    // a string without its closing quote
	kindStrange     // a character that no token begins with
)

// symbols are the names under which grammar tags refer to kinds.
var symbols = map[string]kind{
	"EOF":     kindEOF,
	"Ident":   kindIdent,
	"Prose":   kindProse,
	"Section": kindSection,
	"Clause":  kindClause,
}

// Character classes of ASCII.
const (
	letter uint8 = 1 << iota
	digit
	blank // inside a line
)

var classes = func() (table [128]uint8) {
	for b := range table {
		switch {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b == '_':
			table[b] = letter
		case b >= '0' && b <= '9':
			table[b] = digit
		case b == ' ', b == '\t', b == '\r':
			table[b] = blank
		}
	}
	return table
}()

// reserved words cannot be variables, because expressions use them.
func reserved(word string) bool {
	switch word {
	case "and", "or", "not", "in", "if", "then", "else", "true", "false", "null":
		return true
	}
	return false
}
