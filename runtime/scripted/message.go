package scripted

import "encoding/json"

// Message is a line of the talk. The tool sends a Start for each flow and a
// Reply to each Call; all else comes from here, in the order in which it happens.
//
// Values are JSON without names: a struct is a list of its fields, an optional is
// null or a list of one, and a DateTime, a Date and Binary are as they are in JSON.
type Message struct {
	Start   *Start   `json:",omitempty"`
	Reply   *Reply   `json:",omitempty"`
	Call    *Call    `json:",omitempty"`
	Step    *Step    `json:",omitempty"`
	Decided *Decided `json:",omitempty"`
	Ended   *Ended   `json:",omitempty"`
}

// Start begins a flow: a request, or an entry of the app with its input.
type Start struct {
	Method, Target string            `json:",omitempty"`
	Headers        map[string]string `json:",omitempty"`
	Body           json.RawMessage   `json:",omitempty"`
	Entry          string            `json:",omitempty"`
	Input          json.RawMessage   `json:",omitempty"`
	Now            string            // of the form 2006-01-02T15:04:05.000Z
}

// Call is an action or a query that the flow calls.
type Call struct {
	Name  string
	Input json.RawMessage `json:",omitempty"`
}

// Reply says what a call comes to.
type Reply struct {
	Outcome int               // of those that are no refusals
	Refused bool              // the first of the values is the reason
	Values  []json.RawMessage `json:",omitempty"`
	Rows    []json.RawMessage `json:",omitempty"`
	Failure string            `json:",omitempty"` // nobody knows what it comes to
}

// Step is a step of the flow that is done, and the sync that caused it.
type Step struct{ Name, Sync string }

// Decided says how many frames each line of a sync's `where` left.
type Decided struct {
	Sync   string
	Left   []int
	Frames int
}

// Ended is the end of a flow.
type Ended struct {
	Failure string              `json:",omitempty"`
	Flow    bool                // whether there was one: the server may not have taken the request
	Status  int                 `json:",omitempty"`
	Headers map[string][]string `json:",omitempty"`
	Body    string              `json:",omitempty"`
}
