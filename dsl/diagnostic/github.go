package diagnostic

import (
	"fmt"
	"io"
	"strings"
)

// GitHub renders each finding as a workflow command, which GitHub shows as an
// annotation of the line that it is about.
func (r *Report) GitHub(w io.Writer) error {
	var b strings.Builder
	for _, f := range r.shown() {
		b.WriteString(f.github())
	}
	if more := r.withheldLine(); more != "" {
		fmt.Fprintf(&b, "::notice title=syncgen::%s\n", githubData.Replace(more))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (f finding) github() string {
	level := f.Severity.String()
	if f.Severity == Note {
		level = "notice"
	}
	var properties []string
	add := func(name string, value any) {
		properties = append(properties, name+"="+githubProperty.Replace(fmt.Sprint(value)))
	}
	file := f.sources.File(f.Primary.Span.File)
	past := file != nil && file.Revision != "" // there is no line that GitHub could show it beside
	if file != nil && !past {
		at := region(file, withoutLineEnding(file, f.Primary.Span))
		add("file", clean(file.Path))
		add("line", at.StartLine)
		if at.StartLine == at.EndLine { // GitHub takes columns of a single line only
			add("col", at.StartColumn)
			add("endLine", at.EndLine)
			add("endColumn", at.EndColumn)
		} else {
			add("endLine", at.EndLine)
		}
	}
	add("title", f.Code)

	lines := []string{f.Message}
	switch {
	case past:
		lines = append(lines, strings.TrimSuffix(placeOf(file, f.Primary.Span)+": "+f.Primary.Text, ": "))
	case f.Primary.Text != "":
		lines = append(lines, f.Primary.Text)
	}
	for _, l := range f.Secondary {
		if file := f.sources.File(l.Span.File); file != nil && l.Text != "" {
			lines = append(lines, placeOf(file, l.Span)+": "+l.Text)
		}
	}
	if len(f.Trail) > 0 {
		lines = append(lines, "trail:\n"+f.trail())
	}
	lines = append(lines, f.remarks()...)
	lines = append(lines, "see: "+seeAlso(f.Code))
	return "::" + level + " " + strings.Join(properties, ",") + "::" + githubData.Replace(clean(strings.Join(lines, "\n"))) + "\n"
}

// How GitHub wants what would end a command, or a property of it.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
