package routes

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
)

// bodiless are the statuses with which HTTP sends no body.
var bodiless = map[any]bool{int64(204): true, int64(205): true, int64(304): true}

// answers looks at the answers that a sync may give: values of one whose status
// has no body are never sent.
func (c *checker) answers(s *program.Sync) {
	for _, exit := range s.Exits() {
		for _, call := range exit.Calls {
			// A guard's line is looked at once, however many syncs use it.
			if call.Action.Answers == nil || !call.Action.Answers.IsRequest() || c.answered[call.Call] {
				continue
			}
			c.answered[call.Call] = true
			c.answer(call)
		}
	}
}

func (c *checker) answer(call *program.Invocation) {
	var status *program.Literal
	var lost []*program.Arg
	for _, a := range call.Args {
		if a.Rest {
			lost = append(lost, a)
		} else if l, ok := a.Value.(*program.Literal); ok && a.Name == "status" && bodiless[l.Value] {
			status = l
		}
	}
	if status == nil || lost == nil {
		return
	}
	d := diagnostic.Diagnostic{
		Code:      diagnostic.BodilessAnswer,
		Message:   fmt.Sprintf("an answer with the status %v has no body, so `%s` is never sent", status.Value, lost[0].Name),
		Primary:   diagnostic.Label{Span: lost[0].Field.At, Text: "no client gets this"},
		Secondary: []diagnostic.Label{{Span: status.Syntax().Span(), Text: "HTTP has no place for a body here"}},
		Help:      []string{"leave it out, or answer with a status that has a body, such as 200"},
	}
	if len(lost) > 1 {
		d.Message = fmt.Sprintf("an answer with the status %v has no body, so its %d values are never sent", status.Value, len(lost))
		d.Help[0] = "leave them out, or answer with a status that has a body, such as 200"
	}
	c.found = append(c.found, d)
}
