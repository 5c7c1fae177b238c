package syntax

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// definition is the lexer that participle knows. The parser itself does not
// go through it but takes a scanner's chunks one by one.
type definition struct{}

func (definition) Symbols() map[string]kind { return symbols }

func (d definition) Lex(filename string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return d.LexString(filename, string(text))
}

func (definition) LexString(filename, text string) (lexer.Lexer, error) {
	s := newScanner(&source.File{Path: filename, Text: text})
	var all stream
	for s.chunk() {
		all.tokens = append(all.tokens, s.tokens[1:len(s.tokens)-1]...)
	}
	all.tokens = append(all.tokens, lexer.EOFToken(lexer.Position{Offset: len(text)}))
	return &all, nil
}

// stream hands out tokens that are already there.
type stream struct {
	tokens []lexer.Token
	next   int
}

func (s *stream) Next() (lexer.Token, error) {
	t := s.tokens[s.next]
	if !t.EOF() {
		s.next++
	}
	return t, nil
}

// scanner cuts a file into tokens, one chunk after the other. A chunk is a
// declaration with what follows it up to the next one; ending the token
// stream there is what lets every declaration be parsed on its own, whatever
// the one before it looks like.
//
// The first token of a chunk has kindChunk: Value is the text of the whole
// file, Pos.Line the file's ID and Pos.Offset the number of tokens. It is the
// only way to hand these to a participle.Parseable, which gets to see nothing
// but the token stream.
//
// Of the others, Pos.Offset is the offset in bytes and Value the text as
// written, so that Offset+len(Value) is the token's end; Pos.Line counts from
// 1; Pos.Column is the column from 1 with tabs expanded in the indentation.
type scanner struct {
	text string
	file source.FileID

	pos       int
	line      int
	lineStart int // offset that has column 1 on this line, less what tabs add
	fresh     bool

	concept  *layout // nil but in a .concept file
	scenario bool    // in a .scenario file

	tokens   []lexer.Token // of the current chunk
	comments []Comment     // of the file so far
	problems diagnostic.List
}

const byteOrderMark = "\uFEFF"

func newScanner(f *source.File) *scanner {
	s := &scanner{text: f.Text, file: f.ID, line: 1, fresh: true}
	if strings.HasPrefix(s.text, byteOrderMark) {
		s.pos = len(byteOrderMark)
	}
	s.lineStart = s.pos
	if strings.HasSuffix(f.Path, ".concept") {
		s.concept = &layout{}
	}
	s.scenario = strings.HasSuffix(f.Path, ".scenario")
	return s
}

// chunk reads the next chunk into tokens. It returns false at the end of the
// file.
func (s *scanner) chunk() bool {
	s.tokens = append(s.tokens[:0], lexer.Token{Type: kindChunk, Value: s.text})
	if s.concept != nil {
		s.concept.reset()
	}
	for s.token() {
	}
	if len(s.tokens) == 1 {
		return false
	}
	s.tokens = append(s.tokens, lexer.EOFToken(lexer.Position{Offset: s.pos, Line: s.line + 1, Column: 1}))
	s.tokens[0].Pos = lexer.Position{Offset: len(s.tokens), Line: int(s.file)}
	return true
}

// token reads one token, comment or word with its prose. It returns false at
// the end of a chunk.
func (s *scanner) token() bool {
	s.blanks()
	if s.pos >= len(s.text) {
		return false
	}
	start := s.pos
	switch b := s.text[s.pos]; {
	case b == '/' && s.at(1) == '/':
		s.comment()
	case b < utf8.RuneSelf && classes[b]&letter != 0:
		s.pos++
		return s.word(start)
	case b < utf8.RuneSelf && classes[b]&digit != 0:
		s.number()
		s.emit(kindNumber, start)
	case b == '"':
		s.emit(s.quoted(), start)
	case b == '\'':
		s.emit(s.single(), start)
	case b == '/' && s.at(1) == '*':
		s.blockComment()
	case b == '#' && s.fresh:
		s.hashComment()
	case b >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s.text[s.pos:])
		s.pos += size
		if unicode.IsLetter(r) {
			return s.word(start)
		}
		s.emit(kindStrange, start)
	default:
		s.punctuation(start)
	}
	return true
}

// at looks ahead; past the end it sees zero bytes.
func (s *scanner) at(n int) byte {
	if s.pos+n < len(s.text) {
		return s.text[s.pos+n]
	}
	return 0
}

// maxTokens is how long a declaration may be. It bounds what a file can make
// the compiler use of memory.
const maxTokens = 2_000_000

func (s *scanner) emit(k kind, start int) {
	s.fresh = false
	if len(s.tokens) >= maxTokens {
		return // Parse sees that the chunk is full
	}
	s.tokens = append(s.tokens, lexer.Token{Type: k, Value: s.text[start:s.pos], Pos: lexer.Position{
		Offset: start, Line: s.line, Column: start - s.lineStart + 1,
	}})
}

const tabWidth = 4

// blanks skips white space and keeps count of lines.
func (s *scanner) blanks() {
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case '\n':
			s.newline()
		case '\t':
			if s.fresh { // so that indentation by tabs and by spaces compare
				column := s.pos - s.lineStart
				s.lineStart -= tabWidth - 1 - column%tabWidth
			}
		case ' ', '\r':
		default:
			return
		}
		s.pos++
	}
}

// newline takes note of the line ending at pos.
func (s *scanner) newline() {
	s.line++
	s.lineStart = s.pos + 1
	s.fresh = true
}

func (s *scanner) number() {
	s.digits()
	if s.at(0) == '.' && s.digitAt(1) {
		s.pos++
		s.digits()
	}
	if b := s.at(0); b == 'e' || b == 'E' {
		switch {
		case s.digitAt(1):
			s.pos++
			s.digits()
		case (s.at(1) == '+' || s.at(1) == '-') && s.digitAt(2):
			s.pos += 2
			s.digits()
		}
	}
}

func (s *scanner) digits() {
	for s.digitAt(0) {
		s.pos++
	}
}

func (s *scanner) digitAt(n int) bool {
	b := s.at(n)
	return b >= '0' && b <= '9'
}

// operators are the marks of more than one character, the longest first.
var operators = []struct {
	text string
	kind kind
}{
	{"...", kindEllipsis}, {"===", kindStrictEqual}, {"!==", kindStrictOther},
	{"==", kindEqual}, {"!=", kindNotEqual}, {"<=", kindLessEqual}, {">=", kindGreaterEqual},
	{"??", kindCoalesce}, {"&&", kindAnd}, {"||", kindOr}, {"->", kindArrow}, {"=>", kindArrow},
}

func (s *scanner) punctuation(start int) {
	switch b := s.text[s.pos]; b {
	case '(', ')', '[', ']', '{', '}', ',', ':', '+', '*', '/':
		if s.concept != nil {
			s.concept.bracket(b)
		}
		s.pos++
		s.emit(kind(b), start)
		return
	}
	for _, op := range operators {
		if strings.HasPrefix(s.text[s.pos:], op.text) {
			s.pos += len(op.text)
			s.emit(op.kind, start)
			return
		}
	}
	b := s.text[s.pos]
	s.pos++
	switch b {
	case '.', '?', '=', '<', '>', '-', '!':
		s.emit(kind(b), start)
	case ';':
		at := s.since(start)
		s.problem(at, "no `;` is needed: a line ends by itself", replace("delete the `;`", at, ""))
	default:
		s.emit(kindStrange, start)
	}
}
