// Package checked turns texts into the program that the checker makes of them.
package checked

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// Program checks specs, given by path. Its error holds all that is wrong with
// them; warnings do not count.
func Program(files map[string]string) (*program.Program, error) {
	var texts []dsl.Text
	for _, path := range slices.Sorted(maps.Keys(files)) {
		texts = append(texts, dsl.Text{Path: path, Text: files[path]})
	}
	p, found := dsl.Typed("specs", texts)
	if found.Errors() == 0 {
		return p, nil
	}
	var b strings.Builder
	for _, d := range found {
		if d.Severity != diagnostic.Error {
			continue
		}
		f := p.Sources.File(d.Primary.Span.File)
		at := f.Position(d.Primary.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d: [%s] %s\n    %s\n", f.Path, at.Line, at.Column, d.Code, d.Message, f.Line(at.Line))
	}
	return nil, fmt.Errorf("the specs do not pass the check:\n%s", b.String())
}
