package runtime

import (
	"encoding/json"
	"errors"
)

// ErrNoOutcome is why a flow fails in which an action returned neither an
// error nor one of the outcomes that its concept declares.
var ErrNoOutcome = errors.New("the action returned none of the outcomes that its concept declares")

// ErrAnsweredTwice is why a flow fails that answers what it has answered.
var ErrAnsweredTwice = errors.New("the flow has given its answer already")

// RefusalAs returns a refusal as the type that carries its further results.
// Its error is that of an action that refuses as another type.
func RefusalAs[T error](err error) (T, error) {
	var refusal T
	if !errors.As(err, &refusal) {
		return refusal, errors.Join(ErrNoOutcome, err)
	}
	return refusal, nil
}

// Named returns one of the further values that an action is given. It is absent
// when there is none of the name and type.
func Named[T any](values Values, name string) Optional[T] {
	if values == nil {
		return None[T]()
	}
	return Member[T](values.AppendJSON(nil), name)
}

// Member returns one of the further named values of a result. It is absent
// when the object has no member of the name and type.
func Member[T any](object JSON, name string) Optional[T] {
	var members map[string]json.RawMessage
	if json.Unmarshal(object, &members) != nil {
		return None[T]()
	}
	raw, ok := members[name]
	if !ok {
		return None[T]()
	}
	var value T
	if json.Unmarshal(raw, &value) != nil {
		return None[T]()
	}
	return Some(value)
}
