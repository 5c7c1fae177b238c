package scaffold

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/syncgen/syncgen/dsl"
)

//go:embed concept.concept
var concept string

var conceptName = regexp.MustCompile(`^\p{Lu}[\p{L}\p{N}_]*$`)

// Concept is the file of a new concept, below the folder of its program. There
// is something in each of its sections, for its author to put another thing in
// the place of.
func Concept(name string) (dsl.Text, error) {
	if !conceptName.MatchString(name) {
		return dsl.Text{}, fmt.Errorf("no concept can be named `%s`: its name is letters, digits and underscores, and a capital comes first", name)
	}
	return dsl.Text{
		Path: strings.ToLower(name) + ".concept",
		Text: strings.Replace(concept, "NAME", name, 1),
	}, nil
}
