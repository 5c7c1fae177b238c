package requesting

import (
	"encoding/json"
	"unicode/utf8"
)

// maxNesting is how deep lists and records of a body may lie within each other.
const maxNesting = 512

// scanner goes over a JSON text once. It is as strict as encoding/json: what
// it skips must be well-formed too. After a failure it stands at the end.
type scanner struct {
	data    []byte
	pos     int
	failure string // what was expected; empty as long as all is well
	at      int    // where
}

func (s *scanner) fail(expected string) {
	if s.failure == "" {
		s.failure, s.at = expected, s.pos
	}
	s.pos = len(s.data)
}

// peek returns the next byte after white space, and 0 at the end.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

// take moves over the byte if it is the next one after white space.
func (s *scanner) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.pos++
	return true
}

// text moves over a string and returns what is between its quotes. It is
// simple when that is the string's value as it stands: without escapes and
// in valid UTF-8.
func (s *scanner) text() (raw []byte, simple bool) {
	data, i := s.data, s.pos+1
	start := i
	for i < len(data) && plainText[data[i]] {
		i++
	}
	if i < len(data) && data[i] == '"' {
		s.pos = i + 1
		return data[start:i], true
	}
	return s.longText(start, i)
}

// plainText holds for the bytes of a string that stand for themselves and need
// no second look.
var plainText = func() (set [256]bool) {
	for c := 0x20; c < utf8.RuneSelf; c++ {
		set[c] = c != '"' && c != '\\'
	}
	return set
}()

// longText goes on with a string at its first byte that is not plain.
func (s *scanner) longText(start, i int) (raw []byte, simple bool) {
	data, simple := s.data, true
	for i < len(data) {
		switch c := data[i]; {
		case c == '"':
			s.pos = i + 1
			raw = data[start:i]
			return raw, simple && utf8.Valid(raw)
		case c == '\\':
			simple = false
			size := escapeSize(data[i:])
			if size == 0 {
				s.pos = i
				s.fail("an escape that JSON has")
				return nil, false
			}
			i += size
		case c < ' ':
			s.pos = i
			s.fail("no control character in a string")
			return nil, false
		default:
			i++
		}
	}
	s.pos = i
	s.fail("`\"` at the end of a string")
	return nil, false
}

// escapeSize returns the length of the escape that data begins with, or 0.
func escapeSize(data []byte) int {
	if len(data) < 2 {
		return 0
	}
	switch data[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if len(data) < 6 {
			return 0
		}
		for _, c := range data[2:6] {
			if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
				return 0
			}
		}
		return 6
	}
	return 0
}

// decode returns the value of a string that is not simple.
func decode(raw []byte) string {
	quoted := make([]byte, 0, len(raw)+2)
	quoted = append(append(append(quoted, '"'), raw...), '"')
	var text string
	_ = json.Unmarshal(quoted, &text) // it is a JSON string: text has seen to that
	clear(quoted)
	return text
}

// number moves over a number and tells whether it is written as an integer.
func (s *scanner) number() (raw []byte, integer bool) {
	size, integer := numberSize(s.data[s.pos:])
	if size == 0 {
		s.fail("a number")
		return nil, false
	}
	raw = s.data[s.pos : s.pos+size]
	s.pos += size
	return raw, integer
}

// numberSize returns the length of the JSON number that text begins with, or 0.
func numberSize[T string | []byte](text T) (size int, integer bool) {
	i := 0
	if i < len(text) && text[i] == '-' {
		i++
	}
	whole := digits(text, i)
	if whole == 0 {
		return 0, false
	}
	if text[i] == '0' {
		whole = 1 // nothing but a fraction or an exponent may follow
	}
	i += whole
	integer = true
	if i < len(text) && text[i] == '.' {
		integer = false
		fraction := digits(text, i+1)
		if fraction == 0 {
			return 0, false
		}
		i += 1 + fraction
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		integer = false
		i++
		if i < len(text) && (text[i] == '+' || text[i] == '-') {
			i++
		}
		exponent := digits(text, i)
		if exponent == 0 {
			return 0, false
		}
		i += exponent
	}
	return i, integer
}

// digits returns how many digits there are from a place on.
func digits[T string | []byte](text T, from int) int {
	i := from
	for i < len(text) && '0' <= text[i] && text[i] <= '9' {
		i++
	}
	return i - from
}

// word moves over true, false or null if it comes next.
func (s *scanner) word(word string) bool {
	s.peek()
	if len(s.data)-s.pos < len(word) || string(s.data[s.pos:s.pos+len(word)]) != word {
		return false
	}
	s.pos += len(word)
	return true
}

// skip moves over any value. It keeps its own stack, so that a hostile body
// cannot exhaust the goroutine's.
func (s *scanner) skip() {
	var stack nesting
	for s.failure == "" {
		switch c := s.peek(); c {
		case '{', '[':
			s.pos++
			if !stack.push(c) {
				s.fail("fewer lists and records within each other")
				return
			}
			if s.take(closing(c)) {
				stack.depth--
				break // an empty one is a whole value
			}
			if c == '{' {
				s.memberName()
			}
			continue
		case '"':
			s.text()
		case 't':
			s.mustWord("true")
		case 'f':
			s.mustWord("false")
		case 'n':
			s.mustWord("null")
		default:
			s.scalar(c)
		}
		if !s.leave(&stack) {
			return
		}
	}
}

// leave goes on after a value: over closing brackets, to the next item. It
// reports false when the outermost value is complete.
func (s *scanner) leave(stack *nesting) bool {
	for stack.depth > 0 && s.failure == "" {
		open := stack.top()
		if s.take(',') {
			if open == '{' {
				s.memberName()
			}
			return true
		}
		if !s.take(closing(open)) {
			s.fail("`,` or `" + string(closing(open)) + "`")
			return false
		}
		stack.depth--
	}
	return false
}

func (s *scanner) mustWord(word string) {
	if !s.word(word) {
		s.fail("`" + word + "`")
	}
}

func (s *scanner) scalar(c byte) {
	if c == '-' || '0' <= c && c <= '9' {
		s.number()
		return
	}
	s.fail("a value")
}

// memberName moves over a member's name and the colon after it.
func (s *scanner) memberName() (raw []byte, simple bool) {
	if s.peek() != '"' {
		s.fail("a member's name in quotes")
		return nil, false
	}
	raw, simple = s.text()
	if s.failure == "" && !s.take(':') {
		s.fail("`:`")
	}
	return raw, simple
}

func closing(open byte) byte { return open + 2 } // `{}` and `[]` in ASCII

// nesting is a stack of open brackets, a bit for each.
type nesting struct {
	depth   int
	records [maxNesting / 64]uint64
}

func (n *nesting) push(open byte) bool {
	if n.depth == maxNesting {
		return false
	}
	word, bit := n.depth/64, uint64(1)<<(n.depth%64)
	n.records[word] &^= bit
	if open == '{' {
		n.records[word] |= bit
	}
	n.depth++
	return true
}

func (n *nesting) top() byte {
	last := n.depth - 1
	if n.records[last/64]>>(last%64)&1 == 1 {
		return '{'
	}
	return '['
}
