package compare

import (
	"slices"
	"strings"

	"github.com/pb33f/libopenapi/datamodel/high/base"
)

// value is what a schema says of a value, with references followed and allOf put
// together.
type value struct {
	types    []string
	format   string
	constant []string // what it is one of
	nullable bool
	required []string
	property map[string]*base.SchemaProxy
	items    *base.SchemaProxy
	choice   []*base.SchemaProxy
	within   []string // the references that led here
}

// of adds what a schema says. One that refers to itself says nothing the second
// time.
func (v value) of(proxy *base.SchemaProxy) value {
	if proxy == nil {
		return v
	}
	if ref := proxy.GetReference(); ref != "" {
		if slices.Contains(v.within, ref) {
			return v
		}
		v.within = append(slices.Clip(v.within), ref)
	}
	s := proxy.Schema()
	if s == nil {
		return v
	}
	for _, t := range s.Type {
		if t == "null" {
			v.nullable = true
		} else if !slices.Contains(v.types, t) {
			v.types = append(v.types, t)
		}
	}
	v.nullable = v.nullable || s.Nullable != nil && *s.Nullable
	if s.Format != "" {
		v.format = s.Format
	} else if s.ContentEncoding != "" {
		v.format = s.ContentEncoding
	}
	for _, c := range s.Enum {
		v.constant = append(v.constant, c.Value)
	}
	v.required = append(v.required, s.Required...)
	if s.Properties != nil {
		if v.property == nil {
			v.property = map[string]*base.SchemaProxy{}
		}
		for name, p := range s.Properties.FromOldest() {
			v.property[name] = p
		}
	}
	if s.Items != nil && s.Items.IsA() {
		v.items = s.Items.A
	}
	for _, all := range s.AllOf {
		v = v.of(all)
	}
	return v.either(slices.Concat(s.AnyOf, s.OneOf))
}

// either adds a choice. One between null and another value is the other, or null.
func (v value) either(choice []*base.SchemaProxy) value {
	var others []*base.SchemaProxy
	for _, one := range choice {
		if s := one.Schema(); s != nil && slices.Equal(s.Type, []string{"null"}) {
			v.nullable = true
		} else {
			others = append(others, one)
		}
	}
	if len(others) == 1 {
		return v.of(others[0])
	}
	v.choice = append(v.choice, others...)
	return v
}

// describe adds a value to a part, and what is inside it: the properties
// `article.title`, the items `articles[]`.
func (v value) describe(p *part, key, label, need string) {
	here := p.add(key, label, strings.TrimSpace(need+" "+v.text()))
	v.inside(here, label, ", ")
}

func (v value) inside(p *part, label, link string) {
	for name, property := range v.property {
		inner := value{within: v.within}.of(property)
		at := label + link + name
		inner.inside(p.add(name, at, need(slices.Contains(v.required, name))+" "+inner.text()), at, ".")
	}
	if v.items != nil {
		inner := value{within: v.within}.of(v.items)
		at := label + "[]"
		inner.inside(p.add("[]", at, inner.text()), at, ".")
	}
	for _, one := range v.choice {
		inner := value{within: v.within}.of(one)
		at := label + " as " + inner.sketch()
		inner.inside(p.add(at, at, inner.text()), at, link)
	}
}

// text is the type of a value.
func (v value) text() string {
	text := strings.Join(slices.Sorted(slices.Values(v.types)), " or ")
	switch {
	case len(v.choice) > 0:
		text = "one of several"
	case text == "":
		text = "anything"
	}
	if len(v.constant) > 0 {
		text += " of " + strings.Join(slices.Sorted(slices.Values(v.constant)), ", ")
	}
	if v.format != "" {
		text += " (" + v.format + ")"
	}
	if v.nullable {
		text += " or null"
	}
	return text
}

// sketch tells the values of a choice apart: by their properties, if they have
// any.
func (v value) sketch() string {
	if len(v.property) == 0 {
		return v.text()
	}
	var names []string
	for name := range v.property {
		names = append(names, name)
	}
	slices.Sort(names)
	return "{" + strings.Join(names, ", ") + "}"
}
