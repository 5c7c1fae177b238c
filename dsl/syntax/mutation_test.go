package syntax

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// edited changes some tokens of a text, as people do who are about to write.
func (g generator) edited(name, text string, most int) string {
	for range 1 + g.n(most-1) {
		tree, _ := parse(name, text)
		s := newScanner(tree.Source)
		var starts []int
		for s.chunk() {
			for _, t := range s.tokens[1 : len(s.tokens)-1] {
				starts = append(starts, t.Pos.Offset)
			}
		}
		if len(starts) == 0 {
			return text
		}
		i := g.n(len(starts) - 1)
		start, end := starts[i], len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		piece := rapid.SampledFrom([]string{
			"", "", "(", ")", "{", "}", "[", ",", ":", "?", "=", "==", "-", ".", "\n", "\n  ", "else ", "x ", "1 ", "\"t\" ", "// c\n",
			"when ", "then ", "use ", "as ", "not ", "limit ", "order by ", "for ", "in ", "X._q ()", "count ", "'", "\"", "a ", "requires ", "state\n",
		}).Draw(g.t, "piece")
		if g.chance(50) {
			text = text[:start] + piece + text[start:]
		} else {
			text = text[:start] + piece + text[end:]
		}
	}
	return text
}

// Whatever is made of a good text either has an error or formats well.
func TestEditedTexts(t *testing.T) {
	for name, draw := range drawn {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			g := generator{t}
			text := g.edited(name, Format(draw(g)), 3)
			tree, problems := parse(name, text)
			if len(problems) == 0 {
				checkFormat(t, name, text)
				return
			}
			_, left := parse(name, text)
			require.Equal(t, problems, left, "errors differ from run to run")
			require.NotNil(t, tree)
		}))
	}
}

// An error stays in its declaration: those around it are read as if it were
// not there.
func TestErrorsStayInTheirDeclaration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := generator{t}
		one := func(d Decl) string { return Format(&File{Decls: []Decl{d}}) }
		before, middle, after := g.sync(), one(g.sync()), g.sync()
		if g.chance(20) {
			middle = "use A as B\n"
		}
		before.Name.Name, after.Name.Name = "Before", "After"
		middle = g.edited("a.sync", middle, 1)
		tree, _ := parse("a.sync", one(before)+"\n"+middle+"\n"+one(after))
		require.GreaterOrEqual(t, len(tree.Decls), 2)
		require.Equal(t, dump(&File{Decls: []Decl{after}}), dump(&File{Decls: tree.Decls[len(tree.Decls)-1:]}), middle)
		if !strings.HasPrefix(middle, "sync ") {
			return // it may have become a part of the one before
		}
		require.Equal(t, dump(&File{Decls: []Decl{before}}), dump(&File{Decls: tree.Decls[:1]}), middle)
	})
}

// Each mark and word of a sync that is forgotten is one mistake, and gives one
// error at most. (Without it, the text may still be a good one.)
func TestOneMistakeGivesOneError(t *testing.T) {
	for name, text := range map[string]string{"a.sync": everySync, "a.concept": everyConcept} {
		tree, _ := parse(name, text)
		s := newScanner(tree.Source)
		for s.chunk() {
			for _, token := range s.tokens[1 : len(s.tokens)-1] {
				start, end := token.Pos.Offset, token.Pos.Offset+len(token.Value)
				without := text[:start] + text[end:]
				if strings.HasSuffix(text[:start], "\n  ") { // the rest of the line stays where it is
					without = text[:start] + strings.TrimLeft(text[end:], " ")
				}
				tree, problems := parse(name, without)
				at := tree.Source.Position(int32(start))
				assert.LessOrEqual(t, len(problems), 1, "without %s of %d:%d:\n%s", token.Value, at.Line, at.Column, report(tree.Source, problems))
			}
		}
	}
}

const everySync = `use Labeling as Tagging

sync CreateSession
when
  Requesting.request (path: "/auth/login", limit? = 20, user: { email, password }) : (request)
  Profile.authenticate () : (user: _)
where
  Sessioning._getUser (session) : (user) else Requesting.respond (request, status: 401)
  owner == user and not archived
  none { Blocking._isBlocked (user: owner, by: user) }
  total = price * quantity
  for tag in tags
  name = first (displayName) { Profile._getName (user) : (displayName) } else "someone"
  results = collect (file, filename) {
    FileUploading._getFilesByOwner (owner: user) : (file, filename)
    size > 3
    order by filename, size desc
    limit 20
  }
  body = { name, files: results, ok: if a then b else [1, 2] }
  SignedIn (request, session) : (user)
  x.y in z else {
    Foo.bar (a)
    Foo.baz (b)
  }
then
  Sessioning.create (user)
  Requesting.respond (request, message: "hello ${name}")

guard SignedIn (request, session) : (user)
  Sessioning._getUser (session) : (user)
  a == b
`

const everyConcept = `concept Sessioning [User, Item]

purpose keep a person signed in

state
  a set of Sessions with
    a user User
    an optional limit Integer
    a tags set of Strings
    a status of DRAFT or PUBLISHED
  an Admins set of Users
  an element Settings with
    a deployed Flag

actions
  create (user: User, kind?: of A or B) : (session: Session)
    requires true
    effects makes one

  system delete (session: Session, ...)
    answers create

queries
  _getUser (session: Session) : one (user: User, r: { a: set of String })
`
