// Package runtime is what the Go code that syncgen emits links against. It
// imports the standard library only.
//
// People who write or run an app meet these parts:
//
//   - the types of the language that Go has no type for: [Secret], [JSON],
//     [Date], [Optional], [Nullable], [OptionalNullable];
//   - [Refuse], with which a concept's action refuses, and [Refused], which
//     tells a refusal from a failure of the machine;
//   - [Option], [Limits] and [Tracer], given to the emitted `New`;
//   - [Failure], the error that whoever started a flow gets when it fails.
//
// The rest serves emitted code: [Engine] is embedded in the emitted App,
// [Progress] counts and remembers the actions of a flow, [Trace] is the effect
// door's side of a flow that is traced, and the Append functions write JSON
// and trace text.
package runtime
