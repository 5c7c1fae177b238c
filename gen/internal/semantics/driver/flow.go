package driver

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/syncgen/syncgen/gen/internal/semantics/reference"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/gen/internal/semantics/world"
	"github.com/syncgen/syncgen/runtime"
)

// requestID is the identity of every request.
const requestID = "request1"

// flow runs a flow of emitted code and returns its trace.
func (r *Run) flow(app any, c Case) *Trace {
	r.world = world.New(r.program, c.settings(r.program))
	r.trace = Trace{}
	entry, args := r.entry(reflect.ValueOf(app), c.entry())
	if n := len(args); entry.Type().NumIn() > n {
		args = append(args, reflect.New(entry.Type().In(n)).Elem())
		r.fill(args[n], c)
	}
	results := entry.Call(args)
	trace := r.trace
	err, _ := results[len(results)-1].Interface().(error)
	trace.Failure = failure(err)
	if c.Path != "" && trace.Failure == "" {
		answer := results[0]
		var headers any
		if given := answer.FieldByName("Headers").Bytes(); len(given) > 0 {
			headers = value.JSON(given)
		}
		at := reflect.New(answer.Type()) // the method has a pointer receiver
		at.Elem().Set(answer)
		written := at.Interface().(interface{ AppendJSON(b []byte) []byte }).AppendJSON(nil)
		trace.answered(answer.FieldByName("Status").Int(), headers, value.JSON(written))
	}
	return &trace
}

// entry finds what begins a flow: a method of the app, or a function that takes
// what flows share of it. The arguments returned are all but the inputs.
func (r *Run) entry(app reflect.Value, name string) (entry reflect.Value, args []reflect.Value) {
	args = []reflect.Value{reflect.ValueOf(context.Background())}
	if function, ok := r.entries[name]; ok {
		return reflect.ValueOf(function), append(args, app.Elem().Field(0))
	}
	entry = app.MethodByName(name)
	if !entry.IsValid() {
		panic(fmt.Sprintf("driver: nothing is named %s that begins a flow", name))
	}
	return entry, args
}

// fill sets the inputs of a flow's root.
func (r *Run) fill(in reflect.Value, c Case) {
	root, inputs := c.inputs(r.program)
	if c.Path == "" {
		toStruct(in, inputs, root.Params)
		return
	}
	in.FieldByName("Request").SetString(requestID)
	for _, p := range c.further(r.program) {
		set(in.FieldByName(title(p.Name)), inputs.Get(p.Name), p.Type)
	}
}

// failure says why a flow failed, in the reference's words.
func failure(err error) string {
	var limit *runtime.LimitError
	switch {
	case err == nil:
		return ""
	case errors.Is(err, world.ErrAction):
		return string(reference.ActionFailed)
	case errors.Is(err, world.ErrQuery):
		return string(reference.QueryFailed)
	case errors.Is(err, runtime.ErrAnsweredTwice):
		return string(reference.AnsweredTwice)
	case errors.Is(err, runtime.ErrUnanswered):
		return unanswered
	case errors.As(err, &limit):
		return string(reference.TooManyActions)
	}
	if _, refused := runtime.Refused(err); refused {
		return "" // of the root, which is its caller's affair
	}
	return err.Error()
}
