package syntax

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

const smallSync = "sync A\nwhen\n  A.b ()\nthen\n  A.b ()\n"

func around(expr string) string {
	return "sync A\nwhen\n  A.b ()\nwhere\n  x = " + expr + "\nthen\n  A.b (x)\n"
}

const tenMegabytes = 10 << 20

func TestUnusualFiles(t *testing.T) {
	for name, test := range map[string]struct {
		path, text string
		decls      int
		want       string // the errors, as far as they are the same for all sizes
	}{
		"empty":                  {text: ""},
		"empty concept":          {path: "a.concept", text: ""},
		"only white space":       {text: " \t\r\n\n  "},
		"only a byte order mark": {text: "\uFEFF"},
		"byte order mark":        {text: "\uFEFF" + smallSync, decls: 1},
		"comment at the end":     {text: smallSync + "// no line ending", decls: 1},
		"CRLF":                   {text: strings.ReplaceAll(smallSync, "\n", "\r\n"), decls: 1},
		"tabs":                   {text: strings.ReplaceAll(smallSync, "  ", "\t"), decls: 1},
		"no line ending":         {text: strings.TrimSpace(smallSync), decls: 1},
		"one line":               {text: strings.Join(strings.Fields(smallSync), " "), decls: 1},
		"indented":               {text: strings.ReplaceAll("\n"+smallSync, "\n", "\n    "), decls: 1},
		"no extension":           {path: "specs", text: smallSync, decls: 1},

		"a string of 10 MB":  {text: around(`"` + strings.Repeat("é", tenMegabytes/2) + `"`), decls: 1},
		"a comment of 10 MB": {text: smallSync + "// " + strings.Repeat("x", tenMegabytes), decls: 1},
		"a name of 10 MB":    {text: around(strings.Repeat("x", tenMegabytes)), decls: 1},
		"prose of 10 MB":     {path: "a.concept", text: "concept A\npurpose " + strings.Repeat("it's ", tenMegabytes/5), decls: 1},
		"blanks of 10 MB":    {text: around(strings.Repeat(" ", tenMegabytes) + "1"), decls: 1},
		"a list of 10 MB":    {text: around("[" + strings.Repeat("1, ", tenMegabytes/3) + "]"), want: "1:1: syntax-error: this declaration is longer than 2000000 words and marks\n"},
		"a list of 1 MB":     {text: around("[" + strings.Repeat("1, ", tenMegabytes/30) + "]"), decls: 1},

		"invalid UTF-8":            {text: "sync A\n// \xff\n", want: "2:4: bad-encoding: the file is not UTF-8 from here on\n  help: save it as UTF-8\n"},
		"cut off in a character":   {text: "sync A\n// \xc3", want: "2:4: bad-encoding: the file is not UTF-8 from here on\n  help: save it as UTF-8\n"},
		"UTF-16":                   {text: "\xff\xfes\x00y\x00n\x00c\x00", want: "1:1: bad-encoding: the file is not UTF-8 from here on\n  note: it looks like UTF-16\n  help: save it as UTF-8\n"},
		"NUL":                      {text: "sync A\nwhen\n  A.b (\x00)\nthen\n  A.b ()\n", decls: 1, want: "3:8: syntax-error: the control character U+0000 has no meaning here\n"},
		"NUL in a string":          {text: around("\"\x00\""), decls: 1},
		"NUL in a comment":         {text: smallSync + "// \x00", decls: 1},
		"a byte order mark inside": {text: "sync A\n\uFEFF", decls: 1, want: "2:1: syntax-error: `\uFEFF` has no meaning here\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if test.path == "" {
				test.path = "a.sync"
			}
			tree, problems := parse(test.path, test.text)
			assert.Equal(t, test.want, report(tree.Source, problems))
			assert.Len(t, tree.Decls, test.decls)
			if len(problems) == 0 && len(test.text) < 1000 {
				checkFormat(t, test.path, test.text)
			}
		})
	}
}

// Nesting is refused before it can exhaust the stack.
func TestDeepNesting(t *testing.T) {
	const deep = 100_000
	repeat := func(open, inside, shut string, n int) string {
		return strings.Repeat(open, n) + inside + strings.Repeat(shut, n)
	}
	concept := func(typ string) string { return "concept A\nactions\n  a (x: " + typ + ")\n" }
	for name, at := range map[string]func(n int) (path, text string){
		"brackets":  func(n int) (string, string) { return "a.sync", around(repeat("(", "1", ")", n)) },
		"lists":     func(n int) (string, string) { return "a.sync", around(repeat("[", "1", "]", n)) },
		"records":   func(n int) (string, string) { return "a.sync", around(repeat("{ a: ", "1", " }", n)) },
		"functions": func(n int) (string, string) { return "a.sync", around(repeat("len (", "1", ")", n)) },
		"not":       func(n int) (string, string) { return "a.sync", around(repeat("not ", "x", "", n)) },
		"minus":     func(n int) (string, string) { return "a.sync", around(repeat("-", "x", "", n)) },
		"if":        func(n int) (string, string) { return "a.sync", around(repeat("if a then ", "1", " else 2", n)) },
		"else if":   func(n int) (string, string) { return "a.sync", around(repeat("if a then b else ", "1", "", n)) },
		"coalesce":  func(n int) (string, string) { return "a.sync", around(repeat("(a ?? ", "1", ")", n)) },
		"patterns": func(n int) (string, string) {
			return "a.sync", "sync A\nwhen\n  A.b (x: " + repeat("{ a: ", "b", " }", n) + ")\nthen\n  A.b ()\n"
		},
		"strings": func(n int) (string, string) { return "a.sync", around(repeat(`"${`, "x", `}"`, n)) },
		"blocks": func(n int) (string, string) {
			return "a.sync", "guard A ()\n  " + repeat("some { ", "x", " }", n) + "\n"
		},
		"types":        func(n int) (string, string) { return "a.concept", concept(repeat("set of ", "A", "", n)) },
		"record types": func(n int) (string, string) { return "a.concept", concept(repeat("{ a: ", "A", " }", n)) },
	} {
		t.Run(name, func(t *testing.T) {
			path, text := at(deep)
			_, problems := parse(path, text)
			require.Len(t, problems, 1)
			assert.Equal(t, diagnostic.TooDeep, problems[0].Code)
			path, text = at(40)
			checkFormat(t, path, text)
		})
	}
}

// A chain of operators is as deep a tree as one of brackets.
func TestLongChains(t *testing.T) {
	for _, link := range []string{" + x", ".x", " and x"} {
		checkFormat(t, "a.sync", around("x"+strings.Repeat(link, 500)))
		_, problems := parse("a.sync", around("x"+strings.Repeat(link, 500_000)))
		require.Len(t, problems, 1)
		assert.Equal(t, diagnostic.TooDeep, problems[0].Code)
	}
}

// The time that a file takes grows with its size, whatever is in it.
func TestHostileTexts(t *testing.T) {
	const size = 1 << 16
	heads := map[string]string{"a.sync": "sync A\nwhen\n  A.b ()\nwhere\n  ", "a.concept": "concept A\npurpose it\nactions\n  a ()\n    effects "}
	for _, piece := range []string{
		"'", "\"", "(", ")", "{", "}", "[", "/*", "//\n", ";", "?", "#\n", "\n", "\t", "\\", "${", "\"${", "x", "x ", "x\n", "x (\n", "a.b (\n", "A.b (",
		"sync\n", "sync A\n", "snyc A\n", "use A as B\n", "use\n", "use A as\n", "x A as ", "when\n", "else ", "else {\n", "if ", "not ", "a == b\n", "x = collect (a) {\n", "x = 1 // c\n", "// c\n\nx\n",
		"concept A\n", "purpose\n", "requires\n", "state\n", "a set of Users with\n", "a (\n", "actions\n  a ()\n",
	} {
		for path, head := range heads {
			for _, head := range []string{"", head} {
				text := head + strings.Repeat(piece, size/len(piece))
				tree, problems := parse(path, text)
				require.NotNil(t, tree)
				require.LessOrEqual(t, len(problems), 12*maxProblems, "%q", piece)
				for _, d := range problems {
					require.Less(t, len(d.Message), 500, "%q", piece)
				}
			}
		}
	}
}
