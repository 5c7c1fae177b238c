package lsp

import (
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/symbol"
)

func (p place) aboutFunction(s *symbol.Symbol) string {
	return fenced("sync", functionSignature(s.Name)) + "\n\nA built-in function."
}

func functionSignature(name string) string {
	return name + " (" + strings.Join(program.FunctionArguments(name), ", ") + ")"
}

// isExpressionCall reports whether what stands in the brackets behind a word is
// expressions, and not fields.
func isExpressionCall(word string) bool {
	return program.FunctionArguments(word) != nil || isKeyword(word, false) && !slices.Contains(aggregateWords, word)
}
