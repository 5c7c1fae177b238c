package specs

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/gen"
	"github.com/syncgen/syncgen/gen/scenario"
)

// The scenarios of an app pass, and see all of it: each sync, each outcome of an
// action, and each else.
func TestScenarios(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles programs")
	}
	for _, app := range []string{"focusreader", "conduit"} {
		t.Run(app, func(t *testing.T) {
			specs, err := dsl.Load(app)
			require.NoError(t, err)
			texts, err := dsl.LoadScenarios(app)
			require.NoError(t, err)
			p, findings := dsl.Check(app, specs)
			require.Empty(t, findings)
			scenarios, findings := scenario.Read(p, texts)
			require.Empty(t, findings)
			dir := filepath.Join("..", "generated", app)
			path, err := gen.ImportPath(dir)
			require.NoError(t, err)
			results, coverage, err := scenario.Run(p, scenarios, scenario.Stage{
				Dir: dir, Options: gen.Options{Package: app, ImportPath: path, Source: "specs/" + app, Version: "test"},
			})
			require.NoError(t, err)
			require.NotEmpty(t, results)
			routes := map[string]bool{}
			for _, r := range results {
				assert.Empty(t, r.Problems, r.Scenario.Name())
				routes[route(r.Scenario.Route.Endpoint())] = true
			}
			for _, r := range p.Routes() {
				assert.True(t, routes[route(r.Endpoint())], "no scenario is about %s", route(r.Endpoint()))
			}
			for _, part := range coverage.Parts() {
				assert.Empty(t, part.Missed, part.Kind)
			}
		})
	}
}

func route(method, path string) string { return method + " " + path }
