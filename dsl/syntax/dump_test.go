package syntax

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// dump writes what a tree means: all of it but places, comments and the
// spelling of what has several.
func dump(f *File) string {
	var b strings.Builder
	for _, d := range f.Decls {
		dumpValue(&b, reflect.ValueOf(d), "")
	}
	return b.String()
}

// layoutTypes and layoutFields are what the formatter may change.
var (
	layoutTypes  = []reflect.Type{reflect.TypeFor[Place](), reflect.TypeFor[Comments](), reflect.TypeFor[Keyword](), reflect.TypeFor[[]Comment](), reflect.TypeFor[*Comment]()}
	layoutFields = []string{"Raw", "Keyword", "HasErrors"}
)

func dumpValue(b *strings.Builder, v reflect.Value, indent string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			b.WriteString("none\n")
			return
		}
		dumpValue(b, v.Elem(), indent)
	case reflect.Struct:
		fmt.Fprintf(b, "%s\n", v.Type().Name())
		if v.Type() == reflect.TypeFor[Place]() {
			return // that there is one says enough
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if slices.Contains(layoutTypes, f.Type) && f.Name != "Rest" || slices.Contains(layoutFields, f.Name) {
				continue
			}
			fmt.Fprintf(b, "%s  %s: ", indent, f.Name)
			dumpValue(b, v.Field(i), indent+"  ")
		}
	case reflect.Slice:
		fmt.Fprintf(b, "%d\n", v.Len())
		for i := range v.Len() {
			b.WriteString(indent + "  - ")
			dumpValue(b, v.Index(i), indent+"    ")
		}
	default:
		fmt.Fprintf(b, "%#v\n", v.Interface())
	}
}

// comments lists the comments of a text, sorted.
func comments(path, text string) []string {
	tree, _ := parse(path, text)
	s := newScanner(tree.Source)
	for s.chunk() {
	}
	var list []string
	for _, c := range s.comments {
		list = append(list, c.Text)
	}
	slices.Sort(list)
	return list
}

// attached lists the comments that are in a tree, sorted.
func attached(f *File) []string {
	var list []string
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() && v.Type() != reflect.TypeFor[*File]() {
				walk(v.Elem())
			}
		case reflect.Struct:
			if c, ok := v.Interface().(Comment); ok {
				list = append(list, c.Text)
				return
			}
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(f.Decls))
	walk(reflect.ValueOf(f.Trailing))
	slices.Sort(list)
	return list
}
