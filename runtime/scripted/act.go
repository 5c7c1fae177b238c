package scripted

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/syncgen/syncgen/runtime"
)

// Act asks what an action with results comes to. The outcomes are zero values of
// the types of those that are no refusals, in order; refusal is a pointer to one
// of a refusal that says more than the reason.
func Act[Out any](r *Run, name string, in any, refusal error, outcomes ...any) (out Out, err error) {
	reply, err := r.act(name, in, refusal)
	if err != nil {
		return out, err
	}
	made := reflect.New(reflect.TypeOf(outcomes[reply.Outcome])).Elem()
	if err := decodeFields(reply.Values, made, 0); err != nil {
		return out, fmt.Errorf("scripted: what %s gives: %w", name, err)
	}
	return made.Interface().(Out), nil
}

// Do asks what an action without results comes to.
func Do(r *Run, name string, in any, refusal error) error {
	_, err := r.act(name, in, refusal)
	return err
}

func (r *Run) act(name string, in any, refusal error) (*Reply, error) {
	reply, err := r.call(name, in)
	if err != nil || !reply.Refused {
		return reply, err
	}
	var reason string
	if err := decode(reply.Values[0], reflect.ValueOf(&reason).Elem()); err != nil {
		return nil, err
	}
	if refusal == nil {
		return nil, runtime.Refuse(reason)
	}
	made := reflect.New(reflect.TypeOf(refusal).Elem())
	made.Elem().Field(0).SetString(reason)
	if err := decodeFields(reply.Values[1:], made.Elem(), 1); err != nil {
		return nil, fmt.Errorf("scripted: the refusal of %s: %w", name, err)
	}
	return nil, made.Interface().(error)
}

// Rows asks for the rows of a query.
func Rows[R any](r *Run, name string, in any) ([]R, error) {
	reply, err := r.call(name, in)
	if err != nil {
		return nil, err
	}
	rows := make([]R, len(reply.Rows))
	for i := range rows {
		if err := decode(reply.Rows[i], reflect.ValueOf(&rows[i]).Elem()); err != nil {
			return nil, fmt.Errorf("scripted: a row of %s: %w", name, err)
		}
	}
	return rows, nil
}

// Row asks for the one row of a query.
func Row[R any](r *Run, name string, in any) (row R, err error) {
	rows, err := Rows[R](r, name, in)
	if err == nil && len(rows) != 1 {
		err = fmt.Errorf("scripted: %s has %d rows, not one", name, len(rows))
	}
	if err != nil {
		return row, err
	}
	return rows[0], nil
}

// Perhaps asks for the row of a query that has one or none.
func Perhaps[R any](r *Run, name string, in any) (row R, found bool, err error) {
	rows, err := Rows[R](r, name, in)
	if err != nil || len(rows) == 0 {
		return row, false, err
	}
	return rows[0], true, nil
}

// Optional is Perhaps as batch queries have it.
func Optional[R any](r *Run, name string, in any) (runtime.Optional[R], error) {
	row, found, err := Perhaps[R](r, name, in)
	return runtime.Optional[R]{Value: row, Present: found}, err
}

// Batch answers a batch query, by what answers it for one of its inputs.
func Batch[In, Result any](inputs []In, answer func(In) (Result, error)) ([]Result, error) {
	results := make([]Result, len(inputs))
	for i, in := range inputs {
		var err error
		if results[i], err = answer(in); err != nil {
			return nil, err
		}
	}
	return results, nil
}

func (r *Run) call(name string, in any) (*Reply, error) {
	r.send(Message{Call: &Call{Name: name, Input: encode(in)}})
	reply := r.receive().Reply
	if reply == nil {
		return nil, errors.New("scripted: the tool is gone")
	}
	if reply.Failure != "" {
		return nil, errors.New(reply.Failure)
	}
	return reply, nil
}
