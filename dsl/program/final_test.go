package program_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
)

// assertFinal holds that inference left no type out of a program, and none
// with a variable or a type parameter that stands for something else in it.
func assertFinal(t *testing.T, p *program.Program) {
	t.Helper()
	seen := map[reflect.Value]bool{}
	for _, s := range p.Syncs {
		for _, part := range []any{s.When, s.Where, s.Then, s.Vars} {
			eachType(reflect.ValueOf(part), "", seen, func(path string, of types.Type) {
				if !assert.NotNil(t, of, "%s: no type at %s", s.Name, path) {
					return
				}
				declared := strings.HasSuffix(path, "Match.Type") || strings.HasSuffix(path, "Arg.Type")
				assert.Empty(t, notFinal(of, declared), "%s: %s at %s", s.Name, of, path)
			})
		}
	}
}

// eachType calls f for every types.Type that can be reached without leaving
// the sync.
func eachType(v reflect.Value, path string, seen map[reflect.Value]bool, f func(string, types.Type)) {
	typeOf := reflect.TypeFor[types.Type]()
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			eachType(v.Index(i), path, seen, f)
		}
	case reflect.Interface:
		if v.Type() == typeOf {
			of, _ := v.Interface().(types.Type)
			f(path, of)
			return
		}
		eachType(v.Elem(), path, seen, f)
	case reflect.Pointer:
		switch v.Interface().(type) {
		case *program.Action, *program.Query, *program.Outcome:
			return
		}
		if v.IsNil() || seen[v] {
			return
		}
		seen[v] = true
		eachType(v.Elem(), path, seen, f)
	case reflect.Struct:
		if v.Type().PkgPath() != reflect.TypeFor[program.Sync]().PkgPath() {
			return
		}
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				eachType(v.Field(i), path+" "+v.Type().Name()+"."+field.Name, seen, f)
			}
		}
	}
}

// notFinal returns what of a type should not be there after inference.
// Declared types keep their type parameters.
func notFinal(t types.Type, declared bool) string {
	switch t := t.(type) {
	case types.Primitive, *types.Enum:
		return ""
	case *types.Object:
		if declared || t.Instance == types.Type(t) {
			return ""
		}
		return t.String()
	case *types.Optional:
		return notFinal(t.Elem, declared)
	case *types.List:
		return notFinal(t.Elem, declared)
	case *types.Record:
		for _, f := range t.Fields {
			if bad := notFinal(f.Type, declared); bad != "" {
				return bad
			}
		}
		return ""
	}
	return reflect.TypeOf(t).String()
}
