package diagnostic

import (
	"encoding/json"
	"io"

	"github.com/syncgen/syncgen/dsl/source"
)

// The JSON form is part of the command's interface: docs/diagnostics.md
// describes it, members are only ever added, and no list is ever null.
type (
	jsonReport struct {
		Version  int           `json:"version"` // of this form
		Findings []jsonFinding `json:"findings"`
		Errors   int           `json:"errors"`
		Warnings int           `json:"warnings"`
		Notes    int           `json:"notes"`
		Files    int           `json:"files"`
		Withheld int           `json:"withheld"`
		Proofs   []jsonProofs  `json:"proofs,omitempty"` // there are some when they were asked for
	}
	jsonFinding struct {
		Code      Code        `json:"code"`
		Severity  string      `json:"severity"`
		Message   string      `json:"message"`
		Primary   *jsonLabel  `json:"primary"` // null when the finding is about no file
		Secondary []jsonLabel `json:"secondary"`
		Trail     []jsonStep  `json:"trail"`
		Notes     []string    `json:"notes"`
		Help      []string    `json:"help"`
		Fix       *jsonFix    `json:"fix"` // null when no edit is known
	}
	jsonRange struct {
		File  string       `json:"file"`
		Start jsonPosition `json:"start"`
		End   jsonPosition `json:"end"`
	}
	jsonLabel struct {
		jsonRange
		Label string `json:"label"`
	}
	jsonStep struct {
		Depth int `json:"depth"`
		jsonLabel
	}
	jsonPosition struct {
		Offset     int `json:"offset"` // bytes from the file's start
		Line       int `json:"line"`
		Column     int `json:"column"`     // characters, from 1
		ByteColumn int `json:"byteColumn"` // bytes, from 1
	}
	jsonFix struct {
		Title string     `json:"title"`
		Safe  bool       `json:"safe"`
		Edits []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		jsonRange
		New string `json:"new"`
	}
)

// JSON renders the findings for programs.
func (r *Report) JSON(w io.Writer) error {
	out := jsonReport{
		Version: 1, Findings: []jsonFinding{},
		Errors: r.Errors(), Warnings: r.Warnings(), Notes: r.counts()[Note], Files: r.files(), Withheld: r.Withheld(),
	}
	for _, f := range r.shown() {
		out.Findings = append(out.Findings, f.json())
	}
	for _, p := range r.proofs {
		out.Proofs = append(out.Proofs, p.json())
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func (f finding) json() jsonFinding {
	out := jsonFinding{
		Code: f.Code, Severity: f.Severity.String(), Message: f.Message,
		Secondary: []jsonLabel{}, Trail: []jsonStep{}, Notes: append([]string{}, f.Notes...), Help: append([]string{}, f.Help...),
	}
	if at, ok := rangeOf(f.sources, f.Primary.Span); ok {
		out.Primary = &jsonLabel{at, f.Primary.Text}
	}
	for _, l := range f.Secondary {
		if at, ok := rangeOf(f.sources, l.Span); ok {
			out.Secondary = append(out.Secondary, jsonLabel{at, l.Text})
		}
	}
	for _, s := range f.Trail {
		if at, ok := rangeOf(f.sources, s.Span); ok {
			out.Trail = append(out.Trail, jsonStep{s.Depth, jsonLabel{at, s.Text}})
		}
	}
	if f.Fix != nil {
		out.Fix = &jsonFix{Title: f.Fix.Title, Safe: f.Fix.Safe, Edits: []jsonEdit{}}
		for _, e := range f.Fix.Edits {
			if at, ok := rangeOf(f.sources, e.Span); ok {
				out.Fix.Edits = append(out.Fix.Edits, jsonEdit{at, e.New})
			}
		}
	}
	return out
}

func rangeOf(sources *source.Map, s source.Span) (jsonRange, bool) {
	file := sources.File(s.File)
	if file == nil {
		return jsonRange{}, false
	}
	return jsonRange{file.Path, position(file, s.Start), position(file, s.End)}, true
}

func position(f *source.File, offset int32) jsonPosition {
	p := f.Position(offset)
	return jsonPosition{Offset: int(offset), Line: p.Line, Column: p.Column, ByteColumn: p.ByteColumn}
}
