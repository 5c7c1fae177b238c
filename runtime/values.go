package runtime

// Record is anything that can write itself as trace text, such as
// `{username: "bob", password: ••••}`. Every input, output and row of an
// emitted package is one.
type Record interface {
	AppendTrace(b []byte) []byte
}

// Values are the further named values that an action with `...` was given.
// What they are is decided by the syncs, so a concept can pass them on, store
// them as JSON, or show them.
type Values interface {
	Record
	// AppendJSON writes the values as a JSON object, in the order in which
	// the sync wrote them.
	AppendJSON(b []byte) []byte
}
