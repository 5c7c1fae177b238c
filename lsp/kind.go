package lsp

import "github.com/syncgen/syncgen/dsl/symbol"

// kind is how something is shown in lists and outlines.
type kind uint8

const (
	conceptKind kind = iota + 1
	typeKind
	actionKind
	queryKind
	guardKind
	syncKind
	functionKind
	fieldKind // parameters, results and further values too
	variableKind
	constantKind
	keywordKind
)

var kinds = map[symbol.Kind]kind{
	symbol.Concept: conceptKind, symbol.Type: typeKind, symbol.Primitive: typeKind, symbol.Constant: constantKind,
	symbol.Action: actionKind, symbol.Query: queryKind, symbol.Parameter: fieldKind, symbol.Result: fieldKind, symbol.Value: fieldKind,
	symbol.Guard: guardKind, symbol.Sync: syncKind, symbol.Variable: variableKind, symbol.Function: functionKind, symbol.Field: fieldKind,
}
