package randomspec_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
	"github.com/syncgen/syncgen/gen/internal/semantics/randomspec"
)

// seeds is how many programs each test makes.
const seeds = 300

func text(seed uint64) string {
	files := randomspec.Generate(seed)
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(files)) {
		b.WriteString(files[path])
	}
	return b.String()
}

// TestProgramsPassTheCheck allows for a few that do not: what type a further
// value of a request has can depend on all of its uses.
func TestProgramsPassTheCheck(t *testing.T) {
	rejected := 0
	for seed := range uint64(seeds) {
		if _, err := checked.Program(randomspec.Generate(seed)); err != nil {
			rejected++
			t.Logf("seed %d: %v", seed, err)
		}
	}
	assert.LessOrEqual(t, rejected, seeds/100)
}

func TestOneSeedMakesOneProgram(t *testing.T) {
	for seed := range uint64(20) {
		assert.Equal(t, text(seed), text(seed))
	}
	assert.NotEqual(t, text(1), text(2))
}

// TestProgramsHaveEveryForm says what random programs are made of: each form
// must be in many of them, so that none is left out unnoticed.
func TestProgramsHaveEveryForm(t *testing.T) {
	forms := map[string]string{
		"a system action":              `\bsystem `,
		"a refusal":                    `: \(error: String\)`,
		"a refusal with more results":  `: \(error: String, \w+`,
		"a type parameter":             `concept \w+ \[\w+\]`,
		"two type parameters":          `concept \w+ \[\w+, \w+`,
		"an optional result":           `\w+\?: \w+`,
		"further values":               `, \.\.\.\)`,
		"a query of one row":           `: one \(`,
		"a query of a row or none":     `: optional \(`,
		"a batch query of rows":        `\n  batch _get\w \(.+\) : \(`,
		"a batch query of one row":     `\n  batch _get\w \(.+\) : one \(`,
		"a batch query of a row":       `\n  batch _get\w \(.+\) : optional \(`,
		"a block in a block":           `\n      (\w+ = |some |none ).*\{\n`,
		"a route":                      `Requesting\.request \(path: `,
		"a route with a method":        `Requesting\.request \(method: `,
		"a pattern of all routes":      `Requesting\.request \(\)|Requesting\.request \([a-oq-z]`,
		"a header":                     `Requesting\.request \(.*headers: \{ \w+`,
		"an answer":                    `  Requesting\.respond \(request`,
		"a sync that awaits an answer": `when\n(  .*\n)*  Requesting\.respond \(`,
		"two patterns":                 `when\n  .*\n  `,
		"three patterns":               `when\n  .*\n  .*\n  `,
		"a refusal waited for":         `\) : \(.*\berror\b`,
		"a literal in a pattern":       `when\n  .*\(\w+: ("|\d)`,
		"an optional match":            `when\n  .*\w+\?`,
		"a default":                    `\w+\?(: \w+)? = `,
		"a nested match":               `when\n  .*\w+: \{ first`,
		"a record that may be absent":  `\w\?: \{ first`,
		"an if without else":           `if [^{}\n]* then \w+\)`,
		"what is after a prefix":       `\bafter \(`,
		"a filter":                     `\n  \(.*\)\n`,
		"a view":                       `\nview `,
		"a view with an else":          `  View.* else `,
		"a view in a block":            `\n      View`,
		"a binding with an else":       `\n  \w+ = \w+( \?\? \w+)? else `,
		"an else":                      `\belse \w+\.`,
		"an else of several actions":   `\belse \{\n`,
		"a loop":                       `\n  for \w+ in `,
		"a condition on rows":          `\n  (some|none) \{`,
		"a binding":                    `\n  \w+ = [^cfsmn]`,
		"collect":                      `= collect \(`,
		"collect of records":           `= collect \(\w+, `,
		"first":                        `= first \(`,
		"count":                        `= count \{`,
		"sum":                          `= sum \(`,
		"min":                          `= min \(`,
		"max":                          `= max \(`,
		"some as a value":              `= some \{`,
		"a default of an aggregate":    `\n    \} else "`,
		"order":                        `order by \w+`,
		"limit":                        `\n      limit `,
		"a guard":                      `\nguard |^guard `,
		"a use of a guard":             `\n  Guard\d \(`,
		"an instance":                  `(?m)^use \w+ as \w+$`,
		"an instance's action called":  `then\n(  .*\n)*  (Roaming|Zoning)\.[a-z]`,
		"an instance waited for":       `when\n(  .*\n)*  (Roaming|Zoning)\.[a-z]`,
		"an instance asked":            `(Roaming|Zoning)\._get`,
		"a cycle with a counter":       `n: \w+ \+ 1`,
		"a made identity":              `uuid \(\)`,
		"the time":                     `now \(\)`,
		"a comparison with null":       `[=!]= null\b`,
		"a value or null":              `\?\? null\)`,
		"an answer with null":          `orNull: \w+ \?\? null`,
	}
	programs := make([]string, seeds)
	for seed := range programs {
		programs[seed] = text(uint64(seed))
	}
	for form, pattern := range forms {
		found := 0
		for _, p := range programs {
			if regexp.MustCompile(pattern).MatchString(p) {
				found++
			}
		}
		assert.GreaterOrEqual(t, found, 3, form)
	}
}

// TestProgramsDoSomething holds the flows of random programs to a mix that
// tests much: many of several actions, all ways to fail, most syncs firing.
func TestProgramsDoSomething(t *testing.T) {
	flows, long, syncs := 0, 0, 0
	failures := map[string]int{}
	fired := map[string]bool{}
	for seed := range uint64(100) {
		p, err := checked.Program(randomspec.Generate(seed))
		if err != nil {
			continue
		}
		syncs += len(p.Syncs)
		for _, c := range driver.Cases(p, 16) {
			trace := driver.Expected(p, c)
			flows++
			failures[trace.Failure]++
			if len(trace.Causes) >= 4 {
				long++
			}
			for _, cause := range trace.Causes {
				name, _, _ := strings.Cut(cause, ":")
				fired[fmt.Sprint(seed, name)] = true
			}
		}
	}
	assert.Greater(t, long, flows/4, "flows of four actions and more")
	assert.Greater(t, len(fired), syncs*3/5, "syncs that fire")
	assert.GreaterOrEqual(t, len(failures), 6, "ways to end: %v", failures)
	t.Logf("%d flows of %d syncs, %d long; %v", flows, syncs, long, failures)
}
