// Package source keeps the texts that a program was read from, so that every
// later pass can say where a fact stands with three small integers.
package source

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// FileID names a file of one Map. The zero FileID names no file.
type FileID int32

// Span is a range of bytes, Start inclusive and End exclusive, in one file.
type Span struct {
	File       FileID
	Start, End int32
}

// Valid reports whether the span belongs to a file.
func (s Span) Valid() bool { return s.File != 0 }

// To returns the smallest span that covers s and end, which must be in the
// same file.
func (s Span) To(end Span) Span {
	if !s.Valid() {
		return end
	}
	if !end.Valid() {
		return s
	}
	return Span{File: s.File, Start: min(s.Start, end.Start), End: max(s.End, end.End)}
}

// Position is a place as people and editors count it. Line and the columns
// start at 1; Column counts characters, ByteColumn bytes.
type Position struct {
	Line, Column, ByteColumn int
}

// File is one text with its name.
type File struct {
	ID   FileID
	Path string // as given on the command line, with forward slashes
	Text string
	// Revision is the revision of a repository that the text is of, which the
	// path begins with; empty for a file as it is.
	Revision string

	lines []int32 // offset of each line's first byte
}

// BuiltIn reports whether the text comes with the compiler, and is no file of
// the program: its path is one that no file has.
func (f *File) BuiltIn() bool { return strings.HasPrefix(f.Path, "<") }

// Name is the path without the revision.
func (f *File) Name() string {
	if f.Revision == "" {
		return f.Path
	}
	return strings.TrimPrefix(f.Path, f.Revision+":")
}

// Position converts a byte offset of the file.
func (f *File) Position(offset int32) Position {
	offset = min(max(offset, 0), int32(len(f.Text)))
	line := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > offset }) - 1
	start := f.lines[line]
	return Position{
		Line:       line + 1,
		Column:     utf8.RuneCountInString(f.Text[start:offset]) + 1,
		ByteColumn: int(offset-start) + 1,
	}
}

// Lines counts the lines. A text that ends in a line ending has an empty line
// after it.
func (f *File) Lines() int { return len(f.lines) }

// Offset returns the offset of a line's first byte, that of the end of the
// text for a line after the last.
func (f *File) Offset(line int) int32 {
	switch {
	case line < 1:
		return 0
	case line > len(f.lines):
		return int32(len(f.Text))
	}
	return f.lines[line-1]
}

// Line returns the text of a line, counted from 1, without its line ending.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	start, end := f.lines[n-1], int32(len(f.Text))
	if n < len(f.lines) {
		end = f.lines[n] - 1
	}
	if end > start && f.Text[end-1] == '\r' {
		end--
	}
	return f.Text[start:end]
}

// Slice returns the text that a span covers.
func (f *File) Slice(s Span) string { return f.Text[s.Start:s.End] }

// Map holds all the files of a program. The zero Map is empty and ready.
type Map struct {
	files []*File
}

// Add takes a text in under a path and returns its file.
func (m *Map) Add(path, text string) *File {
	f := &File{ID: FileID(len(m.files) + 1), Path: path, Text: text, lines: []int32{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			f.lines = append(f.lines, int32(i+1))
		}
	}
	m.files = append(m.files, f)
	return f
}

// Keep takes in a file of another map that has the same place here.
func (m *Map) Keep(f *File) {
	if int(f.ID) != len(m.files)+1 {
		panic("source: the file " + f.Path + " has another place in its map")
	}
	m.files = append(m.files, f)
}

// File returns the file of an ID, or nil for the zero ID.
func (m *Map) File(id FileID) *File {
	if id < 1 || int(id) > len(m.files) {
		return nil
	}
	return m.files[id-1]
}

// Files returns all files in the order in which they were added.
func (m *Map) Files() []*File { return m.files }

// AddOf takes in a text of a revision of a repository, whose path begins with it.
func (m *Map) AddOf(revision, path, text string) *File {
	f := m.Add(path, text)
	f.Revision = revision
	return f
}
