package openapi

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// AnyStatus stands for a status that the specs do not write out.
const AnyStatus = "default"

// Reply is a call that answers.
type Reply struct {
	Sync *program.Sync
	Call *program.Invocation
	On   string // in which flows, as far as it is known
	// Guard is the guard whose line answers; empty for a line of the sync
	// itself.
	Guard string
}

// Replies are the calls by which a route's requests are answered: those that the
// analysis found, or, where it gave up, those of all syncs that may take part.
func Replies(proof *flow.Proof, reached *flow.Reached) []Reply {
	var list []Reply
	for _, s := range reached.Syncs {
		for _, exit := range s.Exits() {
			guard := guardOf(exit.Step)
			for _, call := range exit.Calls {
				if call.Action.Answers != proof.Route.Root {
					continue
				}
				if len(proof.Answers) == 0 {
					list = append(list, Reply{s, call, "", guard})
				}
				for _, a := range proof.Answers {
					if a.Sync == s && a.At == call.Call.At {
						list = append(list, Reply{s, call, a.On, guard})
					}
				}
			}
		}
	}
	return list
}

// guardOf names the guard that a line comes from.
func guardOf(step program.Step) string {
	if step == nil || len(step.Uses()) == 0 {
		return ""
	}
	uses := step.Uses()
	return uses[len(uses)-1].Name.Name
}

// Statuses are those that a call may answer with.
func (r Reply) Statuses() []string {
	status := r.arg("status")
	if status == nil {
		return []string{"200"}
	}
	values, others := outcomes(r.Sync, status.Value)
	var list []string
	for _, v := range values {
		list = append(list, fmt.Sprint(v))
	}
	if _, optional := resolved(status.Value.Type()).(*types.Optional); optional {
		list = append(list, "200") // where it is absent
	}
	if others {
		list = append(list, AnyStatus)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Headers are those that a call writes out, the type of its body among them.
func (r Reply) Headers() []*program.Arg {
	headers := r.arg("headers")
	if headers == nil {
		return nil
	}
	record, ok := bound(r.Sync, headers.Value).(*program.Record)
	if !ok {
		return nil
	}
	return record.Fields
}

// arg is what a call gives a declared parameter, or nil.
func (r Reply) arg(name string) *program.Arg {
	i := slices.IndexFunc(r.Call.Args, func(a *program.Arg) bool { return a.Name == name && !a.Rest })
	if i < 0 {
		return nil
	}
	return r.Call.Args[i]
}

// HasBody reports whether an answer with a status has a body.
func HasBody(method, status string) bool {
	return status != "204" && status != "304" && method != http.MethodHead
}
