package syntax

import (
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// The grammar of declarations and clauses. What stands inside of clauses is
// parsed by hand, in types that implement participle.Parseable: they are
// several times as fast as participle's reflection and, since they never
// return an error but note it and read on, one chunk gives all its errors.
type (
	declaration struct {
		Sync     *syncGrammar     `parser:"  @@"`
		Guard    *guardGrammar    `parser:"| @@"`
		Use      *useGrammar      `parser:"| @@"`
		Concept  *conceptGrammar  `parser:"| @@"`
		Scenario *scenarioGrammar `parser:"| @@"`
	}

	syncGrammar struct {
		Keyword lexer.Token   `parser:"@'sync':Ident"`
		Name    nameNode      `parser:"@@"`
		Clauses []*syncClause `parser:"@@*"`
	}
	syncClause struct {
		When  *whenClause  `parser:"  @@"`
		Where *whereClause `parser:"| @@"`
		Then  *thenClause  `parser:"| @@"`
		Stray *strayNode   `parser:"| @@"`
	}
	whenClause struct {
		Keyword  lexer.Token  `parser:"@'when':Ident"`
		Patterns patternsNode `parser:"@@"`
	}
	whereClause struct {
		Keyword lexer.Token `parser:"@'where':Ident"`
		Lines   linesNode   `parser:"@@"`
	}
	thenClause struct {
		Keyword lexer.Token `parser:"@'then':Ident"`
		Actions actionsNode `parser:"@@"`
	}

	guardGrammar struct {
		Keyword   lexer.Token    `parser:"@('guard':Ident | 'view':Ident)"`
		Signature guardSignature `parser:"@@"`
		Lines     linesNode      `parser:"@@"`
		Stray     []*strayNode   `parser:"@@*"`
	}

	useGrammar struct {
		Keyword lexer.Token  `parser:"@'use':Ident"`
		Header  useNode      `parser:"@@"`
		Stray   []*strayNode `parser:"@@*"`
	}

	conceptGrammar struct {
		Keyword  lexer.Token       `parser:"@'concept':Ident"`
		Header   conceptHeader     `parser:"@@"`
		Sections []*conceptSection `parser:"@@*"`
	}
	conceptSection struct {
		Prose   *proseSection   `parser:"  @@"`
		State   *stateSection   `parser:"| @@"`
		Actions *actionsSection `parser:"| @@"`
		Stray   *strayNode      `parser:"| @@"`
	}
	proseSection struct {
		Keyword lexer.Token `parser:"@('purpose':Section | 'principle':Section)"`
		Text    lexer.Token `parser:"@Prose?"`
	}
	stateSection struct {
		Keyword lexer.Token `parser:"@'state':Section"`
		Sets    setsNode    `parser:"@@"`
	}
	actionsSection struct {
		Keyword lexer.Token    `parser:"@('actions':Section | 'queries':Section)"`
		Actions signaturesNode `parser:"@@"`
	}
)

// grammar is built on first use: it takes half a millisecond, which commands
// that parse nothing need not wait for.
var grammar = sync.OnceValue(func() *participle.Parser[declaration] {
	return participle.MustBuild[declaration](participle.Lexer(definition{}))
})

// The parts that are parsed by hand.
type (
	nameNode struct {
		name Ident
		found
	}
	patternsNode struct {
		list []*Call
		found
	}
	actionsNode struct {
		list []*Call
		found
	}
	linesNode struct {
		list []Line
		found
	}
	guardSignature struct {
		name            Ident
		params, results *Fields
		found
	}
	useNode struct {
		concept, name Ident
		found
	}
	conceptHeader struct {
		name       Ident
		typeParams []Ident
		found
	}
	setsNode struct {
		list []*StateSet
		found
	}
	signaturesNode struct {
		list []*Action
		found
	}
	strayNode struct{ found }
)

// found is what is wrong in a part.
type found struct{ problems diagnostic.List }

// parse runs a parsing function where participle stands.
func (f *found) parse(lex *lexer.PeekingLexer, by func(*cursor)) error {
	c := open(lex)
	by(c)
	c.close(lex)
	f.problems = c.problems
	return nil
}

// Parse implements participle.Parseable, as do the methods below.
func (n *nameNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { n.name = c.syncHeader() })
}

func (n *patternsNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { n.list = c.calls(pattern) })
}

func (n *actionsNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { n.list = c.calls(invoking) })
}

func (n *linesNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { n.list = c.whereLines() })
}

func (n *guardSignature) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { c.guardHeader(n) })
}

func (n *useNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { c.useHeader(n) })
}

func (n *conceptHeader) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { c.conceptHeader(n) })
}

func (n *setsNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { n.list = c.stateSets() })
}

func (n *signaturesNode) Parse(lex *lexer.PeekingLexer) error {
	return n.parse(lex, func(c *cursor) { n.list = c.signatures() })
}

// Parse skips to where the grammar can go on, and says what is there instead.
func (n *strayNode) Parse(lex *lexer.PeekingLexer) error {
	if lex.Peek().Type == kindEOF {
		return participle.NextMatch
	}
	return n.parse(lex, func(c *cursor) { c.stray() })
}
