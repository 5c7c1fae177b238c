package scaffold

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// editor adds to a file: declarations behind its end, and the imports that they
// need. Everything else stays as somebody wrote it, byte for byte.
type editor struct {
	file    *goFile
	base    token.Pos // of the file
	imports map[string]string
	missing []string // import paths
	end     strings.Builder
}

func newEditor(f *goFile) *editor {
	return &editor{file: f, base: f.tree.FileStart, imports: importsOf(f.tree)}
}

func parseFile(name, text string) (*goFile, error) {
	tree, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
	return &goFile{name, []byte(text), tree}, err
}

// add puts a declaration behind the end.
func (e *editor) add(text string) { e.end.WriteString(text) }

// name is what the file calls the package with a path, which it imports from
// now on.
func (e *editor) name(p string) string {
	for name, known := range e.imports {
		if known == p && name != "_" && name != "." {
			return name
		}
	}
	name := nameFor(p, slices.Collect(maps.Keys(e.imports)))
	e.imports[name] = p
	e.missing = append(e.missing, p)
	return name
}

// text is the file with what was added.
func (e *editor) text() string {
	text := string(e.file.text)
	if e.end.Len() > 0 && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	text += e.end.String()
	slices.Sort(e.missing)
	if len(e.missing) == 0 {
		return text
	}
	if block := e.block(); block != nil {
		return e.intoBlock(text, block.Specs)
	}
	at := e.offset(e.file.tree.Name.End())
	for _, d := range e.file.tree.Decls {
		if isImport(d) {
			at = e.offset(d.End())
		}
	}
	at += strings.IndexByte(text[at:]+"\n", '\n') // behind a comment on the line
	return text[:at] + e.newBlock() + text[at:]
}

func (e *editor) offset(p token.Pos) int { return int(p - e.base) }

// newBlock is a declaration that imports what is missing.
func (e *editor) newBlock() string {
	var groups []string
	for _, standard := range []bool{true, false} {
		var lines []string
		for _, p := range e.missing {
			if isStandard(p) == standard {
				lines = append(lines, "\t"+e.spec(p)+"\n")
			}
		}
		if lines != nil {
			groups = append(groups, strings.Join(lines, ""))
		}
	}
	if len(e.missing) == 1 {
		return "\n\nimport " + e.spec(e.missing[0])
	}
	return "\n\nimport (\n" + strings.Join(groups, "\n") + ")"
}

// spec is the line that imports a package.
func (e *editor) spec(p string) string {
	for name, known := range e.imports {
		if known == p && name != path.Base(p) {
			return fmt.Sprintf("%s %q", name, p)
		}
	}
	return strconv.Quote(p)
}

// block is the file's first import declaration that has lines to put others
// between.
func (e *editor) block() *ast.GenDecl {
	for _, d := range e.file.tree.Decls {
		if isImport(d) && len(d.(*ast.GenDecl).Specs) > 0 {
			if g := d.(*ast.GenDecl); g.Lparen.IsValid() && e.lineAfter(g.Lparen) <= e.offset(g.Specs[0].Pos()) {
				return g
			}
		}
	}
	return nil
}

func isImport(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	return ok && g.Tok == token.IMPORT
}

// intoBlock puts lines for what is missing among those of an import declaration.
func (e *editor) intoBlock(text string, specs []ast.Spec) string {
	type group struct{ above, lines, below string }
	groups := map[int]group{} // by where they go
	for _, p := range e.missing {
		at, alone := e.place(p, specs)
		g := groups[at]
		g.lines += "\t" + e.spec(p) + "\n"
		switch {
		case alone && isStandard(p):
			g.below = "\n"
		case alone:
			g.above = "\n"
		}
		groups[at] = g
	}
	for _, at := range slices.Backward(slices.Sorted(maps.Keys(groups))) {
		g := groups[at]
		text = text[:at] + g.above + g.lines + g.below + text[at:]
	}
	return text
}

// place is where the line for a package goes: before the first of its kind that
// follows it in the alphabet, else behind the last one of its kind. Where there
// is none, packages of Go go before all others, and others behind.
func (e *editor) place(p string, specs []ast.Spec) (at int, alone bool) {
	alone = true
	for _, s := range specs {
		s := s.(*ast.ImportSpec)
		other, err := strconv.Unquote(s.Path.Value)
		if err != nil || isStandard(other) != isStandard(p) {
			continue
		}
		alone = false
		if other > p {
			return e.lineOf(s), false
		}
		at = e.lineAfter(s.End())
	}
	switch {
	case !alone:
		return at, false
	case isStandard(p):
		return e.lineOf(specs[0].(*ast.ImportSpec)), true
	}
	return e.lineAfter(specs[len(specs)-1].End()), true
}

// lineOf is where the line of an import begins, with the comment above it.
func (e *editor) lineOf(s *ast.ImportSpec) int {
	at := s.Pos()
	if s.Doc != nil {
		at = s.Doc.Pos()
	}
	return strings.LastIndexByte(string(e.file.text[:e.offset(at)]), '\n') + 1
}

func (e *editor) lineAfter(p token.Pos) int {
	at := e.offset(p)
	return at + strings.IndexByte(string(e.file.text[at:]), '\n') + 1
}
