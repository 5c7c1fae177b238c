package sqlite

import "github.com/syncgen/syncgen/runtime"

// List makes of a list the one argument that `json_each (?)` takes apart
// again, so that one prepared statement serves lists of any length. Its column
// `value` is an item, and `key` the item's place in the list, from 0: whoever
// asks for several things at once puts the answers in order with it.
//
//	SELECT j.key, t.text FROM json_each(?) j CROSS JOIN texts t ON t.id = j.value
//
// CROSS JOIN makes SQLite go through the list and look each item up.
func List[T any](items []T, appendJSON func(b []byte, item T) []byte) string {
	return string(runtime.AppendList(nil, items, appendJSON))
}

// Texts is List for texts.
func Texts[T ~string](texts []T) string { return List(texts, runtime.AppendString[T]) }
