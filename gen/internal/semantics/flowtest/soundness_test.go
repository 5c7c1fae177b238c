// Package flowtest holds the flow analysis to what it claims: it runs flows of
// random programs by the reference interpreter and compares what they did with
// what was proved of them. No code is compiled for that.
package flowtest

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/flow"
	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
	"github.com/syncgen/syncgen/gen/internal/semantics/randomspec"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/gen/internal/semantics/world"
)

var (
	programs = flag.Int("programs", 250, "how many random programs to follow")
	flows    = flag.Int("flows", 120, "how many flows to run from each root of each")
	first    = flag.Uint64("seed", 1, "the seed of the first program; the others follow")
	unshown  = flag.Bool("unshown", false, "print the errors that no flow showed, with their programs")
)

// TestNearlyRightPrograms compares programs that were made to answer exactly
// once, half of which were broken afterwards.
func TestNearlyRightPrograms(t *testing.T) {
	s := &sums{}
	right, proved := 0, 0
	for seed := *first; seed < *first+uint64(*programs); seed++ {
		files, broken := nearlyRight(seed)
		p, err := checked.Program(files)
		if err != nil {
			require.NotEmpty(t, broken, "seed %d:\n%v\n%s", seed, err, files["rules.sync"])
			s.refused++
			continue
		}
		f := follow(p)
		s.add(t, fmt.Sprintf("seed %d, broken by %q", seed, broken), files["rules.sync"], f)
		if len(broken) == 0 {
			for _, r := range f.routes {
				if !r.proof.Owed || r.proof.Why != "" {
					continue
				}
				right++
				assert.Zero(t, r.unanswered+r.twice, "a program that was to be right is not: seed %d\n%s", seed, files["rules.sync"])
				if r.proof.Proved {
					proved++
				} else if *unshown {
					t.Logf("%s is right and not proved, of seed %d:\n%s\n%s", flow.RouteName(r.proof.Route), seed, say(r.findings), files["rules.sync"])
				}
			}
		}
	}
	s.log(t)
	t.Logf("%d of %d routes that are right are proved", proved, right)
	assert.Greater(t, proved, right*9/10, "routes that are right and proved")
	assert.Greater(t, s.proved, *programs/2, "routes that are proved")
	assert.Greater(t, s.shown, *programs/5, "routes with an error that a flow shows")
	assert.Greater(t, right, *programs/5, "routes of programs that are right")
}

// TestRandomPrograms compares programs of every form. Hardly any of them
// answers exactly once.
func TestRandomPrograms(t *testing.T) {
	s := &sums{}
	for seed := *first; seed < *first+uint64(*programs/2); seed++ {
		files := randomspec.Generate(seed)
		p, err := checked.Program(files)
		if err != nil {
			s.refused++
			continue
		}
		text := ""
		for _, path := range slices.Sorted(maps.Keys(files)) {
			text += files[path]
		}
		s.add(t, fmt.Sprintf("seed %d", seed), text, follow(p))
	}
	s.log(t)
	assert.Greater(t, s.shown, *programs/10, "routes with an error that a flow shows")
	assert.Positive(t, s.dead, "syncs that never fire")
}

// followed is what flows of a program did, beside what the analysis says.
type followed struct {
	routes []*route
	dead   []string // reported to be so
	fired  map[string]string
}

// route counts the flows of a route.
type route struct {
	proof    *flow.Proof
	findings diagnostic.List // those about its answers
	flows    int             // that nothing broke off

	unanswered, twice int
	example           string // of a flow that is not answered exactly once
}

func follow(p *program.Program) *followed {
	analysis := flow.Analyze(p)
	f := &followed{fired: map[string]string{}}
	for _, proof := range analysis.Routes {
		r := &route{proof: proof}
		for _, d := range analysis.Findings {
			if strings.HasPrefix(d.Message, "`"+flow.RouteName(proof.Route)+"`") {
				r.findings = append(r.findings, d)
			}
		}
		f.routes = append(f.routes, r)
	}
	for _, d := range analysis.Findings {
		if d.Code == diagnostic.DeadSync {
			f.dead = append(f.dead, strings.Split(d.Message, "`")[1])
		}
	}
	for _, c := range driver.Cases(p, *flows) {
		trace := driver.Expected(p, c)
		for _, cause := range trace.Causes {
			name, _, _ := strings.Cut(cause, ":")
			f.fired[name] = fmt.Sprintf("%+v", c)
		}
		if r := f.of(p, c); r != nil && r.proof.Owed {
			r.count(p, c, trace)
		}
	}
	return f
}

// of is the route of a flow: of those whose literals it has, the one with most.
func (f *followed) of(p *program.Program, c driver.Case) *route {
	var best *route
	for _, r := range f.routes {
		root := r.proof.Route.Root
		if root.FullName() != c.Root {
			continue
		}
		inputs := value.Record{{Name: "method", Value: c.Method}, {Name: "path", Value: c.Path}}
		if !root.Concept.BuiltIn {
			inputs = world.Inputs(c.Seed, root.Params)
		}
		has := func(l program.RouteLiteral) bool { return value.Equal(inputs.Get(l.Name), l.Value) }
		lacks := func(l program.RouteLiteral) bool { return !has(l) }
		if slices.ContainsFunc(r.proof.Route.Literals, lacks) {
			continue
		}
		if best == nil || len(r.proof.Route.Literals) > len(best.proof.Route.Literals) {
			best = r
		}
	}
	return best
}

// count notes how often a flow was answered.
func (r *route) count(p *program.Program, c driver.Case, trace *driver.Trace) {
	answers := 0
	for _, cause := range trace.Causes {
		_, name, _ := strings.Cut(cause, ": ")
		for _, a := range r.proof.Route.Root.Concept.Actions {
			if a.Answers == r.proof.Route.Root && a.FullName() == name {
				answers++
			}
		}
	}
	switch trace.Failure {
	case "", "the flow ended without an answer":
	case "a request was answered twice":
		answers = 2
	default:
		if answers < 2 {
			return
		}
	}
	r.flows++
	if answers == 0 {
		r.unanswered++
	}
	if answers > 1 {
		r.twice++
	}
	if answers != 1 && r.example == "" {
		r.example = fmt.Sprintf("%+v\n%s", c, trace)
	}
}

// has reports whether there is a finding of a code that is an error.
func (r *route) has(code diagnostic.Code) bool {
	return slices.ContainsFunc(r.findings, func(d diagnostic.Diagnostic) bool {
		return d.Code == code && d.Severity == diagnostic.Error
	})
}

// sums are the numbers of many programs.
type sums struct {
	refused, proved, unproved, flows int
	errors, shown, doubted           int
	dead                             int
}

// add compares a program's flows with its analysis.
func (s *sums) add(t *testing.T, name, text string, f *followed) {
	for _, dead := range f.dead {
		s.dead++
		assert.NotContains(t, f.fired, dead, "sync %s is said to be dead, of %s:\n%s", dead, name, text)
	}
	for _, r := range f.routes {
		if !r.proof.Owed || r.proof.Why != "" {
			continue
		}
		s.flows += r.flows
		if r.proof.Proved {
			s.proved++
			assert.Empty(t, r.example, "%s is proved, of %s:\n%s", flow.RouteName(r.proof.Route), name, text)
			continue
		}
		s.unproved++
		wrong := false
		for code, count := range map[diagnostic.Code]int{diagnostic.UnansweredRequest: r.unanswered, diagnostic.AnsweredTwice: r.twice} {
			if !r.has(code) {
				continue
			}
			wrong = true
			s.errors++
			if count > 0 {
				s.shown++
			} else if *unshown {
				t.Logf("%s has no flow that shows its %s, of %s:\n%s\n%s", flow.RouteName(r.proof.Route), code, name, say(r.findings), text)
			}
		}
		if !wrong {
			s.doubted++
		}
	}
}

func say(list diagnostic.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s: %s\n", d.Code, d.Message)
		for _, step := range d.Trail {
			fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", step.Depth+1), step.Text)
		}
	}
	return b.String()
}

func (s *sums) log(t *testing.T) {
	t.Logf("%d flows; %d routes are proved, %d are not, %d of these with warnings only; flows show %d of %d errors; %d programs do not pass the check",
		s.flows, s.proved, s.unproved, s.doubted, s.shown, s.errors, s.refused)
}
