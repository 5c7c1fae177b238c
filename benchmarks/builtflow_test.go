package benchmarks

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/require"
)

// BenchmarkBuiltFlow runs one and the same flow in apps of other sizes: 30 and
// 100 routes, and 1,000 with -large. What it has to do does not depend on what
// else there is in the app.
func BenchmarkBuiltFlow(b *testing.B) {
	counts := []int{300, 1000}
	if *large {
		counts = append(counts, 10_000)
	}
	programs := make([]*app, len(counts))
	for i, syncs := range counts {
		programs[i] = newApp(b, syncs)
		programs[i].buildFlow()
	}
	times := make([][]float64, len(counts))
	for b.Loop() {
		for i, p := range programs {
			_, output := p.run(p.path("measure"))
			ns, err := strconv.ParseFloat(strings.TrimSpace(output), 64)
			require.NoError(b, err)
			times[i] = append(times[i], ns)
		}
	}
	b.ReportMetric(0, "ns/op")
	for i, syncs := range counts {
		b.ReportMetric(quartile(times[i]), strconv.Itoa(syncs/routeSyncs)+"-routes-cpu-ns")
	}
}

// buildFlow builds the program measure, which runs a flow of the app's first
// route again and again, and prints the processor time of one.
func (a *app) buildFlow() {
	a.syncgen("generate", "./specs/app")
	r := routeNumber(0)
	found, err := filepath.Glob(a.path("generated/app/flows*/articles_add0_flow.go"))
	require.NoError(a.tb, err)
	require.Len(a.tb, found, 1)
	a.write("cmd/measure/main.go", fill(measureProgram, struct {
		route
		Flows  string
		Acting []noun
		Idle   []noun
	}{r, filepath.Base(filepath.Dir(found[0])), []noun{r.A, r.B, r.C, r.D}, except(nouns(), r.A, r.B, r.C, r.D)}))
	a.run("go", "build", "-o", "measure", "./cmd/measure")
}

func except(list []noun, left ...noun) []noun {
	var rest []noun
	for _, n := range list {
		keep := true
		for _, l := range left {
			keep = keep && n != l
		}
		if keep {
			rest = append(rest, n)
		}
	}
	return rest
}

func (n noun) Package() string { return strings.ToLower(n.Concept()) }

var measureProgram = template.Must(template.New("measure").Parse(`package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"syscall"

	"app/generated/app"
	"app/generated/app/{{.Flows}}"
	"app/generated/app/profile"
	"app/generated/app/sessioning"
{{- range .Acting}}
	"app/generated/app/{{.Package}}"
{{- end}}
{{- range .Idle}}
	"app/generated/app/{{.Package}}"
{{- end}}
)

type sessions struct{ sessioning.Concept }

func (sessions) GetUser(context.Context, sessioning.GetUserInput) (sessioning.GetUserRow, bool, error) {
	return sessioning.GetUserRow{User: "u1"}, true, nil
}
{{range .Acting}}
type {{.Name}} struct{ {{.Package}}.Concept }

func ({{.Name}}) Add(context.Context, {{.Package}}.AddInput) ({{.Package}}.AddOutput, error) {
	return {{.Package}}.AddOutput{ {{.Type}}: "1"}, nil
}

func ({{.Name}}) Note(context.Context, {{.Package}}.NoteInput) ({{.Package}}.NoteOutput, error) {
	return {{.Package}}.NoteOutput{Count: 1}, nil
}

func ({{.Name}}) GetByOwner(context.Context, {{.Package}}.GetByOwnerInput) ([]{{.Package}}.GetByOwnerRow, error) {
	return nil, nil
}
{{end}}
func main() {
	a, err := app.New(app.Concepts{
		Profile:    struct{ profile.Concept }{},
		Sessioning: sessions{},
{{- range .Acting}}
		{{.Concept}}: {{.Name}}{},
{{- end}}
{{- range .Idle}}
		{{.Concept}}: struct{ {{.Package}}.Concept }{},
{{- end}}
	})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	const flows = 20_000
	var turns []float64
	for range 20 {
		before := cpu()
		for range flows {
			out, err := {{.Flows}}.ArticlesAdd0(context.Background(), a.App, {{.Flows}}.ArticlesAdd0Input{Request: "r1", Session: "s1", Title: "t", Text: "x"})
			if err != nil || !out.Answered() {
				fmt.Println(out, err)
				os.Exit(1)
			}
		}
		turns = append(turns, float64(cpu()-before)/flows)
	}
	slices.Sort(turns)
	fmt.Println(turns[len(turns)/4])
}

func cpu() int64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}
`))
