package requesting_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/syncgen/syncgen/runtime/requesting"
)

// BenchmarkRead reads the body of a sign-in, and of an article with nested
// records, as emitted code does, beside encoding/json.
func BenchmarkRead(b *testing.B) {
	bodies := map[string]string{
		"login":   bobLogin,
		"article": `{"id":"a1","text":"A text that is somewhat longer, as articles are. It ends here.","number":2.5,"flag":true,"tags":["go","sync","spec"],"author":{"name":"Bob","email":"bob@example.com","nicks":["b"]},"limit":20}`,
	}
	for name, body := range bodies {
		b.Run(name, func(b *testing.B) {
			benchmarkServe(b, body, func(x *requesting.Exchange) error {
				_, err := readEverything(x)
				return err
			})
		})
		b.Run(name+"/encoding-json", func(b *testing.B) {
			benchmarkServe(b, body, func(x *requesting.Exchange) error {
				var in everythingJSON
				return json.NewDecoder(x.HTTP().Body).Decode(&in)
			})
		})
	}
}

type everythingJSON struct {
	ID, Text, Username, Password string
	Integer                      int64
	Number                       float64
	Flag                         bool
	Limit                        *int64
	Tags                         []string
	Author                       author
}

// benchmarkServe measures a whole request, net/http's own part aside.
func benchmarkServe(b *testing.B, body string, serve func(*requesting.Exchange) error) {
	b.Helper()
	answer := []byte("{}")
	handler := newHandler(&app{serve: func(x *requesting.Exchange) error {
		if err := serve(x); err != nil {
			return err
		}
		return x.Answer(0, nil, append(x.Buffer(), answer...))
	}})
	reader := strings.NewReader(body)
	request := httptest.NewRequest(http.MethodPost, "/api/custom", reader)
	request.Header.Set("Content-Type", "application/json")
	writer := quietWriter{http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		reader.Reset(body)
		request.Body = io.NopCloser(reader)
		handler.ServeHTTP(writer, request)
	}
}

type quietWriter struct{ header http.Header }

func (w quietWriter) Header() http.Header         { return w.header }
func (w quietWriter) WriteHeader(int)             {}
func (w quietWriter) Write(b []byte) (int, error) { return len(b), nil }

// BenchmarkHTTP serves sign-ins over loopback, beside a handler written by
// hand with encoding/json.
func BenchmarkHTTP(b *testing.B) {
	byHand := http.NewServeMux()
	byHand.HandleFunc("POST /api/auth/login", func(w http.ResponseWriter, r *http.Request) {
		var in struct{ Username, Password string }
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&in); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"user": "u1", "session": "s1"})
	})
	handlers := map[string]http.Handler{"by hand": byHand, "requesting": newHandler(&app{login: answerBob})}
	for name, handler := range handlers {
		b.Run(name, func(b *testing.B) {
			server := httptest.NewServer(handler)
			defer server.Close()
			b.ReportAllocs()
			for b.Loop() {
				status, _, err := post(context.Background(), server.URL+"/api/auth/login", bobLogin)
				if err != nil || status != 200 {
					b.Fatal(status, err)
				}
			}
		})
	}
}
