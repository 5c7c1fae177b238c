package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word reads the rest of a name, and what the name means where a line begins.
func (s *scanner) word(start int) bool {
	for s.pos < len(s.text) {
		b := s.text[s.pos]
		if b < utf8.RuneSelf {
			if classes[b]&(letter|digit) == 0 {
				break
			}
			s.pos++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[s.pos:])
		if !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			break
		}
		s.pos += size
	}
	if !s.fresh {
		s.emit(kindIdent, start)
		return true
	}
	if len(s.tokens) > 1 && s.declares(start) {
		s.pos = start
		return false
	}
	if s.concept != nil {
		s.conceptWord(start)
	} else {
		s.emit(kindIdent, start)
	}
	return true
}

// declares reports whether the word from start to pos, the first of its line,
// begins a declaration.
func (s *scanner) declares(start int) bool {
	word := s.text[start:s.pos]
	if s.scenario {
		return start == s.lineStart && (word == "scenario" || nearest(word, "scenario") != "")
	}
	switch word {
	case "sync", "guard", "view", "concept":
	case "use":
		if !s.usesAs() && !(start == s.lineStart && s.upperFollows()) {
			return false // a value of that name
		}
	default:
		return start == s.lineStart && (s.concept == nil && s.usesAs() || nearestDeclaration(word) != "" && s.upperFollows())
	}
	if s.concept != nil && start-s.lineStart >= s.tokens[1].Pos.Column {
		return false // deeper than the concept it stands in: a field or an action
	}
	if start == s.lineStart {
		return true
	}
	next := s.followingWord()
	return next != "" && !reserved(next)
}

// upperFollows reports whether a capital letter comes next on the line.
func (s *scanner) upperFollows() bool {
	return startsUpper(strings.TrimLeft(s.text[s.pos:s.lineEnd(s.pos)], " "))
}

// usesAs reports whether a name and `as` come next on the line: whatever word
// stands before them, they can only be meant for `use`.
func (s *scanner) usesAs() bool {
	first := s.pos
	for first < len(s.text) && classOf(s.text[first])&blank != 0 {
		first++
	}
	end := first
	for end < len(s.text) && classOf(s.text[end])&(letter|digit) != 0 {
		end++
	}
	if end == first || reserved(s.text[first:end]) {
		return false
	}
	rest := strings.TrimLeft(s.text[end:s.lineEnd(end)], " \t")
	as, more := strings.CutPrefix(rest, "as")
	return more && (as == "" || classOf(as[0])&(letter|digit) == 0)
}

// followingWord is the ASCII word after pos on the same line, or "".
func (s *scanner) followingWord() string {
	i := s.pos
	for i < len(s.text) && classOf(s.text[i])&blank != 0 {
		i++
	}
	start := i
	for i < len(s.text) && classOf(s.text[i])&letter != 0 {
		i++
	}
	return s.text[start:i]
}

func classOf(b byte) uint8 {
	if b < utf8.RuneSelf {
		return classes[b]
	}
	return letter
}
