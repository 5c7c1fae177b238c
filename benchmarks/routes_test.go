package benchmarks

import (
	"fmt"
	"testing"

	"github.com/syncgen/syncgen/generated/focusreader"
	"github.com/syncgen/syncgen/runtime/requesting"
)

// BenchmarkRoutes handles logins, in an app that has so many routes beside that
// of the login. Flows know nothing of each other (see BenchmarkBuiltFlow), so
// the table of routes is all that could make a difference.
func BenchmarkRoutes(b *testing.B) {
	app := loginApp(b, idleConcepts())
	var contenders []contender
	for _, count := range []int{1, 100, 10_000} {
		handler := requesting.NewHandler(app, manyRoutes(app, count))
		contenders = append(contenders, contender{fmt.Sprint(count), handleLogins(handler)})
	}
	beside(b, contenders...)
}

// BenchmarkRoutesOfSegments is the same with routes that take values from
// their path.
func BenchmarkRoutesOfSegments(b *testing.B) {
	app := loginApp(b, idleConcepts())
	var contenders []contender
	for _, count := range []int{1, 100, 10_000} {
		routes := manyRoutes(app, count)
		for i := range routes {
			routes[i].Path = "/{owner}" + routes[i].Path
		}
		handler := requesting.NewHandler(app, routes)
		contenders = append(contenders, contender{fmt.Sprint(count), handleRequests(handler, "/api/bob/auth/login", loginBody)})
	}
	beside(b, contenders...)
}

// manyRoutes is the table with the route of the login and so many others.
func manyRoutes(app *focusreader.App, others int) []requesting.Route[*focusreader.App] {
	var routes []requesting.Route[*focusreader.App]
	for _, r := range app.Routes() {
		if "/api"+r.Path == loginPath {
			routes = append(routes, r)
		}
	}
	for n := range others {
		routes = append(routes, requesting.Route[*focusreader.App]{
			Path:  routeNumber(n).Path(),
			Serve: func(*focusreader.App, *requesting.Exchange) error { return nil },
		})
	}
	return routes
}
