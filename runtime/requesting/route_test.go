package requesting

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func routerOf(t testing.TB, routes ...string) *router {
	t.Helper()
	r := &router{literal: map[string]*endpoint{}}
	for i, route := range routes {
		var name, path string
		_, err := fmt.Sscan(route, &name, &path)
		require.NoError(t, err)
		require.NoError(t, r.add(i, name, path))
	}
	return r
}

func TestRouter(t *testing.T) {
	r := routerOf(t,
		"POST /documents", "GET /documents/new", "GET /documents/{id}", "POST /documents/{name}", "GET /documents/{id}/notes/{note}",
		"GET /{kind}/new/notes/last", "GET /{kind}/{id}/last", "GET /", "PUT /a//b", "GET /documents/{id}/notes/")
	tests := []struct {
		method, path string
		escaped      bool
		route        int // -1: none
		values       []string
	}{
		{"POST", "/documents", false, 0, nil},
		{"GET", "/documents", false, -1, nil},
		{"GET", "/documents/new", false, 1, nil},
		{"HEAD", "/documents/new", false, 1, nil},
		{"POST", "/documents/new", false, 3, []string{"new"}},
		{"GET", "/documents/7", false, 2, []string{"7"}},
		{"POST", "/documents/7", false, 3, []string{"7"}},
		{"GET", "/documents/", false, -1, nil},
		{"GET", "/documents/7/notes/8", false, 4, []string{"7", "8"}},
		{"GET", "/documents/new/notes/last", false, 4, []string{"new", "last"}},
		{"GET", "/books/new/notes/last", false, 5, []string{"books"}},
		{"GET", "/documents/7/last", false, 6, []string{"documents", "7"}},
		{"GET", "/", false, 7, nil},
		{"PUT", "/a//b", false, 8, nil},
		{"GET", "/documents/7/notes/", false, 9, []string{"7"}},
		{"GET", "/documents/a%2Fb", true, 2, []string{"a/b"}},
		{"GET", "/d%6Fcuments/n%65w", true, 1, nil},
		{"GET", "/documents/%zz", true, 2, []string{"%zz"}},
		{"GET", "", false, -1, nil},
	}
	for _, test := range tests {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			m, values := r.find(test.method, test.path, test.escaped, nil)
			if test.route < 0 {
				assert.Nil(t, m)
				return
			}
			require.NotNil(t, m)
			assert.Equal(t, test.route, m.route)
			assert.Equal(t, test.values, values)
			assert.Len(t, m.names, len(values))
		})
	}
	assert.Equal(t, []string{"GET", "HEAD", "OPTIONS", "POST"}, r.allowed("/documents/new", false))
	assert.Nil(t, r.allowed("/nothing", false))
}

func TestRouterRefuses(t *testing.T) {
	r := &router{literal: map[string]*endpoint{}}
	assert.EqualError(t, r.add(0, "", "auth"), "the path `auth` does not begin with a slash")
	assert.EqualError(t, r.add(0, "", "/a/{b}c"), "the segment `{b}c` of the path `/a/{b}c` is neither plain text nor one `{name}`")
	require.NoError(t, r.add(0, "", "/a/{b}"))
	assert.EqualError(t, r.add(1, "POST", "/a/{c}"), "`POST /a/{c}` is in the table twice")

	assert.PanicsWithValue(t, "requesting: the path `auth` does not begin with a slash", func() {
		NewHandler(0, []Route[int]{{Path: "auth"}})
	})
}

// BenchmarkRoute finds a route among 1 to 10,000.
func BenchmarkRoute(b *testing.B) {
	for _, n := range []int{1, 100, 10_000} {
		literal, named := &router{literal: map[string]*endpoint{}}, &router{literal: map[string]*endpoint{}}
		for i := range n {
			require.NoError(b, literal.add(i, "POST", "/auth"+strconv.Itoa(i)+"/login"))
			require.NoError(b, named.add(i, "GET", "/documents"+strconv.Itoa(i)+"/{id}"))
		}
		values := make([]string, 0, 4)
		b.Run("literal/"+strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			path := "/auth" + strconv.Itoa(n/2) + "/login"
			for b.Loop() {
				literal.find(http.MethodPost, path, false, values)
			}
		})
		b.Run("named/"+strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			path := "/documents" + strconv.Itoa(n/2) + "/7"
			for b.Loop() {
				named.find(http.MethodGet, path, false, values)
			}
		})
	}
}

// TestReleasedExchangeHoldsNothing looks into the memory that the next request
// will get.
func TestReleasedExchangeHoldsNothing(t *testing.T) {
	const password = "s3cret-password"
	x := &Exchange{
		body: []byte(password), out: []byte(password), values: []string{password}, method: &method{},
		http: httptest.NewRequest("GET", "/", nil), writer: httptest.NewRecorder(),
	}
	x.reader.frames = append(x.reader.frames, frame{fields: []Field{{Name: password}}})
	x.reader.errors = append(x.reader.errors, FieldError{Name: password})
	body, out, values := x.body[:len(password)], x.out[:len(password)], x.values[:1]
	x.release()
	assert.Equal(t, make([]byte, len(password)), body)
	assert.Equal(t, make([]byte, len(password)), out)
	assert.Equal(t, []string{""}, values)

	large := &Exchange{body: make([]byte, 0, keptBuffer+1)}
	large.release()
	assert.Nil(t, large.body, "a large body does not stay")
}
