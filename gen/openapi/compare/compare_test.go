package compare_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/gen/openapi/compare"
)

// document is a description with one endpoint, which the rest of it follows.
func document(endpoint, components string) []byte {
	text := "openapi: 3.1.0\ninfo: {title: t, version: v}\npaths:\n" + indented(endpoint, "  ")
	if components != "" {
		text += "components:\n" + indented(components, "  ")
	}
	return []byte(text)
}

func indented(text, by string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.Trim(text, "\n") + "\n") {
		b.WriteString(by + line)
	}
	return b.String()
}

// get is an endpoint whose answer is a schema.
func get(schema string) string {
	return "/a:\n  get:\n    responses:\n      '200':\n        description: d\n        content:\n          application/json:\n            schema:\n" + indented(schema, "              ")
}

const (
	plain = "/a:\n  get:\n    responses: {'204': {description: d}}\n"
	user  = `
schemas:
  User:
    type: object
    required: [name]
    properties:
      name: {type: string}
      bio: {type: [string, 'null']}
`
)

func TestDocuments(t *testing.T) {
	tests := []struct {
		name                   string
		ours, ourComponents    string
		theirs, theirComponent string
		want                   []string
	}{
		{"alike", plain, "", plain, "", nil},
		{"another path", plain + "/b:\n  get:\n    responses: {'204': {description: d}}\n", "", plain, "", []string{"GET /b is only here"}},
		{"another method", plain, "", plain + "  post:\n    responses: {'204': {description: d}}\n", "", []string{"POST /a is only in the reference"}},
		{"another name of a segment",
			"/a/{x}/{y}:\n  get:\n    parameters: [{name: x, in: path, required: true, schema: {type: string}}, {name: y, in: path, required: true, schema: {type: integer}}]\n    responses: {'204': {description: d}}\n", "",
			"/a/{x}/{z}:\n  parameters: [{name: x, in: path, required: true, schema: {type: string}}, {name: z, in: path, required: true, schema: {type: string}}]\n  get:\n    responses: {'204': {description: d}}\n", "",
			[]string{
				"GET /a/{x}/{y} is with {x} and {y} here, and with {x} and {z} in the reference",
				"GET /a/{x}/{y}: path parameter y is required integer here, and required string in the reference",
			}},
		{"parameters",
			"/a:\n  get:\n    parameters: [{name: p, in: query, schema: {type: string}}, {name: q, in: query, schema: {type: array, items: {type: string}}}, {name: X-A, in: header, schema: {type: string}}]\n    responses: {'204': {description: d}}\n", "",
			"/a:\n  get:\n    parameters: [{$ref: '#/components/parameters/P'}, {name: q, in: query, schema: {type: array, items: {type: integer}}}, {name: x-a, in: header, schema: {type: string}}, {name: r, in: query, schema: {type: string}}]\n    responses: {'204': {description: d}}\n",
			"parameters:\n  P: {name: p, in: query, required: true, description: long, schema: {type: string, minimum: 1, default: b}}\n",
			[]string{
				"GET /a: query parameter p is optional string here, and required string in the reference",
				"GET /a: query parameter q[] is string here, and integer in the reference",
				"GET /a: query parameter r is only in the reference",
			}},
		{"request bodies",
			"/a:\n  put:\n    requestBody: {content: {application/json: {schema: {type: object, properties: {user: {$ref: '#/components/schemas/User'}}}}}}\n    responses: {'204': {description: d}}\n", user,
			"/a:\n  put:\n    requestBody: {$ref: '#/components/requestBodies/B'}\n    responses: {'204': {description: d}}\n",
			"requestBodies:\n  B:\n    required: true\n    content:\n      application/json:\n        schema: {type: object, required: [user], properties: {user: {type: object, properties: {name: {type: string, format: password}, age: {type: integer}}}}}\n",
			[]string{
				"PUT /a: request body is optional here, and required in the reference",
				"PUT /a: request body, user is optional object here, and required object in the reference",
				"PUT /a: request body, user.age is only in the reference",
				"PUT /a: request body, user.bio is only here",
				"PUT /a: request body, user.name is required string here, and optional string (password) in the reference",
			}},
		{"responses", plain, "",
			"/a:\n  get:\n    responses: {'204': {description: d, content: {text/plain: {schema: {type: string}}}}, '401': {$ref: '#/components/responses/R'}, default: {description: d}}\n",
			"responses:\n  R: {description: d, content: {application/json: {schema: {type: object}}}}\n",
			[]string{
				"GET /a: response 204 as text/plain is only in the reference",
				"GET /a: response 401 is only in the reference",
				"GET /a: response default is only in the reference",
			}},
		{"references and allOf are followed",
			get("type: object\nrequired: [name, id]\nproperties: {name: {type: string}, bio: {type: [string, 'null']}, id: {type: string}}"), "",
			get("allOf: [{$ref: '#/components/schemas/User'}, {type: object, required: [id], properties: {id: {type: string}}}]"), user, nil},
		{"null", get("type: object\nproperties: {a: {anyOf: [{type: string}, {type: 'null'}]}, b: {oneOf: [{$ref: '#/components/schemas/User'}, {type: 'null'}]}, c: {type: string}}"), user,
			get("type: object\nproperties: {a: {type: [string, 'null']}, b: {$ref: '#/components/schemas/User'}, c: {type: [string, 'null']}}"), user,
			[]string{
				"GET /a: response 200, b is optional object or null here, and optional object in the reference",
				"GET /a: response 200, c is optional string here, and optional string or null in the reference",
			}},
		{"lists", get("type: object\nproperties: {users: {type: array, items: {$ref: '#/components/schemas/User'}}}"), user,
			get("type: object\nproperties: {users: {type: array, items: {type: object, required: [name], properties: {name: {type: string}}}}}"), "",
			[]string{"GET /a: response 200, users[].bio is only here"}},
		{"enumerations", get("type: string\nenum: [B, A]"), "", get("type: string\nenum: [A, C]"), "",
			[]string{"GET /a: response 200 is string of A, B here, and string of A, C in the reference"}},
		{"choices", get("anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]"), "",
			get("oneOf: [{type: object, properties: {b: {type: integer}}}, {type: object, properties: {a: {type: string}}}]"), "",
			[]string{"GET /a: response 200 as {b}, b is optional string here, and optional integer in the reference"}},
		{"what refers to itself", get("$ref: '#/components/schemas/Tree'"), "schemas:\n  Tree: {type: object, properties: {of: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}\n",
			get("$ref: '#/components/schemas/Node'"), "schemas:\n  Node: {type: object, properties: {of: {type: array, items: {$ref: '#/components/schemas/Node'}}}}\n", nil},
		{"security",
			"/a:\n  get:\n    security: [{}, {authorization: []}]\n    responses: {'204': {description: d}}\n", "securitySchemes:\n  authorization: {type: apiKey, in: header, name: Authorization}\n",
			"/a:\n  get:\n    security: [{Token: []}]\n    responses: {'204': {description: d}}\n", "securitySchemes:\n  Token: {type: apiKey, in: header, name: Authorization, description: long}\n",
			[]string{"GET /a: security is apiKey header Authorization or none here, and apiKey header Authorization in the reference"}},
		{"no security", plain, "",
			"/a:\n  get:\n    security: [{Token: []}]\n    responses: {'204': {description: d}}\n", "securitySchemes:\n  Token: {type: http, scheme: bearer}\n",
			[]string{"GET /a: security is none here, and http bearer in the reference"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := compare.Documents(document(test.ours, test.ourComponents), document(test.theirs, test.theirComponent))
			require.NoError(t, err)
			assert.Equal(t, test.want, got)
		})
	}
}

// What the whole document says of security holds where an operation says nothing.
func TestSecurityOfTheDocument(t *testing.T) {
	const schemes, all = "securitySchemes:\n  t: {type: http, scheme: bearer}\n", "security: [{t: []}]\n"
	none := "/a:\n  get:\n    security: []\n    responses: {'204': {description: d}}\n"
	whole := append(document(plain, schemes), all...)
	got, err := compare.Documents(append(document(none, schemes), all...), whole)
	require.NoError(t, err)
	assert.Equal(t, []string{"GET /a: security is none here, and http bearer in the reference"}, got)
}

func TestDocumentsThatCannotBeRead(t *testing.T) {
	_, err := compare.Documents([]byte("no"), document(plain, ""))
	require.ErrorContains(t, err, "cannot read the document")
	_, err = compare.Documents(document(plain, ""), []byte("no"))
	require.ErrorContains(t, err, "cannot read the reference")
}

// A whole document is like itself.
func TestWholeDocument(t *testing.T) {
	text, err := os.ReadFile("../testdata/focusreader.yaml")
	require.NoError(t, err)
	got, err := compare.Documents(text, text)
	require.NoError(t, err)
	assert.Empty(t, got)
}
