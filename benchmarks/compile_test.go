package benchmarks

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

// The compile benchmarks run the command and the go command, as a user does:
// what they report is the processor time and the peak of memory of processes
// of their own. They take the specs of specs_test.go; those of 10,000 syncs are
// generated and built only where they are asked for:
//
//	go test -run '^$' -bench 'Check|Generate|GoBuild' ./benchmarks -large
var large = flag.Bool("large", false, "also generate and build the app of 10,000 syncs")

// sizes are the sizes of apps that a benchmark compiles.
func sizes(b *testing.B, each func(b *testing.B, syncs int)) {
	for _, syncs := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(syncs), func(b *testing.B) {
			if syncs > 1000 && !*large {
				b.Skip("asked for with -large")
			}
			each(b, syncs)
		})
	}
}

// BenchmarkCheck is `syncgen check` of correct specs.
func BenchmarkCheck(b *testing.B) {
	for _, syncs := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(syncs), func(b *testing.B) {
			app := newApp(b, syncs)
			var all usage
			for b.Loop() {
				all.add(app.syncgen("check", "--strict", "./specs/app"))
			}
			all.report(b, syncs)
		})
	}
}

// BenchmarkGenerate is `syncgen generate` into an empty folder.
func BenchmarkGenerate(b *testing.B) {
	sizes(b, func(b *testing.B, syncs int) {
		app := newApp(b, syncs)
		var all usage
		for b.Loop() {
			b.StopTimer()
			require.NoError(b, os.RemoveAll(app.path("generated")))
			b.StartTimer()
			all.add(app.syncgen("generate", "./specs/app"))
		}
		all.report(b, syncs)
	})
}

// BenchmarkGenerateUnchanged is `syncgen generate` where the output is that of
// the specs already.
func BenchmarkGenerateUnchanged(b *testing.B) {
	sizes(b, func(b *testing.B, syncs int) {
		app := newApp(b, syncs)
		app.syncgen("generate", "./specs/app")
		var all usage
		for b.Loop() {
			all.add(app.syncgen("generate", "./specs/app"))
		}
		all.report(b, syncs)
	})
}

// BenchmarkGoBuild is `go build` of what is generated: for the first time, and
// after changes of the specs, each generated before the clock starts. The
// standard library and syncgen's runtime are built already.
func BenchmarkGoBuild(b *testing.B) {
	sizes(b, func(b *testing.B, syncs int) {
		app := newApp(b, syncs)
		app.warmUp()
		n := 0
		for _, step := range []struct {
			name   string
			change func()
		}{
			// Another module path makes the go command forget what it has built.
			{"first", func() { app.write("go.mod", app.goMod(fmt.Sprint("app", n))) }},
			{"a text changed", func() { app.edit(`"popular: `, fmt.Sprintf(`"popular %d: `, n)) }},
			{"a line added", func() { app.edit("// Those that", fmt.Sprintf("// %d\n// Those that", n)) }},
			{"a sync added", func() { app.edit("sync ", fmt.Sprintf(addedSpec, n)+"sync ") }},
		} {
			b.Run(step.name, func(b *testing.B) {
				var all usage
				built := 0
				for b.Loop() {
					b.StopTimer()
					n++
					if step.name != "first" {
						app.edit("", "")
						app.syncgen("generate", "./specs/app")
						app.run("go", "build", "./generated/...")
					}
					step.change()
					app.syncgen("generate", "./specs/app")
					b.StartTimer()
					used, output := app.run("go", "build", "-v", "./generated/...")
					built += strings.Count(output, "\n")
					all.add(used)
				}
				all.report(b, syncs)
				b.ReportMetric(float64(built)/float64(all.runs), "packages")
			})
		}
	})
}

// TestLargeApp has an app compiled and vetted whose flows have packages of
// their own.
func TestLargeApp(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles")
	}
	app := newApp(t, 300)
	app.syncgen("check", "--strict", "./specs/app")
	app.syncgen("fmt", "--check", "./specs/app")
	app.syncgen("generate", "./specs/app")
	require.DirExists(t, app.path("generated/app/flows00"))
	app.run("go", "vet", "./...")
}

// app is a module with the specs of an app.
type app struct {
	tb      testing.TB
	syncs   int
	dir     string
	command string // syncgen
	repo    string
	cache   string   // of the go command; the user's own when empty
	edited  dsl.Text // as it was
}

func newApp(tb testing.TB, syncs int) *app {
	repo, err := filepath.Abs("..")
	require.NoError(tb, err)
	a := &app{tb: tb, syncs: syncs, dir: tb.TempDir(), repo: repo}
	sum, err := os.ReadFile(filepath.Join(repo, "go.sum"))
	require.NoError(tb, err)
	a.write("go.mod", a.goMod("app"))
	a.write("go.sum", string(sum))
	for _, t := range bigApp("specs/app", syncs) {
		a.write(t.Path, t.Text)
	}
	a.command = filepath.Join(tb.TempDir(), "syncgen")
	build := exec.Command("go", "build", "-o", a.command, "./cmd/syncgen")
	build.Dir = repo
	text, err := build.CombinedOutput()
	require.NoError(tb, err, "%s", text)
	return a
}

func (a *app) goMod(module string) string {
	return "module " + module + "\n\ngo 1.26\n\nrequire github.com/syncgen/syncgen v0.0.0\n\n" +
		"replace github.com/syncgen/syncgen => " + a.repo + "\n"
}

// warmUp gives the go command a cache of its own that has all that the app's
// packages import.
func (a *app) warmUp() {
	a.cache = a.tb.TempDir()
	a.write("warm/warm.go", "package warm\n\nimport (\n\t_ \"github.com/syncgen/syncgen/runtime/requesting\"\n\t_ \"slices\"\n\t_ \"strconv\"\n)\n")
	a.run("go", "build", "./warm")
}

func (a *app) path(name string) string { return filepath.Join(a.dir, filepath.FromSlash(name)) }

func (a *app) write(name, text string) {
	require.NoError(a.tb, os.MkdirAll(filepath.Dir(a.path(name)), 0o755))
	require.NoError(a.tb, os.WriteFile(a.path(name), []byte(text), 0o644))
}

// edit replaces a text where it stands first in the file of routes in the
// middle, as that was before all edits.
func (a *app) edit(old, replacement string) {
	if a.edited.Path == "" {
		texts := bigApp("specs/app", a.syncs)
		a.edited = texts[len(texts)-a.syncs/routeSyncs/fileRoutes/2-1]
	}
	require.Contains(a.tb, a.edited.Text, old)
	a.write(a.edited.Path, strings.Replace(a.edited.Text, old, replacement, 1))
}

// addedSpec is a sync for routes that sign in.
const addedSpec = `sync Added%d
when
  Requesting.request (path: "/articles/add0")
  ArticleKeeping.add (owner) : (article: _)
then
  NoteKeeping.note (owner, text: "added", at: now ())

`

func (a *app) syncgen(args ...string) usage {
	used, _ := a.run(a.command, args...)
	return used
}

// run runs a command in the module and returns what it took, and what it said.
func (a *app) run(name string, args ...string) (usage, string) {
	command := exec.Command(name, args...)
	command.Dir = a.dir
	// The module has no sums of its own to check, and is no part of a workspace.
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off")
	if a.cache != "" {
		command.Env = append(command.Env, "GOCACHE="+a.cache)
	}
	if name == a.command {
		command.Env = append(command.Env, "XDG_CACHE_HOME="+a.path(".cache"))
	}
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	begun := time.Now()
	err := command.Run()
	require.NoError(a.tb, err, "%s: %s", command, &output)
	return usageOf(command.ProcessState, time.Since(begun)), output.String()
}

// usage is what runs of a command took.
type usage struct {
	runs      int
	cpu, wall time.Duration
	memory    int64 // the peak, in bytes
}

func usageOf(state *os.ProcessState, wall time.Duration) usage {
	u := usage{runs: 1, cpu: state.UserTime() + state.SystemTime(), wall: wall}
	if r, ok := state.SysUsage().(*syscall.Rusage); ok {
		u.memory = r.Maxrss << 10
	}
	return u
}

func (u *usage) add(other usage) {
	u.runs += other.runs
	u.cpu += other.cpu
	u.wall += other.wall
	u.memory = max(u.memory, other.memory)
}

func (u *usage) report(b *testing.B, syncs int) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(u.cpu.Seconds()/float64(u.runs), "cpu-s/op")
	b.ReportMetric(u.wall.Seconds()/float64(u.runs), "wall-s/op")
	b.ReportMetric(u.cpu.Seconds()*1000/float64(u.runs*syncs), "cpu-ms/sync")
	b.ReportMetric(float64(u.memory)/(1<<20), "peak-MB")
}
