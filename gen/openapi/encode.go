package openapi

import (
	"bytes"
	"encoding/json"

	"go.yaml.in/yaml/v3"
)

// Members are the named members of an object, in an order that is kept.
type Members[T any] []Member[T]

// Member is one of Members.
type Member[T any] struct {
	Name  string
	Value T
}

// Get returns the member of a name, or the zero value.
func (m Members[T]) Get(name string) T {
	for i := range m {
		if m[i].Name == name {
			return m[i].Value
		}
	}
	var none T
	return none
}

// with returns the members with one set: in its place, or behind the others.
func (m Members[T]) with(name string, value T) Members[T] {
	for i := range m {
		if m[i].Name == name {
			m[i].Value = value
			return m
		}
	}
	return append(m, Member[T]{name, value})
}

// MarshalJSON writes an object.
func (m Members[T]) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, member := range m {
		if i > 0 {
			b = append(b, ',')
		}
		name, err := appendJSON(b, member.Name)
		if err != nil {
			return nil, err
		}
		if b, err = appendJSON(append(name, ':'), member.Value); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

// appendJSON is json.Marshal without the escapes that are for HTML.
func appendJSON(b []byte, value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return append(b, bytes.TrimSpace(out.Bytes())...), err
}

// MarshalYAML makes a mapping.
func (m Members[T]) MarshalYAML() (any, error) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, member := range m {
		name, value := new(yaml.Node), new(yaml.Node)
		if err := name.Encode(member.Name); err != nil {
			return nil, err
		}
		if err := value.Encode(member.Value); err != nil {
			return nil, err
		}
		node.Content = append(node.Content, name, value)
	}
	return node, nil
}

// JSON returns the document as JSON.
func (d *Document) JSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(d)
	return out.Bytes(), err
}

// YAML returns the document as YAML.
func (d *Document) YAML() ([]byte, error) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(d); err != nil {
		return nil, err
	}
	err := encoder.Close()
	return out.Bytes(), err
}
