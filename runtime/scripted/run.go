package scripted

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strconv"
	"time"

	"github.com/syncgen/syncgen/runtime"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// Run is what the concepts of an app act in. It serves one flow at a time.
type Run struct {
	in    *json.Decoder
	out   *bufio.Writer
	now   time.Time
	ids   int
	ended *Ended
}

// New makes an app of concepts that act in a run.
type New func(run *Run, options ...runtime.Option) (any, error)

// Main runs flows until standard input ends. Entries are the functions that
// begin flows, where they are no methods of the app.
func Main(make New, entries map[string]any) {
	if err := Serve(os.Stdin, os.Stdout, make, entries); err != nil {
		log.Fatal(err)
	}
}

// Serve runs the flows that in asks for.
func Serve(in io.Reader, out io.Writer, make New, entries map[string]any) error {
	r := &Run{in: json.NewDecoder(in), out: bufio.NewWriter(out)}
	app, err := make(r, runtime.WithTracer(tracer{r}))
	if err != nil {
		return err
	}
	for {
		start := r.receive().Start
		if start == nil {
			return nil
		}
		r.ended, r.ids = &Ended{}, 0
		if r.now, err = time.Parse(dateTimeForm, start.Now); err != nil {
			return err
		}
		if start.Entry != "" {
			err = r.enter(app, start, entries)
		} else {
			err = r.request(app, start)
		}
		if err != nil {
			return err
		}
		r.send(Message{Ended: r.ended})
	}
}

// Options are those with which the app is to be made: the clock stands still,
// and identities are counted.
func (r *Run) Options(more ...runtime.Option) []runtime.Option {
	return append(more,
		runtime.WithIDs(func() string { r.ids++; return "id-" + strconv.Itoa(r.ids) }),
		runtime.WithClock(func() time.Time { return r.now }),
	)
}

func (r *Run) request(app any, start *Start) error {
	served, ok := app.(interface {
		Handler(options ...requesting.Option) http.Handler
	})
	if !ok {
		return fmt.Errorf("scripted: the app serves no requests")
	}
	req := httptest.NewRequest(start.Method, start.Target, bytes.NewReader(start.Body))
	if len(start.Body) > 0 {
		req.Header.Set("Content-Type", "application/json")
	}
	for name, value := range start.Headers {
		req.Header.Set(name, value)
	}
	answer := httptest.NewRecorder()
	quiet := requesting.WithLogger(slog.New(slog.DiscardHandler))
	served.Handler(requesting.WithBasePath(""), quiet).ServeHTTP(answer, req)
	r.ended.Status, r.ended.Headers, r.ended.Body = answer.Code, answer.Header(), answer.Body.String()
	return nil
}

// enter begins the flow of a system action: by a method of the app, or by a
// function that takes what flows share of it.
func (r *Run) enter(app any, start *Start, entries map[string]any) error {
	args := []reflect.Value{reflect.ValueOf(context.Background())}
	entry := reflect.ValueOf(app).MethodByName(start.Entry)
	if function, ok := entries[start.Entry]; ok {
		entry = reflect.ValueOf(function)
		args = append(args, reflect.ValueOf(app).Elem().Field(0))
	}
	if !entry.IsValid() {
		return fmt.Errorf("scripted: nothing is named %s that begins a flow", start.Entry)
	}
	if n := len(args); entry.Type().NumIn() > n {
		input := reflect.New(entry.Type().In(n)).Elem()
		if err := decode(start.Input, input); err != nil {
			return fmt.Errorf("scripted: the input of %s: %w", start.Entry, err)
		}
		args = append(args, input)
	}
	entry.Call(args)
	return nil
}

func (r *Run) send(m Message) {
	if err := json.NewEncoder(r.out).Encode(m); err == nil {
		_ = r.out.Flush() // where nobody listens any more, the next receive ends it
	}
}

func (r *Run) receive() (m Message) {
	if err := r.in.Decode(&m); err != nil {
		return Message{}
	}
	return m
}

// tracer tells of what the flow does and decides.
type tracer struct{ run *Run }

func (t tracer) Step(s *runtime.Step) {
	if s.Kind != runtime.ValueStep {
		sync, _ := s.Sync()
		t.run.send(Message{Step: &Step{Name: s.Name, Sync: sync.Name}})
	}
}

func (t tracer) Decided(d *runtime.Decision) {
	t.run.send(Message{Decided: &Decided{Sync: d.Rule().Name, Left: append([]int{}, d.Left...), Frames: d.Frames()}})
}

func (t tracer) Ended(end *runtime.FlowEnd) {
	t.run.ended.Flow = true
	// A refusal of the flow's first action is no failure.
	if _, refused := runtime.Refused(end.Err); end.Err != nil && !refused {
		t.run.ended.Failure = end.Err.Error()
	}
}
