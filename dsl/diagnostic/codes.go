package diagnostic

// The codes of all findings of a check, by the pass that gives them. docs/diagnostics.md
// has a section for each; a test of cmd/syncgen holds the two together.
const (
	// SyntaxError: the text is not a spec; the message says what was expected.
	SyntaxError Code = "syntax-error"
	// BadEncoding: the file is not UTF-8.
	BadEncoding Code = "bad-encoding"
	// TooDeep: expressions, records or blocks are nested beyond all reason.
	TooDeep Code = "too-deep"
	// MisplacedElse: an `else` on a line that leaves no frame out, or inside a block.
	MisplacedElse Code = "misplaced-else"
	// MisplacedNull: a `null` where no operator takes it.
	MisplacedNull Code = "misplaced-null"
)

// Findings about variables.
const (
	// UnboundVariable: nothing binds a variable before it is used.
	UnboundVariable Code = "unbound-variable"
	// ResultInThen: an action in `then` is asked for its results.
	ResultInThen Code = "result-in-then"
	// UnusedVariable: a variable is bound and never used.
	UnusedVariable Code = "unused-variable"
	// ReboundVariable: a line binds a variable that is bound already.
	ReboundVariable Code = "rebound-variable"
)

// Findings about how syncs use the names that concepts declare.
const (
	// UnknownConcept: no concept of this name is in the program.
	UnknownConcept Code = "unknown-concept"
	// UnknownAction: the concept has no action of this name.
	UnknownAction Code = "unknown-action"
	// UnknownQuery: the concept has no query of this name.
	UnknownQuery Code = "unknown-query"
	// UnknownParameter: the action, query or guard takes no value of this name.
	UnknownParameter Code = "unknown-parameter"
	// UnknownResult: no outcome of the action, or not the query, gives this value.
	UnknownResult Code = "unknown-result"
	// UnknownGuard: no guard or view of this name is in the program.
	UnknownGuard Code = "unknown-guard"
	// UnknownType: a concept uses a type that is neither primitive nor its own.
	UnknownType Code = "unknown-type"
	// UnknownFunction: no built-in function has this name.
	UnknownFunction Code = "unknown-function"
	// RecursiveGuard: a guard or view is expanded inside itself.
	RecursiveGuard Code = "recursive-guard"
	// MissingArgument: a call leaves out a value that the action, query or guard needs.
	MissingArgument Code = "missing-argument"
	// RepeatedArgument: a list names the same value twice.
	RepeatedArgument Code = "repeated-argument"
	// ActionAsQuery: an action stands where only a query can.
	ActionAsQuery Code = "action-as-query"
	// QueryAsAction: a query stands where only an action can.
	QueryAsAction Code = "query-as-action"
	// RequestAsAction: a sync calls what only the outside world does.
	RequestAsAction Code = "request-as-action"
	// MixedOutcomes: a pattern asks for results of two outcomes at once.
	MixedOutcomes Code = "mixed-outcomes"
	// NoRefusal: a pattern waits for a refusal of an action that has none.
	NoRefusal Code = "no-refusal"
	// DuplicateName: two declarations of one kind have the same name.
	DuplicateName Code = "duplicate-name"
	// BadUse: a `use` names something that there cannot be another instance of.
	BadUse Code = "bad-use"
	// UnusedInstance: no sync names the instance that a `use` makes.
	UnusedInstance Code = "unused-instance"
)

// Findings about concepts.
const (
	// ErrorInQuery: a query declares a result named `error`.
	ErrorInQuery Code = "error-in-query"
	// ForeignConcept: a concept names another concept.
	ForeignConcept Code = "foreign-concept"
	// BadState: the state section contradicts itself.
	BadState Code = "bad-state"
	// MismatchedOutcome: two declarations of one action differ in their parameters.
	MismatchedOutcome Code = "mismatched-outcome"
	// BadBatch: `batch` stands on an action, or on a query that takes nothing.
	BadBatch Code = "bad-batch"
	// BadAnswers: `answers` names no system action, or stands on an action that cannot answer.
	BadAnswers Code = "bad-answers"
)

// Findings about comments that silence warnings.
const (
	// UnusedAllow: a comment silences nothing.
	UnusedAllow Code = "unused-allow"
	// BadAllow: a comment that is to silence a warning cannot.
	BadAllow Code = "bad-allow"
)

// Findings about types.
const (
	// TypeMismatch: two places of the program disagree about a type.
	TypeMismatch Code = "type-mismatch"
	// UndeterminedType: nothing in the program says what type a value has.
	UndeterminedType Code = "undetermined-type"
)

// Findings about requests and their answers.
const (
	// BadPath: a path or a method that no server can serve or no client asks for.
	BadPath Code = "bad-path"
	// BadHeader: a header that no request can have.
	BadHeader Code = "bad-header"
	// BodilessAnswer: an answer whose status has no body has values for one.
	BodilessAnswer Code = "bodiless-answer"
)

// Findings about flows.
const (
	// UnansweredRequest: some flow ends without the answer that its root is owed.
	UnansweredRequest Code = "unanswered-request"
	// AnsweredTwice: some flow answers its root more than once.
	AnsweredTwice Code = "answered-twice"
	// EarlyAnswer: an answer stands beside an action that may still refuse.
	EarlyAnswer Code = "early-answer"
	// DeadSync: no flow lets a sync fire.
	DeadSync Code = "dead-sync"
	// EndlessCascade: an action causes itself, and nothing stops it.
	EndlessCascade Code = "endless-cascade"
)

// Severity is what a code's findings usually are; some may be milder.
func (c Code) Severity() Severity {
	switch c {
	case UnusedVariable, UnusedInstance, DeadSync, UnusedAllow, BadAllow:
		return Warning
	case ValueIgnored, ImplementationIncomplete:
		return Warning
	case UndeterminedType:
		return Note
	}
	return Error
}

// MildestSeverity is the mildest that findings of a code have. Where it is
// Error, there is nothing of the code that a comment can silence.
func (c Code) MildestSeverity() Severity {
	switch c {
	case UnansweredRequest, AnsweredTwice, BadPath, StatusAdded:
		return Warning
	}
	return c.Severity()
}

// Codes returns every code of a check, in the order in which the documentation has them.
func Codes() []Code {
	return []Code{
		SyntaxError, BadEncoding, TooDeep, MisplacedElse, MisplacedNull,
		UnboundVariable, ResultInThen, UnusedVariable, ReboundVariable,
		UnknownConcept, UnknownAction, UnknownQuery, UnknownParameter, UnknownResult, UnknownGuard, UnknownType, UnknownFunction, RecursiveGuard,
		MissingArgument, RepeatedArgument, ActionAsQuery, QueryAsAction, RequestAsAction, MixedOutcomes, NoRefusal, DuplicateName,
		BadUse, UnusedInstance,
		ErrorInQuery, ForeignConcept, BadState, MismatchedOutcome, BadBatch, BadAnswers,
		TypeMismatch, UndeterminedType,
		UnansweredRequest, AnsweredTwice, EarlyAnswer, DeadSync, EndlessCascade,
		BadPath, BadHeader, BodilessAnswer,
		UnusedAllow, BadAllow,
	}
}
