package syntax

import "strings"

// layout is where in a concept the scanner is. Which lines are prose is
// decided by the words that lines begin with and by indentation; nothing
// inside prose is looked at, so that it may hold any text.
type layout struct {
	section      string // the keyword, "" before the first one
	indent       int    // of the section's keyword
	actionIndent int    // of the current action
	clauses      bool   // an action has begun, so that requires and effects can follow
	brackets     int    // open ones
}

func (l *layout) reset() { *l = layout{} }

func (l *layout) bracket(b byte) {
	switch b {
	case '(', '{', '[':
		l.brackets++
	case ')', '}', ']':
		l.brackets = max(l.brackets-1, 0)
	}
}

// conceptWord takes the word from start to pos, the first of its line in a
// .concept file.
func (s *scanner) conceptWord(start int) {
	l := s.concept
	word, indent := s.text[start:s.pos], start-s.lineStart
	switch {
	case len(s.tokens) > 1 && s.opensSection(word, indent, s.pos):
		*l = layout{section: word, indent: indent}
		s.emit(kindSection, start)
		if s.at(0) == ':' { // `purpose: …` is as good
			s.pos++
		}
		if isProseSection(word) {
			s.prose(func(word string, indent, after int) bool { return s.opensSection(word, indent, after) })
		}
	case l.clauses && isProseClause(word) && s.opensClause(indent):
		l.brackets = 0
		s.emit(kindClause, start)
		if s.at(0) == ':' {
			s.pos++
		}
		s.prose(func(next string, at, after int) bool {
			return at <= l.actionIndent || at <= indent && (isProseClause(next) || next == "answers" && s.oneWord(after))
		})
	case l.clauses && word == "answers" && l.brackets == 0 && s.oneWord(s.pos):
		s.emit(kindClause, start)
	default:
		if (l.section == "actions" || l.section == "queries") && (l.brackets == 0 || indent <= l.actionIndent) {
			l.actionIndent, l.clauses, l.brackets = indent, true, 0
		}
		s.emit(kindIdent, start)
	}
}

// oneWord reports whether one word and nothing else but a comment stands
// between after and the end of the line.
func (s *scanner) oneWord(after int) bool {
	rest, _, _ := strings.Cut(s.text[after:s.lineEnd(after)], "//")
	rest = strings.TrimSpace(rest)
	return rest != "" && !strings.ContainsAny(rest, " \t(:,")
}

func isProseSection(word string) bool { return word == "purpose" || word == "principle" }

func isProseClause(word string) bool {
	return word == "requires" || word == "effects" || word == "effect"
}

// opensSection reports whether a line that begins with word begins a section.
// Within text, a keyword counts only where it stands no deeper than the
// section's own, and, if it is a common noun, alone on its line.
func (s *scanner) opensSection(word string, indent, after int) bool {
	l := s.concept
	switch word {
	case "purpose", "principle":
		return l.section == "" || indent <= l.indent
	case "state", "actions", "queries":
	default:
		return false
	}
	rest := strings.TrimSpace(strings.TrimPrefix(s.text[after:s.lineEnd(after)], ":"))
	alone := rest == "" || strings.HasPrefix(rest, "//")
	switch {
	case isProseSection(l.section):
		return indent <= l.indent && (alone || word == "state" && (strings.HasPrefix(rest, "a set of ") || strings.HasPrefix(rest, "an element ")))
	case l.section == "":
		return true
	}
	return alone && l.brackets == 0 || indent <= l.indent && !strings.HasPrefix(rest, "(")
}

// opensClause reports whether a requires or effects that ends at pos is the
// keyword, and not a parameter of that name in a list over several lines.
func (s *scanner) opensClause(indent int) bool {
	if s.concept.brackets == 0 {
		return true
	}
	rest := strings.TrimLeft(s.text[s.pos:s.lineEnd(s.pos)], " \t")
	return rest != "" && !strings.ContainsRune(":?,)", rune(rest[0]))
}

// prose reads text up to the line that ends reports true for, as one token.
// Lines of comment are kept aside; those after the text's last line are left
// to be read with what follows.
func (s *scanner) prose(ends func(word string, indent, after int) bool) {
	start, end := -1, -1 // of the text
	var comments []Comment
	kept := 0 // of comments
	line, lineStart := s.line, s.lineStart
	endLine, endLineStart := line, lineStart
	for i := s.pos; ; {
		for i < len(s.text) && classOf(s.text[i])&blank != 0 {
			i++
		}
		if i >= len(s.text) {
			break
		}
		if s.text[i] != '\n' {
			lineEnd := s.lineEnd(i)
			if strings.HasPrefix(s.text[i:], "//") {
				comments = append(comments, s.commentAt(i))
			} else {
				if line > s.line && s.endsProse(i, lineStart, ends) {
					break
				}
				if start < 0 {
					start = i
				}
				end, endLine, endLineStart, kept = lineEnd, line, lineStart, len(comments)
			}
			i = lineEnd
		}
		next := strings.IndexByte(s.text[i:], '\n')
		if next < 0 {
			break
		}
		i += next + 1
		line++
		lineStart = i
	}
	if start < 0 {
		return
	}
	s.comments = append(s.comments, comments[:kept]...)
	s.pos = end
	s.emit(kindProse, start)
	s.line, s.lineStart = endLine, endLineStart
}

// endsProse looks at a line whose first visible character is at i.
func (s *scanner) endsProse(i, lineStart int, ends func(word string, indent, after int) bool) bool {
	indent := 0
	for _, b := range []byte(s.text[lineStart:i]) {
		if b == '\t' {
			indent += tabWidth - indent%tabWidth
		} else {
			indent++
		}
	}
	after := i
	for after < len(s.text) && classOf(s.text[after])&(letter|digit) != 0 {
		after++
	}
	word := s.text[i:after]
	return indent <= s.concept.indent && s.declaresInProse(word, after) || ends(word, indent, after)
}

// declaresInProse reports whether a line of text is the first one of a
// declaration: a keyword and a name, and little else.
func (s *scanner) declaresInProse(word string, after int) bool {
	rest := strings.TrimSpace(s.text[after:s.lineEnd(after)])
	if !startsUpper(rest) {
		return false
	}
	name, more, _ := strings.Cut(rest, " ")
	switch word {
	case "sync":
		return more == ""
	case "concept":
		return more == "" || strings.HasPrefix(more, "[")
	case "guard", "view":
		return strings.HasPrefix(more, "(") || strings.Contains(name, "(")
	}
	return false
}

func startsUpper(text string) bool {
	return text != "" && text[0] >= 'A' && text[0] <= 'Z'
}
