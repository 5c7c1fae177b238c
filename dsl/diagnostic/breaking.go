package diagnostic

import "slices"

// Audience is who is broken by a change of specs.
type Audience string

const (
	// Callers send requests to the server and read its answers.
	Callers Audience = "callers"
	// Implementations are the Go of concepts, and of those who make an app.
	Implementations Audience = "implementations"
	// Rules are what runs: which actions begin flows, and what follows.
	Rules Audience = "rules"
)

// Audiences returns all of them, in the order of BreakingCodes.
func Audiences() []Audience { return []Audience{Callers, Implementations, Rules} }

// The codes of what breaks the callers of a server. docs/breaking.md has a
// section for each code of this file; a test of cmd/syncgen holds the two together.
const (
	// RouteRemoved: a route is gone.
	RouteRemoved Code = "route-removed"
	// ValueRequired: requests need not have had a value, and have to now.
	ValueRequired Code = "value-required"
	// ValueChanged: a value of requests has another type, which does not take what it took.
	ValueChanged Code = "value-changed"
	// ValueIgnored: a value of requests does nothing any more.
	ValueIgnored Code = "value-ignored"
	// ConstantRefused: a constant is gone from what requests may have.
	ConstantRefused Code = "constant-refused"
	// StatusRemoved: a route no longer answers with a status of success.
	StatusRemoved Code = "status-removed"
	// StatusAdded: a route answers with a status that it did not have.
	StatusAdded Code = "status-added"
	// FieldRemoved: a field is gone from answers.
	FieldRemoved Code = "field-removed"
	// FieldOptional: a field that answers always had may be absent.
	FieldOptional Code = "field-optional"
	// FieldChanged: a field of answers has another type.
	FieldChanged Code = "field-changed"
	// ConstantAdded: a field of answers may have a constant that it never had.
	ConstantAdded Code = "constant-added"
	// HeaderRemoved: a header is gone from answers.
	HeaderRemoved Code = "header-removed"
)

// The codes of what breaks implementations of concepts.
const (
	// ConceptRemoved: a concept, or an instance of one, is gone.
	ConceptRemoved Code = "concept-removed"
	// ActionRemoved: an action is gone.
	ActionRemoved Code = "action-removed"
	// QueryRemoved: a query is gone.
	QueryRemoved Code = "query-removed"
	// ParameterChanged: a parameter is gone or has another type, or a query takes many inputs at once, or no longer.
	ParameterChanged Code = "parameter-changed"
	// OutcomeRemoved: an action no longer completes in one of its ways.
	OutcomeRemoved Code = "outcome-removed"
	// ResultChanged: a result is gone or has another type, or a query returns other numbers of rows.
	ResultChanged Code = "result-changed"
	// ImplementationIncomplete: a concept asks for more than its implementations have.
	ImplementationIncomplete Code = "implementation-incomplete"
)

// The codes of what breaks running rules.
const (
	// SystemActionRemoved: an action that began flows is gone, or begins none.
	SystemActionRemoved Code = "system-action-removed"
	// SyncRemoved: a sync is gone whose routes are still there.
	SyncRemoved Code = "sync-removed"
	// TriggerChanged: a sync waits for something else.
	TriggerChanged Code = "trigger-changed"
)

// audiences are the codes of each audience, in the order in which the
// documentation has them.
var audiences = map[Audience][]Code{
	Callers: {
		RouteRemoved, ValueRequired, ValueChanged, ValueIgnored, ConstantRefused,
		StatusRemoved, StatusAdded, FieldRemoved, FieldOptional, FieldChanged, ConstantAdded, HeaderRemoved,
	},
	Implementations: {
		ConceptRemoved, ActionRemoved, QueryRemoved, ParameterChanged, OutcomeRemoved, ResultChanged, ImplementationIncomplete,
	},
	Rules: {SystemActionRemoved, SyncRemoved, TriggerChanged},
}

// BreakingCodes returns the codes of what a change of specs breaks.
func BreakingCodes() []Code {
	var list []Code
	for _, a := range Audiences() {
		list = append(list, audiences[a]...)
	}
	return list
}

// Breaks returns whom the findings of a code are about; "" for those of a check.
func (c Code) Breaks() Audience {
	for _, a := range Audiences() {
		if slices.Contains(audiences[a], c) {
			return a
		}
	}
	return ""
}
