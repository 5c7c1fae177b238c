package diagnostic

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/spelling"
)

// CodeOf returns the code of a name. Where there is none, meant is the code
// that the name is a misspelling of, if any.
func CodeOf(name string) (code, meant Code) {
	if slices.Contains(Codes(), Code(name)) {
		return Code(name), ""
	}
	var names []string
	for _, c := range Codes() {
		names = append(names, string(c))
	}
	return "", Code(spelling.Closest(name, names))
}
