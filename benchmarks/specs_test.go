package benchmarks

import (
	"fmt"
	"strings"
	"text/template"

	"github.com/syncgen/syncgen/dsl"
)

// The compile benchmarks need specs of a size that nobody writes for a
// benchmark. bigApp makes them: thirty concepts, and as many routes as it takes,
// each of ten syncs that do what the syncs of real apps do.

const (
	routeSyncs = 10 // syncs of a route
	fileRoutes = 10 // routes of a file of syncs
	itemNouns  = `Article Booking Comment Course Device Event Folder Gallery Habit Invoice
		Journal Kitchen Lesson Memo Note Order Photo Question Recipe Shelf Ticket Union
		Video Wallet Worksheet Year Zone Badge`
)

// noun is a concept that keeps things of people.
type noun struct{ Type, Name string }

func (n noun) Concept() string { return n.Type + "Keeping" }

func nouns() []noun {
	var list []noun
	for _, word := range strings.Fields(itemNouns) {
		list = append(list, noun{word, strings.ToLower(word)})
	}
	return list
}

// route is a route of the made app: it does something to A, then to B, and
// notes it with C and D.
type route struct {
	N          int
	Verb       string
	A, B, C, D noun
}

func (r route) Path() string { return fmt.Sprintf("/%ss/%s%d", r.A.Name, r.Verb, r.N) }
func (r route) Sync() string { return fmt.Sprintf("%s%s%d", title(r.Verb), r.A.Type, r.N) }

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func routeNumber(n int) route {
	list := nouns()
	at := func(i int) noun { return list[i%len(list)] }
	return route{
		N: n, Verb: []string{"add", "change", "remove"}[n/len(list)%3],
		A: at(n), B: at(n + 1 + n%5), C: at(n + 7), D: at(n + 8 + n%3),
	}
}

// bigApp returns the specs of an app of so many syncs, a multiple of a
// hundred, as files of the folder dir.
func bigApp(dir string, syncs int) []dsl.Text {
	var texts []dsl.Text
	add := func(name, text string) {
		texts = append(texts, dsl.Text{Path: dir + "/" + name, Text: text})
	}
	add("profile.concept", profileSpec)
	add("sessioning.concept", sessioningSpec)
	add("guards.sync", fill(guardSpec, nouns()))
	for _, n := range nouns() {
		add(strings.ToLower(n.Concept())+".concept", fill(nounSpec, n))
	}
	for first := 0; first < syncs/routeSyncs; first += fileRoutes {
		var text strings.Builder
		for n := first; n < first+fileRoutes; n++ {
			text.WriteString(fill(routeSpec, routeNumber(n)))
		}
		add(fmt.Sprintf("routes%04d.sync", first), strings.TrimSuffix(text.String(), "\n"))
	}
	return texts
}

func fill(t *template.Template, data any) string {
	var text strings.Builder
	if err := t.Execute(&text, data); err != nil {
		panic(err) // the templates are below
	}
	return text.String()
}

const profileSpec = `concept Profile

purpose know a person again

state
  a set of Users with
    a username String
    a password Secret

actions
  authenticate (username: String, password: Secret) : (user: User)

  authenticate (username: String, password: Secret) : (error: String)
`

const sessioningSpec = `concept Sessioning [User]

purpose keep a person signed in from one request to the next

state
  a set of Sessions with
    a user User

actions
  create (user: User) : (session: Session)

queries
  _getUser (session: Session) : optional (user: User)
`

var guardSpec = template.Must(template.New("guards").Parse(`// Conditions that many requests share.

// Whoever asks has a session, and is its user.
guard SignedIn (request, session) : (user)
  Sessioning._getUser (session) : (user)
    else Requesting.respond (request, status: 401, error: "sign in first")
{{range .}}
guard Own{{.Type}} (request, user, {{.Name}})
  {{.Concept}}._getOwner ({{.Name}}) : (owner)
    else Requesting.respond (request, status: 404, error: "there is no such {{.Name}}")
  owner == user
    else Requesting.respond (request, status: 403, error: "this {{.Name}} is somebody else's")
{{end}}`))

var nounSpec = template.Must(template.New("concept").Parse(`concept {{.Concept}} [User]

purpose keep the {{.Name}}s of a person in one place

principle after a {{.Name}} is added for its owner, it is listed under its title, until it
  is removed

state
  a set of {{.Type}}s with
    an owner User
    a title String
    a text String
    a views Integer
    an archived Flag
    a changedAt DateTime

actions
  add (owner: User, title: String, text: String, at: DateTime) : ({{.Name}}: {{.Type}})
    requires title is 1 to 200 characters long
    effects makes a {{.Name}} of owner

  add (owner: User, title: String, text: String, at: DateTime) : (error: String)

  change ({{.Name}}: {{.Type}}, title: String, text: String, at: DateTime) : (views: Integer)
    requires {{.Name}} exists
    effects gives {{.Name}} the new title and text

  change ({{.Name}}: {{.Type}}, title: String, text: String, at: DateTime) : (error: String)

  remove ({{.Name}}: {{.Type}}) : (views: Integer)
    requires {{.Name}} exists
    effects removes {{.Name}}

  remove ({{.Name}}: {{.Type}}) : (error: String)

  // Never refuses: what is not there any more is not noted.
  note (owner: User, text: String, at: DateTime) : (count: Integer)
    requires true
    effects notes the text for owner

queries
  _getOwner ({{.Name}}: {{.Type}}) : optional (owner: User)
  _getByOwner (
    owner: User
  ) : ({{.Name}}: {{.Type}}, title: String, views: Integer, archived: Flag, changedAt: DateTime)
`))

var routeSpec = template.Must(template.New("routes").Parse(`
{{- $path := printf "path: %q" .Path}}
{{- $acted := printf "%s.%s () : ()" .A.Concept .Verb}}
{{- if eq .Verb "add"}}{{$acted = printf "%s.add () : (%s: _)" .A.Concept .A.Name}}{{end -}}
// {{.Path}} {{.Verb}}s a {{.A.Name}}.
sync {{.Sync}}Request
when
  Requesting.request ({{$path}}, session{{if ne .Verb "add"}}, {{.A.Name}}{{end}}{{if ne .Verb "remove"}}, title, text{{end}}) : (request)
where
  SignedIn (request, session) : (user)
{{- if ne .Verb "add"}}
  Own{{.A.Type}} (request, user, {{.A.Name}})
{{- end}}
then
  {{if eq .Verb "add"}}{{.A.Concept}}.add (owner: user, title: trim (title), text, at: now ()){{end}}
{{- if eq .Verb "change"}}{{.A.Concept}}.change ({{.A.Name}}, title: trim (title), text, at: now ()){{end}}
{{- if eq .Verb "remove"}}{{.A.Concept}}.remove ({{.A.Name}}){{end}}

sync {{.Sync}}Refused
when
  Requesting.request ({{$path}}) : (request)
  {{.A.Concept}}.{{.Verb}} () : (error)
then
  Requesting.respond (request, status: 400, error)

// A {{.B.Name}} goes with it.
sync {{.Sync}}With{{.B.Type}}
when
  Requesting.request ({{$path}}, session, label? = "none") : (request)
  {{$acted}}
where
  SignedIn (request, session) : (user)
then
  {{.B.Concept}}.add (owner: user, title: "{{.A.Name}} ${label}", text: label, at: now ())

sync {{.Sync}}Without{{.B.Type}}
when
  Requesting.request ({{$path}}) : (request)
  {{.B.Concept}}.add () : (error)
then
  Requesting.respond (request, status: 409, error)

sync {{.Sync}}Noted
when
  Requesting.request ({{$path}})
  {{.B.Concept}}.add (owner, title) : ({{.B.Name}}: _)
then
  {{.C.Concept}}.note (owner, text: title, at: now ())

// Those that are looked at much are noted on their own.
sync {{.Sync}}Popular
when
  Requesting.request ({{$path}})
  {{.B.Concept}}.add (owner) : ({{.B.Name}}: _)
where
  {{.D.Concept}}._getByOwner (owner) : (title, views, archived)
  views > 1000 and not archived
then
  {{.D.Concept}}.note (owner, text: "popular: ${title}", at: now ())

sync {{.Sync}}Labelled
when
  Requesting.request ({{$path}}, label? = "none")
  {{.C.Concept}}.note (owner) : (count)
where
  count > 10 and label != "none"
then
  {{.A.Concept}}.note (owner, text: "${label}: ${count}", at: now ())

sync {{.Sync}}Done
when
  Requesting.request ({{$path}}, limit? = 20) : (request)
  {{.B.Concept}}.add (owner) : ({{.B.Name}})
  {{.C.Concept}}.note (owner) : (count)
where
  some { {{.B.Concept}}._getByOwner (owner) }
  results = collect ({{.B.Name}}: kept, title, views, changedAt) {
    {{.B.Concept}}._getByOwner (owner) : ({{.B.Name}}: kept, title, views, archived, changedAt)
    not archived
    order by views desc, title
    limit limit
  }
then
  Requesting.respond (request, {{.B.Name}}, count, results)

sync {{.Sync}}DoneFirst
when
  Requesting.request ({{$path}}) : (request)
  {{.B.Concept}}.add (owner) : ({{.B.Name}})
  {{.C.Concept}}.note (owner) : (count)
where
  none { {{.B.Concept}}._getByOwner (owner) }
then
  Requesting.respond (request, {{.B.Name}}, count, message: "the first of many")

// However it went on, the {{.A.Name}} is noted.
sync {{.Sync}}Kept
when
  Requesting.request ({{$path}}, session)
  {{$acted}}
where
  Sessioning._getUser (session) : (user)
  total = sum (views) { {{.A.Concept}}._getByOwner (owner: user) : (views) }
then
  {{.D.Concept}}.note (owner: user, text: "${total} views", at: now ())

`))
