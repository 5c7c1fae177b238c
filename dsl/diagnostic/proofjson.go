package diagnostic

// The proofs of a report in its JSON form.
type (
	jsonProofs struct {
		Program  string      `json:"program"`
		Followed bool        `json:"followed"` // whether flows could be followed at all
		LeftOut  int         `json:"leftOut"`
		Routes   []jsonProof `json:"routes"`
	}
	jsonProof struct {
		Route    string          `json:"route"`
		Root     string          `json:"root"`
		Literals map[string]any  `json:"literals"`
		Verdict  Verdict         `json:"verdict"`
		Answers  []jsonAnswer    `json:"answers"`
		Assumed  []string        `json:"assumed"`
		Against  []jsonObjection `json:"against"`
		Why      string          `json:"why"`
	}
	jsonAnswer struct {
		jsonRange
		Sync string `json:"sync"`
		On   string `json:"on"`
	}
	jsonObjection struct {
		Code     Code       `json:"code"`
		Severity string     `json:"severity"`
		Message  string     `json:"message"`
		Primary  *jsonLabel `json:"primary"`
		Silenced bool       `json:"silenced"`
	}
)

func (p *ProgramProofs) json() jsonProofs {
	out := jsonProofs{Program: p.Program, Followed: !p.Unread, LeftOut: p.LeftOut, Routes: []jsonProof{}}
	for _, r := range p.Routes {
		route := jsonProof{
			Route: r.Route, Root: r.Root, Literals: r.Literals, Verdict: r.Verdict,
			Answers: []jsonAnswer{}, Assumed: append([]string{}, r.Assumed...), Against: []jsonObjection{}, Why: r.Why,
		}
		for _, a := range r.Answers {
			if at, ok := rangeOf(p.Sources, a.At); ok {
				route.Answers = append(route.Answers, jsonAnswer{at, a.Sync, a.On})
			}
		}
		for _, o := range r.Against {
			objection := jsonObjection{Code: o.Code, Severity: o.Severity.String(), Message: o.Message, Silenced: o.Silenced}
			if at, ok := rangeOf(p.Sources, o.Primary.Span); ok {
				objection.Primary = &jsonLabel{at, o.Primary.Text}
			}
			route.Against = append(route.Against, objection)
		}
		out.Routes = append(out.Routes, route)
	}
	return out
}
