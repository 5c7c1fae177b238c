package flow

import (
	"fmt"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/source"
)

// earlyAnswers reports each answer that stands beside an action which may
// refuse: the answer says that all went well before that is known. Where the
// refusal is answered too, that was reported as a second answer already.
func earlyAnswers(p *program.Program, found diagnostic.List) diagnostic.List {
	twice := map[source.Span]bool{}
	for _, d := range found {
		if d.Code == diagnostic.AnsweredTwice {
			twice[d.Primary.Span] = true
			for _, l := range d.Secondary {
				twice[l.Span] = true
			}
		}
	}
	var list diagnostic.List
	for _, s := range p.Syncs {
		if s.HasErrors {
			continue
		}
		for _, exit := range s.Exits() {
			for _, answer := range exit.Calls {
				if answer.Action.Answers == nil || twice[answer.Call.At] {
					continue
				}
				for _, other := range exit.Calls {
					if other.Action.Refusal() != nil && other.Action.Answers == nil {
						list = append(list, earlyAnswer(s, answer, other))
						break
					}
				}
			}
		}
	}
	return list
}

func earlyAnswer(s *program.Sync, answer, other *program.Invocation) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Code:    diagnostic.EarlyAnswer,
		Message: fmt.Sprintf("sync `%s` answers although `%s` may still refuse", s.Name, other.Action.FullName()),
		Primary: diagnostic.Label{Span: answer.Call.At, Text: "answers before it is known how that went"},
		Secondary: []diagnostic.Label{
			{Span: other.Call.At, Text: "may refuse"},
			{Span: other.Action.Refusal().Decl.Name.At, Text: "declared here"},
		},
		Help: []string{fmt.Sprintf("answer from a sync of its own, which waits for `%s () : ()`, and from another one for `: (error)`", other.Action.FullName())},
	}
}
