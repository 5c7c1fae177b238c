package runtime_test

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/runtime"
)

// This file is a login flow in the form in which it is emitted, with concepts
// that tests can make do what they like:
//
//	Requesting.request (path: "/auth/login") → HandleLogin → Profile.authenticate
//	→ CreateSession → Sessioning.create → LoggedIn → Requesting.respond
//
// and one sync with a where part, which reads Sessioning._getUser.

type (
	user    string
	session string

	authenticateInput struct {
		Username string
		Password runtime.Secret
	}
	authenticateOutput struct{ User user }
	createInput        struct{ User user }
	createOutput       struct{ Session session }
	getUserInput       struct{ Session session }
	getUserRow         struct{ User user }

	loginInput struct {
		Request  string
		Username string
		Password runtime.Secret
	}
	loginAnswer struct {
		User    user
		Session session
		Error   string
	}
)

func (in loginInput) AppendTrace(b []byte) []byte {
	b = append(b, `{path: "/auth/login", username: `...)
	b = runtime.AppendTraceString(b, in.Username)
	b = append(b, ", password: "...)
	b = runtime.AppendTraceSecret(b, in.Password)
	return append(b, '}')
}

func (a loginAnswer) AppendTrace(b []byte) []byte {
	b = append(b, "{user: "...)
	b = runtime.AppendTraceString(b, a.User)
	b = append(b, ", session: "...)
	b = runtime.AppendTraceString(b, a.Session)
	return append(b, '}')
}

func (in authenticateInput) AppendTrace(b []byte) []byte {
	b = append(b, "{username: "...)
	b = runtime.AppendTraceString(b, in.Username)
	b = append(b, ", password: "...)
	b = runtime.AppendTraceSecret(b, in.Password)
	return append(b, '}')
}

func (out authenticateOutput) AppendTrace(b []byte) []byte { return appendUser(b, out.User) }
func (in createInput) AppendTrace(b []byte) []byte         { return appendUser(b, in.User) }
func (row getUserRow) AppendTrace(b []byte) []byte         { return appendUser(b, row.User) }
func (out createOutput) AppendTrace(b []byte) []byte       { return appendSession(b, out.Session) }
func (in getUserInput) AppendTrace(b []byte) []byte        { return appendSession(b, in.Session) }

func appendUser(b []byte, u user) []byte {
	return append(runtime.AppendTraceString(append(b, "{user: "...), u), '}')
}

func appendSession(b []byte, s session) []byte {
	return append(runtime.AppendTraceString(append(b, "{session: "...), s), '}')
}

type profileConcept interface {
	Authenticate(ctx context.Context, in authenticateInput) (authenticateOutput, error)
}

type sessioningConcept interface {
	Create(ctx context.Context, in createInput) (createOutput, error)
	GetUser(ctx context.Context, in getUserInput) ([]getUserRow, error)
}

type loginConcepts struct {
	Profile    profileConcept
	Sessioning sessioningConcept
}

type loginApp struct {
	loginConcepts
	runtime.Engine
	doors *sync.Pool
}

const (
	handleLogin runtime.SyncID = iota
	createSession
	loggedIn
)

var loginSyncs = []runtime.Sync{
	{Name: "HandleLogin", At: "auth.sync:1"},
	{Name: "CreateSession", At: "auth.sync:9"},
	{Name: "LoggedIn", At: "auth.sync:17", Where: []string{"Sessioning._getUser (session) : (user)", `user != "nobody"`}},
}

func newLoginApp(c loginConcepts, options ...runtime.Option) *loginApp {
	a := &loginApp{loginConcepts: c, Engine: runtime.NewEngine(loginSyncs, options...)}
	a.doors = &sync.Pool{New: func() any { return newLoginDoor(a) }}
	return a
}

const loginRoot = `Requesting.request (path: "/auth/login")`

// loginSteps names what the flow's trail remembers.
var loginSteps = []string{loginRoot, "Profile.authenticate", "Sessioning.create", "Requesting.respond"}

func (a *loginApp) Login(ctx context.Context, in loginInput) (answer loginAnswer, err error) {
	if !a.Traced() {
		return runLogin(a, ctx, in)
	}
	d := a.doors.Get().(*loginDoor)
	ctx = d.trace.Begin(ctx)
	d.trace.Enter()
	d.loginIn = in
	d.trace.Action("Requesting.request", &d.loginIn, nil, nil)
	answer, err = runLogin(&d.app, ctx, in)
	if err == nil {
		d.trace.Enter()
		d.loginAnswer = answer
		d.trace.Action("Requesting.respond", &d.loginAnswer, nil, nil)
	}
	d.trace.End(err)
	d.forget()
	a.doors.Put(d)
	return answer, err
}

type loginFlow struct {
	app      *loginApp
	ctx      context.Context
	progress runtime.Progress
	answer   loginAnswer
	user     user
}

func runLogin(a *loginApp, ctx context.Context, in loginInput) (answer loginAnswer, err error) {
	f := loginFlow{app: a, ctx: ctx}
	f.progress.Begin(ctx, &a.Engine)
	defer runtime.Recover(&err, loginRoot, &f.progress, loginSteps)
	f.progress.Take(0)
	if err := f.handleLogin(in); err != nil {
		return answer, runtime.After(loginRoot, err)
	}
	return f.answer, nil
}

func (f *loginFlow) mayTake(action string) error {
	return f.app.Continue(f.ctx, &f.progress, action, loginSteps)
}

func (f *loginFlow) handleLogin(in loginInput) error {
	f.app.Fired(handleLogin)
	return f.app.By(handleLogin, f.authenticate(authenticateInput{in.Username, in.Password}))
}

func (f *loginFlow) authenticate(in authenticateInput) error {
	if !f.progress.Take(1) {
		if err := f.mayTake("Profile.authenticate"); err != nil {
			return err
		}
	}
	out, err := f.app.Profile.Authenticate(f.ctx, in)
	if refusal, ok := runtime.Refused(err); ok {
		f.answer.Error = refusal
		return nil
	}
	if err != nil {
		return runtime.Failed("Profile.authenticate", err)
	}
	f.user = out.User
	f.app.Fired(createSession)
	return runtime.After("Profile.authenticate", f.app.By(createSession, f.create(createInput(out))))
}

func (f *loginFlow) create(in createInput) error {
	if !f.progress.Take(2) {
		if err := f.mayTake("Sessioning.create"); err != nil {
			return err
		}
	}
	out, err := f.app.Sessioning.Create(f.ctx, in)
	if err != nil {
		return runtime.Failed("Sessioning.create", err)
	}
	return runtime.After("Sessioning.create", f.loggedIn(out.Session))
}

func (f *loginFlow) loggedIn(s session) error {
	f.app.Matched(loggedIn)
	rows, err := f.app.Sessioning.GetUser(f.ctx, getUserInput{s})
	if err != nil {
		return f.app.By(loggedIn, runtime.Failed("Sessioning._getUser", err))
	}
	f.app.Left(0, len(rows))
	for _, row := range rows {
		if row.User == "nobody" {
			f.app.Left(1, 0)
			continue
		}
		f.app.Left(1, 1)
		f.app.Fired(loggedIn)
		f.answer.User, f.answer.Session = row.User, s
	}
	return nil
}

// loginDoor is what a traced flow runs on: a copy of the app with concepts
// that report what is called, and the memory for what they report.
type loginDoor struct {
	app         loginApp
	trace       runtime.Trace
	profile     profileDoor
	sessioning  sessioningDoor
	loginIn     loginInput
	loginAnswer loginAnswer
}

func newLoginDoor(a *loginApp) *loginDoor {
	d := &loginDoor{}
	d.profile = profileDoor{next: a.Profile, trace: &d.trace}
	d.sessioning = sessioningDoor{next: a.Sessioning, trace: &d.trace}
	d.app = loginApp{loginConcepts: loginConcepts{&d.profile, &d.sessioning}, Engine: a.Door(&d.trace)}
	return d
}

// forget clears what the flow was given.
func (d *loginDoor) forget() {
	d.profile.authenticateIn, d.profile.authenticateOut = authenticateInput{}, authenticateOutput{}
	d.sessioning.createIn, d.sessioning.createOut = createInput{}, createOutput{}
	d.sessioning.getUserIn, d.sessioning.getUserOut = getUserInput{}, nil
	d.loginIn, d.loginAnswer = loginInput{}, loginAnswer{}
}

type profileDoor struct {
	next            profileConcept
	trace           *runtime.Trace
	authenticateIn  authenticateInput
	authenticateOut authenticateOutput
}

func (d *profileDoor) Authenticate(ctx context.Context, in authenticateInput) (authenticateOutput, error) {
	d.trace.Enter()
	out, err := d.next.Authenticate(ctx, in)
	d.authenticateIn, d.authenticateOut = in, out
	d.trace.Action("Profile.authenticate", &d.authenticateIn, &d.authenticateOut, err)
	return out, err
}

type sessioningDoor struct {
	next       sessioningConcept
	trace      *runtime.Trace
	createIn   createInput
	createOut  createOutput
	getUserIn  getUserInput
	getUserOut getUserRows
}

type getUserRows []getUserRow

func (rows getUserRows) AppendTrace(b []byte) []byte {
	return runtime.AppendTraceList(b, rows, func(b []byte, row getUserRow) []byte { return row.AppendTrace(b) })
}

func (d *sessioningDoor) Create(ctx context.Context, in createInput) (createOutput, error) {
	d.trace.Enter()
	out, err := d.next.Create(ctx, in)
	d.createIn, d.createOut = in, out
	d.trace.Action("Sessioning.create", &d.createIn, &d.createOut, err)
	return out, err
}

func (d *sessioningDoor) GetUser(ctx context.Context, in getUserInput) ([]getUserRow, error) {
	d.trace.Enter()
	rows, err := d.next.GetUser(ctx, in)
	d.getUserIn, d.getUserOut = in, rows
	d.trace.Query("Sessioning._getUser", &d.getUserIn, &d.getUserOut, err)
	return rows, err
}

// loginStub is both concepts: Bob's password is `s3cret`.
type loginStub struct {
	authenticate func(ctx context.Context) error
	rows         []getUserRow
}

func (s *loginStub) Authenticate(ctx context.Context, in authenticateInput) (authenticateOutput, error) {
	if s.authenticate != nil {
		if err := s.authenticate(ctx); err != nil {
			return authenticateOutput{}, err
		}
	}
	if in.Username != "bob" || !in.Password.Equal(runtime.NewSecret("s3cret")) {
		return authenticateOutput{}, errWrong
	}
	return authenticateOutput{"u1"}, nil
}

func (s *loginStub) Create(context.Context, createInput) (createOutput, error) {
	return createOutput{"s1"}, nil
}

func (s *loginStub) GetUser(context.Context, getUserInput) ([]getUserRow, error) { return s.rows, nil }

var errWrong = runtime.Refuse("wrong username or password")

func newStub() *loginStub { return &loginStub{rows: []getUserRow{{"u1"}}} }

func loginWith(stub *loginStub, options ...runtime.Option) *loginApp {
	return newLoginApp(loginConcepts{stub, stub}, options...)
}

var bob = loginInput{Request: "r1", Username: "bob", Password: runtime.NewSecret("s3cret")}
