package requesting

import "github.com/syncgen/syncgen/runtime"

// Received is the outcome of `Requesting.request`, as traces show it.
type Received Request

// AppendTrace appends the outcome: `{request: "…"}`.
func (r Received) AppendTrace(b []byte) []byte {
	b = append(b, "{request: "...)
	b = runtime.AppendTraceString(b, r)
	return append(b, '}')
}
