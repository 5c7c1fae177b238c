package syntax

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// comment keeps a `//` comment aside.
func (s *scanner) comment() {
	start := s.pos
	s.pos = s.lineEnd(start)
	s.comments = append(s.comments, s.commentAt(start))
}

func (s *scanner) commentAt(start int) Comment {
	end := s.lineEnd(start)
	return Comment{
		Place: Place{source.Span{File: s.file, Start: int32(start), End: int32(end)}},
		Text:  s.text[start:end],
	}
}

// lineEnd is the offset after the last visible character of a line.
func (s *scanner) lineEnd(start int) int {
	end := len(s.text)
	if i := strings.IndexByte(s.text[start:], '\n'); i >= 0 {
		end = start + i
	}
	return start + len(strings.TrimRight(s.text[start:end], " \t\r"))
}

// blockComment refuses a comment of other languages. It is left out of the
// tokens, so that it causes no further error.
func (s *scanner) blockComment() {
	start := s.pos
	end := len(s.text)
	if i := strings.Index(s.text[start+2:], "*/"); i >= 0 {
		end = start + 2 + i + 2
	}
	for s.pos < end {
		if s.text[s.pos] == '\n' {
			s.newline()
		}
		s.pos++
	}
	s.problem(s.since(start), "a comment begins with `//`, on each of its lines", nil)
}

// hashComment refuses a comment of scripting languages.
func (s *scanner) hashComment() {
	start := s.pos
	s.pos = s.lineEnd(start)
	at := s.since(start)
	hashes := len(s.text[start:s.pos]) - len(strings.TrimLeft(s.text[start:s.pos], "#"))
	mark := source.Span{File: s.file, Start: at.Start, End: at.Start + int32(hashes)}
	s.problem(at, "a comment begins with `//`", replace("write `//`", mark, "//"))
}
