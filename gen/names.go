package gen

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// names hands out the identifiers of one Go scope, each of them once. What is
// asked for first gets the plain name, so callers ask in an order that the
// program decides.
type names struct {
	taken map[string]bool
	outer *names // the scope around; what is taken there is taken here
}

// newNames returns a scope in which some names are taken already.
func newNames(reserved ...string) *names {
	n := &names{taken: make(map[string]bool, len(reserved))}
	n.reserve(reserved...)
	return n
}

// reserve takes names without asking whether they are free.
func (n *names) reserve(list ...string) {
	for _, name := range list {
		n.taken[name] = true
	}
}

func (n *names) isTaken(name string) bool {
	for scope := n; scope != nil; scope = scope.outer {
		if scope.taken[name] {
			return true
		}
	}
	return false
}

// take returns the first free one of the names given, or the last of them with
// a number.
func (n *names) take(choices ...string) string {
	for _, name := range choices {
		if !n.isTaken(name) {
			n.taken[name] = true
			return name
		}
	}
	last := choices[len(choices)-1]
	for i := 2; ; i++ {
		name := last + strconv.Itoa(i)
		if !n.isTaken(name) {
			n.taken[name] = true
			return name
		}
	}
}

// local takes the name of a variable after a name of the spec: `userId` is
// userID, `type` is typeValue.
func (n *names) local(name string) string {
	plain := unexported(name)
	if isReserved(plain) {
		return n.take(plain + "Value")
	}
	return n.take(plain, plain+"Value")
}

// fork returns an inner scope: what is taken in n is taken in it, and what it
// takes stays free in n.
func (n *names) fork() *names { return &names{taken: map[string]bool{}, outer: n} }

// isReserved reports whether emitted code could not use a local variable of
// the name: keywords, and what Go predeclares.
func isReserved(name string) bool {
	return token.IsKeyword(name) || types.Universe.Lookup(name) != nil || name == "_" || name == "init"
}

// emittedImports are the names under which emitted code imports packages. No
// package of a concept and no local variable has one of them.
var emittedImports = []string{
	"bytes", "cmp", "context", "errors", "fmt", "http", "math", "runtime", "slices",
	"strconv", "strings", "sync", "time", "utf8",
}

// conceptPackage takes the package name of a concept: its name in lower case.
func (n *names) conceptPackage(concept string) string {
	name := asciiOnly(strings.ToLower(strings.Join(words(concept), "")))
	unusable := isReserved(name) || isOwnName(name) || slices.Contains(emittedImports, name) ||
		// The go command gives directories of these names a meaning of their own.
		slices.Contains([]string{"internal", "main", "testdata", "vendor"}, name)
	if unusable {
		return n.take(name + "concept")
	}
	return n.take(name, name+"concept")
}

// asciiOnly spells the letters that import paths cannot have by their numbers.
func asciiOnly(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r < 128 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "u%x", r)
		}
	}
	return b.String()
}

// fileName takes the name of a file of package-level code. The suffix keeps the
// go command from reading a meaning into the rest, as it does into `auth_test`
// and `files_linux`.
func (n *names) fileName(name, suffix string) string {
	// File systems allow 255 bytes; some archives and editors less.
	const longest = 100
	stem := strings.ToLower(strings.Join(words(name), "_"))
	if len(stem) > longest {
		stem = strings.ToValidUTF8(stem[:longest], "")
	}
	return n.take(stem+"_"+suffix) + ".go"
}

// ownNames are the local variables, receivers and parameters that emitted code
// names itself. What is named after a spec steps back before them.
var ownNames = []string{
	"a", "again", "all", "answer", "app", "b", "cause", "concept", "ctx", "depth", "door", "err", "f", "found", "i", "in", "j",
	"last", "limit", "next", "number", "out", "r", "reason", "refusal", "refused", "request", "result", "row", "rows", "start",
	"t", "v", "x",
}

// isOwnName reports whether emitted code names something of its own so.
func isOwnName(name string) bool { return slices.Contains(ownNames, name) }

// packageLevel takes a name for something of the package that is named after a
// spec and not exported.
func (n *names) packageLevel(name, suffix string) string {
	if isReserved(name) || isOwnName(name) {
		return n.take(name + suffix)
	}
	return n.take(name, name+suffix)
}
