package openapi

// What the server answers itself, before or instead of the syncs, is a problem
// of RFC 9457.
const (
	problemName  = "Problem"
	problemMedia = "application/problem+json"

	badRequest = "BadRequest"
	failure    = "Failure"
)

// serverStatuses are those by which the server answers requests that it knows
// the route of.
var serverStatuses = []string{"400", "408", "413", "415", "500", "503"}

// serverAnswers are the server's own answers. All but 400 go without saying and
// stand for whatever status an operation does not list.
func serverAnswers() Members[Response] {
	return Members[Response]{
		{badRequest, Response{
			Description: "The request cannot be read: fields are missing or mistyped, or the body is not a JSON object.",
			Content:     problemContent(),
		}},
		{failure, Response{
			Description: "The server cannot serve the request: 413 for a body that is too large, 415 for one that is not JSON, " +
				"408 for one that does not arrive in time, 503 for a request that takes too long, 500 for a failure.",
			Content: problemContent(),
		}},
	}
}

func problemContent() Members[MediaType] {
	return Members[MediaType]{{problemMedia, MediaType{reference(problemName)}}}
}

func answerOf(name string) Response { return Response{Ref: "#/components/responses/" + name} }

func problemSchema() *Schema {
	text := func() *Schema { return &Schema{Type: "string"} }
	return &Schema{
		Type:        "object",
		Description: "What is wrong with a request, as RFC 9457 has it.",
		Properties: Members[*Schema]{
			{"type", &Schema{Type: "string", Format: "uri-reference"}},
			{"title", text()},
			{"status", &Schema{Type: "integer"}},
			{"detail", text()},
			{"errors", &Schema{
				Type: "array", Description: "Every bad field, where fields are what is wrong.",
				Items: &Schema{
					Type: "object",
					Properties: Members[*Schema]{
						{"name", text()},
						{"in", &Schema{Type: "string", Enum: []string{"path", "query", "header", "body"}}},
						{"detail", text()},
					},
					Required: []string{"name", "in", "detail"},
				},
			}},
			{"request", &Schema{Type: "string", Description: "The request's identity, under which the server's log has more."}},
		},
		Required: []string{"type", "title", "status", "detail", "request"},
	}
}
