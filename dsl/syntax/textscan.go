package syntax

import "strings"

// quoted reads a string literal and returns its kind. A string ends with its
// line at the latest, so that a forgotten quote spoils no more than that.
func (s *scanner) quoted() kind {
	if end := skipText(s.text, s.pos); end > 0 {
		s.pos = end
		return kindText
	}
	s.pos = s.lineEnd(s.pos)
	return kindUnclosed
}

// skipText returns the offset after the string literal that begins at start,
// or 0 when the line ends before it does.
func skipText(text string, start int) int {
	// Strings stand in the `${…}` of strings. For each one that is open,
	// braces counts its open braces; the recursion is on the heap because
	// the text may be hostile.
	var braces []int
	inString := true
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case '\n':
			return 0
		case '\\':
			if inString && i+1 < len(text) && text[i+1] != '\n' {
				i++
			}
		case '"':
			if inString && len(braces) == 0 {
				return i + 1
			}
			inString = !inString
		case '$':
			if inString && i+1 < len(text) && text[i+1] == '{' {
				braces = append(braces, 0)
				inString = false
				i++
			}
		case '{':
			if !inString {
				braces[len(braces)-1]++
			}
		case '}':
			if inString {
				continue
			}
			if braces[len(braces)-1]--; braces[len(braces)-1] < 0 {
				braces = braces[:len(braces)-1]
				inString = true
			}
		}
	}
	return 0
}

// single reads 'text', as other languages write it, if a second quote closes
// it on the same line.
func (s *scanner) single() kind {
	s.pos++
	if end := strings.IndexAny(s.text[s.pos:], "'\n"); end >= 0 && s.text[s.pos+end] == '\'' {
		s.pos += end + 1
		return kindSingle
	}
	return kindStrange
}
