// Package driver runs the emitted code of random programs in the world that
// the reference interpreter runs them in. A test writes a main package with
// the typed methods of all the concepts; each of them asks this package.
package driver

import (
	"fmt"
	"reflect"
	"time"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/reference"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/gen/internal/semantics/world"
	"github.com/syncgen/syncgen/runtime"
)

// Run is what the concepts of one program act in. It serves one flow at a
// time.
type Run struct {
	program *program.Program
	entries map[string]any
	world   *world.World
	trace   Trace
}

// Options are those with which the app of the program is to be made.
func (r *Run) Options(more ...runtime.Option) []runtime.Option {
	return append(more,
		runtime.WithLimits(runtime.Limits{Actions: actionLimit}),
		runtime.WithIDs(func() string { return r.world.UUID() }),
		runtime.WithClock(func() time.Time { return r.world.Now() }),
	)
}

// Act completes an action with results. The outcomes are zero values of the
// Go types of its outcomes that are no refusals, in order.
func Act[Out any](r *Run, name string, in any, refusal error, outcomes ...any) (out Out, err error) {
	given, err := r.act(name, in, refusal, outcomes)
	if err == nil && given.IsValid() {
		out = given.Interface().(Out)
	}
	return out, err
}

// Do completes an action without results.
func Do(r *Run, name string, in any, refusal error) error {
	_, err := r.act(name, in, refusal, nil)
	return err
}

func (r *Run) act(name string, in any, refusal error, outcomes []any) (out reflect.Value, err error) {
	a := action(r.program, name)
	inputs := fromStruct(reflect.ValueOf(in), a.Params, a.Rest)
	completion, err := r.world.Act(a, inputs)
	if err != nil {
		r.trace.add(name, inputs, string(reference.ActionFailed))
		return out, err
	}
	r.trace.add(name, inputs, value.Canonical(completion.Results))
	if completion.Outcome.Refusal {
		return out, refuse(completion.Results, refusal, completion.Outcome)
	}
	i := 0
	for _, o := range a.Outcomes {
		switch {
		case o == completion.Outcome && i < len(outcomes):
			out = reflect.New(reflect.TypeOf(outcomes[i])).Elem()
			toStruct(out, completion.Results, o.Results)
			setFurther(out, completion.Results, o)
			return out, nil
		case !o.Refusal:
			i++
		}
	}
	return out, nil
}

// refuse makes the error of a refusal: of the emitted type where it has one,
// which says more than the reason.
func refuse(results value.Record, refusal error, o *program.Outcome) error {
	reason := results.Get("error").(string)
	if refusal == nil {
		return runtime.Refuse(reason)
	}
	made := reflect.New(reflect.TypeOf(refusal).Elem())
	made.Elem().Field(0).SetString(reason)
	i := 1
	for _, p := range o.Results {
		if p.Name != "error" {
			set(made.Elem().Field(i), results.Get(p.Name), p.Type)
			i++
		}
	}
	setFurther(made.Elem(), results, o)
	return made.Interface().(error)
}

// Rows answers a query that returns any number of rows.
func Rows[Row any](r *Run, name string, in any) ([]Row, error) {
	q := query(r.program, name)
	found, err := r.world.Query(q, fromStruct(reflect.ValueOf(in), q.Params, false))
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(found))
	for i := range rows {
		toStruct(reflect.ValueOf(&rows[i]).Elem(), found[i], q.Results)
	}
	return rows, nil
}

// Row answers a query that returns one row.
func Row[R any](r *Run, name string, in any) (row R, err error) {
	rows, err := Rows[R](r, name, in)
	if err == nil {
		row = rows[0]
	}
	return row, err
}

// Perhaps answers a query that returns one row or none.
func Perhaps[R any](r *Run, name string, in any) (row R, found bool, err error) {
	rows, err := Rows[R](r, name, in)
	if err == nil && len(rows) > 0 {
		return rows[0], true, nil
	}
	return row, false, err
}

func action(p *program.Program, name string) *program.Action {
	for _, c := range p.Concepts {
		for _, a := range c.Actions {
			if a.FullName() == name {
				return a
			}
		}
	}
	panic(fmt.Sprintf("driver: there is no action `%s`", name))
}

func query(p *program.Program, name string) *program.Query {
	for _, c := range p.Concepts {
		for _, q := range c.Queries {
			if q.FullName() == name {
				return q
			}
		}
	}
	panic(fmt.Sprintf("driver: there is no query `%s`", name))
}
