package requesting

import (
	"context"
	"flag"
	"log/slog"
	"strings"
	"time"
)

// Settings are what a handler and its server can be told. Defaults gives the
// values that apply when nothing is said.
type Settings struct {
	BasePath  string   // before every route's path
	BodyLimit int64    // bytes that a request's body may have; the default when zero
	Origins   []string // web origins that browsers may call from (CORS); `*` is any
	Timeouts  Timeouts
	Logger    *slog.Logger // slog.Default when nil
	Atomic    Atomic       // nothing when nil
	// Problems, if set, writes what the server answers itself in a form of the
	// app's own; see WithProblems.
	Problems func(p *Problem, b []byte) (contentType string, body []byte)
	// HealthPath is where the server says how it is, outside the base path;
	// nowhere when empty. Health, if set, is asked first; see WithHealth.
	HealthPath string
	Health     func(context.Context) error
	// LogRequests has each request logged, with its status and how long it took.
	LogRequests bool
}

// Atomic runs a flow such that what it changes is kept as a whole if it
// returns nil, and not at all otherwise: in a transaction, with the context
// that it gives to the flow.
type Atomic func(ctx context.Context, flow func(ctx context.Context) error) error

// Timeouts bound how long a server waits. Zero means for ever.
type Timeouts struct {
	Header   time.Duration // to read a request's head
	Read     time.Duration // to read a request
	Write    time.Duration // from the end of a request's head to the end of its answer
	Idle     time.Duration // between two requests of a connection
	Flow     time.Duration // for a flow, which is canceled then
	Shutdown time.Duration // for running flows to end when the server stops
}

// Defaults returns the settings that apply when nothing is said.
func Defaults() Settings {
	return Settings{
		BasePath:  "/api",
		BodyLimit: 1 << 20,
		Timeouts: Timeouts{
			Header:   5 * time.Second,
			Read:     30 * time.Second,
			Write:    60 * time.Second,
			Idle:     2 * time.Minute,
			Shutdown: 10 * time.Second,
		},
	}
}

// Option changes the settings. A function of that shape that sets fields will
// do where none of this package's does.
type Option func(*Settings)

// With replaces all settings.
func With(settings Settings) Option { return func(s *Settings) { *s = settings } }

// WithBasePath sets what comes before every route's path; "" is nothing.
func WithBasePath(path string) Option { return func(s *Settings) { s.BasePath = path } }

// WithBodyLimit sets how many bytes a request's body may have.
func WithBodyLimit(bytes int64) Option { return func(s *Settings) { s.BodyLimit = bytes } }

// WithOrigins lets browsers call from pages of these web origins, such as
// `https://example.com`; `*` is any.
func WithOrigins(origins ...string) Option { return func(s *Settings) { s.Origins = origins } }

// WithTimeouts sets how long a server waits.
func WithTimeouts(timeouts Timeouts) Option { return func(s *Settings) { s.Timeouts = timeouts } }

// WithLogger sets where failures are logged, and requests if they are.
func WithLogger(logger *slog.Logger) Option { return func(s *Settings) { s.Logger = logger } }

// WithAtomic sets what the flows of requests run in that may change something,
// which are those of other methods than GET, HEAD, OPTIONS and TRACE. Their
// answers wait until all is kept. An answer with a status of 500 or above, as
// a flow that fails, leaves nothing changed.
func WithAtomic(atomic Atomic) Option { return func(s *Settings) { s.Atomic = atomic } }

// WithRequestLog has each request logged: its method, the path of its route, the
// status of its answer, how long it took, and its identity.
func WithRequestLog() Option { return func(s *Settings) { s.LogRequests = true } }

// WithProblems has what the server answers itself written in a form of the app's
// own, in the place of application/problem+json. The function appends the body to
// b and returns its type; it may set the problem's status to another one:
//
//	requesting.WithProblems(func(p *requesting.Problem, b []byte) (string, []byte) {
//		if p.Errors != nil {
//			p.Status = http.StatusUnprocessableEntity
//		}
//		b = append(b, `{"error":`...)
//		b = runtime.AppendString(b, p.Detail)
//		return "application/json", append(b, '}')
//	})
func WithProblems(write func(p *Problem, b []byte) (contentType string, body []byte)) Option {
	return func(s *Settings) { s.Problems = write }
}

// WithHealth has the server say at a path outside its base path how it is: 200 and
// `{"status":"ok"}`, or 503 where check returns an error, which goes to the log. A
// nil check is always well.
func WithHealth(path string, check func(context.Context) error) Option {
	return func(s *Settings) { s.HealthPath, s.Health = path, check }
}

// BindFlags lets flags of a command set the settings. Their defaults are what
// the settings hold now.
func (s *Settings) BindFlags(flags *flag.FlagSet) {
	flags.StringVar(&s.BasePath, "base-path", s.BasePath, "`path` before every route's path")
	flags.Int64Var(&s.BodyLimit, "body-limit", s.BodyLimit, "`bytes` that a request's body may have")
	flags.Func("cors-origin", "web `origins` that browsers may call from, with commas between; * is any", func(text string) error {
		s.Origins = strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
		return nil
	})
	flags.BoolVar(&s.LogRequests, "log-requests", s.LogRequests, "log each request")
	t := &s.Timeouts
	flags.DurationVar(&t.Header, "header-timeout", t.Header, "`time` to read a request's head")
	flags.DurationVar(&t.Read, "read-timeout", t.Read, "`time` to read a request")
	flags.DurationVar(&t.Write, "write-timeout", t.Write, "`time` to answer a request")
	flags.DurationVar(&t.Idle, "idle-timeout", t.Idle, "`time` between two requests of a connection")
	flags.DurationVar(&t.Flow, "flow-timeout", t.Flow, "`time` for a flow; 0 is for ever")
	flags.DurationVar(&t.Shutdown, "shutdown-timeout", t.Shutdown, "`time` for running flows to end when the server stops")
}

func newSettings(options []Option) *Settings {
	s := Defaults()
	for _, option := range options {
		option(&s)
	}
	if s.Logger == nil {
		s.Logger = slog.Default()
	}
	if s.BodyLimit <= 0 {
		s.BodyLimit = Defaults().BodyLimit
	}
	if s.BasePath = strings.Trim(s.BasePath, "/"); s.BasePath != "" {
		s.BasePath = "/" + s.BasePath
	}
	if s.HealthPath != "" && s.HealthPath[0] != '/' {
		s.HealthPath = "/" + s.HealthPath
	}
	return &s
}
