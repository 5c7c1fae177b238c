package syntax

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/syncgen/syncgen/dsl/source"
)

func TestTrees(t *testing.T) {
	golden(t, "tree", ".tree", func(t *testing.T, name, input string) string {
		return dump(parsed(t, name, input))
	})
}

// Every node covers its text, and a part lies within the whole.
func TestPlaces(t *testing.T) {
	for name, draw := range drawn {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			text := Format(draw(generator{t}))
			tree := parsed(t, name, text)
			for _, d := range tree.Decls {
				checkPlaces(t, tree.Source, reflect.ValueOf(d), d.Span())
			}
		}))
	}
}

func checkPlaces(t *rapid.T, f *source.File, v reflect.Value, outer source.Span) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			checkPlaces(t, f, v.Elem(), outer)
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkPlaces(t, f, v.Index(i), outer)
		}
	case reflect.Struct:
		if _, ok := v.Interface().(Comments); ok {
			return
		}
		node, ok := v.Interface().(Node)
		if !ok || !node.Span().Valid() {
			_, clause := node.(Keyword)
			_, missing := node.(Place)
			require.True(t, !ok || clause || missing, "%s has no place", v.Type())
			return
		}
		at := node.Span()
		require.LessOrEqual(t, outer.Start, at.Start, v.Type())
		require.LessOrEqual(t, at.End, outer.End, v.Type())
		if ident, ok := node.(Ident); ok && isName(ident.Name) {
			require.Equal(t, ident.Name, f.Slice(at))
		}
		for i := range v.NumField() {
			checkPlaces(t, f, v.Field(i), at)
		}
	}
}

// A call's place begins with its concept and ends with its last bracket.
func TestPlaceOfCalls(t *testing.T) {
	tree := parsed(t, "a.sync", "sync A\nwhen\n  B.c (x: \"é\")\n    : (y)\nthen\n  D.e ( )\n")
	sync := tree.Decls[0].(*Sync)
	assert.Equal(t, "B.c (x: \"é\")\n    : (y)", tree.Source.Slice(sync.When[0].At))
	assert.Equal(t, "(y)", tree.Source.Slice(sync.When[0].Outputs.At))
	assert.Equal(t, "x: \"é\"", tree.Source.Slice(sync.When[0].Inputs.List[0].At))
	assert.Equal(t, "D.e ( )", tree.Source.Slice(sync.Then[0].At))
	assert.Equal(t, "when", tree.Source.Slice(sync.WhenKeyword.At))
	assert.Equal(t, "sync A", tree.Source.Slice(sync.Header.At))
}

// A tree that is made and not read has no places, and is written all the same.
func TestFormatOfMadeTrees(t *testing.T) {
	ident := func(name string) Ident { return Ident{Name: name} }
	concept := ident("Requesting")
	call := &Call{Concept: &concept, Name: ident("respond"), Inputs: &Fields{List: []*Field{
		{Name: ident("request")},
		{Name: ident("message"), Value: &Text{Parts: []Expr{&TextPart{Value: "hello, "}, &Name{ident("user")}}}},
	}}}
	assert.Equal(t, `Requesting.respond (request, message: "hello, ${user}")`, FormatCall(call))
	assert.Equal(t, "(a or b) and c", FormatExpr(&Binary{Op: And, X: &Binary{Op: Or, X: &Name{ident("a")}, Y: &Name{ident("b")}}, Y: &Name{ident("c")}}))
	call.Comments.Leading = []Comment{{Text: "// Says hello."}}
	assert.Equal(t, "sync Hello\nwhen\n  Requesting.respond (request, message: \"hello, ${user}\")\nthen\n  // Says hello.\n  Requesting.respond (request, message: \"hello, ${user}\")\n",
		FormatSync(&Sync{Name: ident("Hello"), When: []*Call{{Concept: call.Concept, Name: call.Name, Inputs: call.Inputs}}, Then: []*Call{call}}))
}
