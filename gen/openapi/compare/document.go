package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pb33f/libopenapi"
	"github.com/pb33f/libopenapi/datamodel/high/base"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
	"github.com/pb33f/libopenapi/orderedmap"
)

// reader makes parts of one document.
type reader struct{ document *v3.Document }

// read makes the parts of a document: its endpoints.
func read(text []byte) (*part, error) {
	document, err := libopenapi.NewDocument(text)
	if err != nil {
		return nil, err
	}
	model, err := document.BuildV3Model()
	if err != nil {
		return nil, err
	}
	r := reader{&model.Model}
	all := &part{}
	if r.document.Paths == nil {
		return all, nil
	}
	for path, item := range r.document.Paths.PathItems.FromOldest() {
		for method, operation := range item.GetOperations().FromOldest() {
			method = strings.ToUpper(method)
			// Paths are the same requests whatever their segments are called.
			endpoint := all.add(method+" "+shape(path), method+" "+path, names(path))
			r.endpoint(endpoint, path, item, operation)
		}
	}
	return all, nil
}

// shape is a path without the names of its segments.
func shape(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if strings.HasPrefix(segment, "{") {
			segments[i] = "{}"
		}
	}
	return strings.Join(segments, "/")
}

// names are those of the segments of a path.
func names(path string) string {
	var list []string
	for segment := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(segment, "{") {
			list = append(list, segment)
		}
	}
	if list == nil {
		return "without a name"
	}
	return "with " + strings.Join(list, " and ")
}

func (r reader) endpoint(endpoint *part, path string, item *v3.PathItem, o *v3.Operation) {
	for _, p := range slices.Concat(item.Parameters, o.Parameters) {
		key := p.In + " " + p.Name
		if at := strings.Index(path, "{"+p.Name+"}"); p.In == "path" && at >= 0 {
			key = fmt.Sprintf("path %d", strings.Count(path[:at], "/"))
		}
		label := p.In + " parameter " + p.Name
		if p.In == "header" {
			key = strings.ToLower(key)
		}
		value{}.of(p.Schema).describe(endpoint, key, label, need(p.Required != nil && *p.Required))
	}
	if o.RequestBody != nil {
		body := endpoint.add("body", "request body", need(o.RequestBody.Required != nil && *o.RequestBody.Required))
		content(body, o.RequestBody.Content)
	}
	if o.Responses != nil {
		for status, response := range o.Responses.Codes.FromOldest() {
			content(endpoint.add("response "+status, "response "+status, "given"), response.Content)
		}
		if o.Responses.Default != nil {
			content(endpoint.add("response", "response default", "given"), o.Responses.Default.Content)
		}
	}
	endpoint.add("security", "security", r.security(o))
}

func need(required bool) string {
	if required {
		return "required"
	}
	return "optional"
}

// content adds the bodies of a part, one for each type of media.
func content(p *part, media *orderedmap.Map[string, *v3.MediaType]) {
	for name, body := range media.FromOldest() {
		label := p.label
		if name != "application/json" {
			label += " as " + name
		}
		value{}.of(body.Schema).describe(p, name, label, "")
	}
}

// security says who may send the requests of an operation: the ways of saying so,
// whatever the document calls them.
func (r reader) security(o *v3.Operation) string {
	ways := o.Security
	if o.GoLow().Security.IsEmpty() { // and not an empty list, which says that there is none
		ways = r.document.Security
	}
	var list []string
	for _, way := range ways {
		if text := r.way(way); !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	if list == nil {
		return "none"
	}
	slices.Sort(list)
	return strings.Join(list, " or ")
}

func (r reader) way(way *base.SecurityRequirement) string {
	var list []string
	for name := range way.Requirements.FromOldest() {
		text := name
		if c := r.document.Components; c != nil && c.SecuritySchemes != nil {
			if scheme := c.SecuritySchemes.GetOrZero(name); scheme != nil {
				text = strings.Join(strings.Fields(strings.Join([]string{scheme.Type, scheme.Scheme, scheme.In, scheme.Name}, " ")), " ")
			}
		}
		list = append(list, text)
	}
	if list == nil {
		return "none"
	}
	slices.Sort(list)
	return strings.Join(list, " and ")
}
