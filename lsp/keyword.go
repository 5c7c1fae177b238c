package lsp

import "slices"

// keywords are the words of the language by where they may begin something.
var (
	declarationWords = []string{"sync", "guard", "view", "use"}
	clauseWords      = []string{"when", "where", "then"}
	lineWords        = []string{"for", "some", "none"}
	aggregateWords   = []string{"collect", "count", "sum", "first", "min", "max"}
	expressionWords  = []string{"not", "if", "true", "false"}
	operatorWords    = []string{"and", "or", "in", "else", "as", "order", "by", "desc", "asc", "limit", "null"}
	sectionWords     = []string{"purpose", "principle", "state", "actions", "queries"}
	conceptWords     = []string{"concept", "system", "batch", "answers", "requires", "effects", "a", "an", "set", "seq", "of", "or", "element", "with", "optional", "one"}
)

var (
	syncKeywords    = slices.Concat(declarationWords, clauseWords, lineWords, aggregateWords, expressionWords, operatorWords)
	conceptKeywords = slices.Concat(sectionWords, conceptWords)
)

// isKeyword reports whether a word is a keyword somewhere in a kind of file.
func isKeyword(word string, concept bool) bool {
	if concept {
		return slices.Contains(conceptKeywords, word)
	}
	return slices.Contains(syncKeywords, word)
}
