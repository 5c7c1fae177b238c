// Package openapi describes the HTTP server of a program as an OpenAPI 3.1
// document. It reads what the compiler knows: the routes, the types that were
// inferred, and the answers that the flow analysis found.
package openapi

// The document, with the members of the specification that are used here, in the
// order in which people read them.
type (
	// Document is the root.
	Document struct {
		OpenAPI    string            `json:"openapi" yaml:"openapi"`
		Info       Info              `json:"info" yaml:"info"`
		Servers    []Server          `json:"servers" yaml:"servers"`
		Tags       []Tag             `json:"tags,omitempty" yaml:"tags,omitempty"`
		Paths      Members[PathItem] `json:"paths" yaml:"paths"`
		Components Components        `json:"components" yaml:"components"`
	}

	// Info says what the document is about.
	Info struct {
		Title   string `json:"title" yaml:"title"`
		Version string `json:"version" yaml:"version"`
	}

	// Server is what the paths are below.
	Server struct {
		URL string `json:"url" yaml:"url"`
	}

	// Tag is a group of operations.
	Tag struct {
		Name        string `json:"name" yaml:"name"`
		Description string `json:"description,omitempty" yaml:"description,omitempty"`
	}

	// PathItem has the operations of a path by method, in lower case.
	PathItem = Members[*Operation]

	// Operation is a method of a path.
	Operation struct {
		Tags        []string          `json:"tags,omitempty" yaml:"tags,omitempty"`
		Summary     string            `json:"summary" yaml:"summary"`
		Description string            `json:"description,omitempty" yaml:"description,omitempty"`
		OperationID string            `json:"operationId" yaml:"operationId"`
		Parameters  []*Parameter      `json:"parameters,omitempty" yaml:"parameters,omitempty"`
		RequestBody *RequestBody      `json:"requestBody,omitempty" yaml:"requestBody,omitempty"`
		Responses   Members[Response] `json:"responses" yaml:"responses"`
		Security    []Requirement     `json:"security,omitempty" yaml:"security,omitempty"`
	}

	// Requirement is what a request has to say of who sends it: the schemes by
	// name. One without any is met by every request.
	Requirement = Members[[]string]

	// Parameter is a value in the path, the query or a header.
	Parameter struct {
		Name     string  `json:"name" yaml:"name"`
		In       string  `json:"in" yaml:"in"`
		Required bool    `json:"required,omitempty" yaml:"required,omitempty"`
		Schema   *Schema `json:"schema" yaml:"schema"`
	}

	// RequestBody is a body that an operation takes.
	RequestBody struct {
		Required bool               `json:"required,omitempty" yaml:"required,omitempty"`
		Content  Members[MediaType] `json:"content" yaml:"content"`
	}

	// Response is an answer, or a reference to one.
	Response struct {
		Ref         string             `json:"$ref,omitempty" yaml:"$ref,omitempty"`
		Description string             `json:"description,omitempty" yaml:"description,omitempty"`
		Headers     Members[Header]    `json:"headers,omitempty" yaml:"headers,omitempty"`
		Content     Members[MediaType] `json:"content,omitempty" yaml:"content,omitempty"`
	}

	// Header is a header of an answer.
	Header struct {
		Schema *Schema `json:"schema" yaml:"schema"`
	}

	// MediaType is a body in one form.
	MediaType struct {
		Schema *Schema `json:"schema" yaml:"schema"`
	}

	// Components are what references point to.
	Components struct {
		Schemas         Members[*Schema]        `json:"schemas" yaml:"schemas"`
		Responses       Members[Response]       `json:"responses" yaml:"responses"`
		SecuritySchemes Members[SecurityScheme] `json:"securitySchemes,omitempty" yaml:"securitySchemes,omitempty"`
	}

	// SecurityScheme is a way in which requests say who sends them.
	SecurityScheme struct {
		Type        string `json:"type" yaml:"type"`
		Description string `json:"description,omitempty" yaml:"description,omitempty"`
		Name        string `json:"name" yaml:"name"`
		In          string `json:"in" yaml:"in"`
	}

	// Schema is a JSON Schema. Without members it is any value.
	Schema struct {
		Ref             string           `json:"$ref,omitempty" yaml:"$ref,omitempty"`
		Type            any              `json:"type,omitempty" yaml:"type,omitempty"` // a string, or a list of them
		Format          string           `json:"format,omitempty" yaml:"format,omitempty"`
		ContentEncoding string           `json:"contentEncoding,omitempty" yaml:"contentEncoding,omitempty"`
		Description     string           `json:"description,omitempty" yaml:"description,omitempty"`
		Enum            []string         `json:"enum,omitempty" yaml:"enum,omitempty"`
		Items           *Schema          `json:"items,omitempty" yaml:"items,omitempty"`
		Properties      Members[*Schema] `json:"properties,omitempty" yaml:"properties,omitempty"`
		Required        []string         `json:"required,omitempty" yaml:"required,omitempty"`
		AnyOf           []*Schema        `json:"anyOf,omitempty" yaml:"anyOf,omitempty"`
		Default         any              `json:"default,omitempty" yaml:"default,omitempty"`
		Examples        []any            `json:"examples,omitempty" yaml:"examples,omitempty"`
		WriteOnly       bool             `json:"writeOnly,omitempty" yaml:"writeOnly,omitempty"`
	}
)
