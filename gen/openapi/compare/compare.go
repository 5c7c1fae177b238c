// Package compare tells how two OpenAPI documents differ, endpoint by endpoint,
// in tests that hold a program to the description of an API that others wrote.
package compare

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Documents lists what is different in two documents of OpenAPI 3.1, in sorted
// lines such as
//
//	GET /articles: response 401 is only in the reference
//	GET /user: security is required here, and none in the reference
//
// Compared is what clients depend on: the methods of each path, parameters, bodies
// and their properties, responses and security. Texts that explain, examples and
// limits are not. References are followed, and allOf is one object.
func Documents(ours, reference []byte) ([]string, error) {
	mine, err := read(ours)
	if err != nil {
		return nil, fmt.Errorf("cannot read the document: %w", err)
	}
	theirs, err := read(reference)
	if err != nil {
		return nil, fmt.Errorf("cannot read the reference: %w", err)
	}
	var list []string
	compare(mine, theirs, "", &list)
	slices.Sort(list)
	return list, nil
}

// part is a part of a document, with the parts that it has, each under a key that
// is the same in both documents.
type part struct {
	label string // as a reader finds it in its document
	says  string // what there is to compare of it alone
	parts map[string]*part
}

// add adds a part, and returns it.
func (p *part) add(key, label, says string) *part {
	if p.parts == nil {
		p.parts = map[string]*part{}
	}
	added := &part{label: label, says: says}
	p.parts[key] = added
	return added
}

// compare lists the differences of two parts. The parts of what only one document
// has are not listed. The outermost parts are endpoints, which all that is said
// of them begins with.
func compare(ours, reference *part, endpoint string, list *[]string) {
	keys := maps.Clone(ours.parts)
	if keys == nil {
		keys = map[string]*part{}
	}
	maps.Copy(keys, reference.parts)
	for key := range keys {
		a, b := ours.parts[key], reference.parts[key]
		where := endpoint
		if where != "" {
			where += ": "
		}
		where += cmp.Or(a, b).label
		switch {
		case b == nil:
			*list = append(*list, where+" is only here")
		case a == nil:
			*list = append(*list, where+" is only in the reference")
		default:
			if a.says != b.says {
				*list = append(*list, fmt.Sprintf("%s is %s here, and %s in the reference", where, a.says, b.says))
			}
			compare(a, b, cmp.Or(endpoint, where), list)
		}
	}
}
