package diagnostic

import (
	"slices"

	"github.com/syncgen/syncgen/dsl/spelling"
)

// AllCodes returns the codes of all commands.
func AllCodes() []Code { return slices.Concat(Codes(), BreakingCodes()) }

// CodeOf returns the code of a name, one of those given. Where there is none,
// meant is the code that the name is a misspelling of, if any.
func CodeOf(name string, among []Code) (code, meant Code) {
	if slices.Contains(among, Code(name)) {
		return Code(name), ""
	}
	var names []string
	for _, c := range among {
		names = append(names, string(c))
	}
	return "", Code(spelling.Closest(name, names))
}
