package drive

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/syncgen/syncgen/runtime"
)

// Coverage is a tracer that notes which syncs fired, and which guards failed.
type Coverage struct {
	mu     sync.Mutex
	app    App
	fired  map[string]bool
	failed map[string]bool // by sync and line
}

func (c *Coverage) of(app App) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.app == nil {
		c.app, c.fired, c.failed = app, map[string]bool{}, map[string]bool{}
	}
}

// Step has nothing to note.
func (c *Coverage) Step(*runtime.Step) {}

// Ended has nothing to note.
func (c *Coverage) Ended(*runtime.FlowEnd) {}

// Decided notes what became of a sync.
func (c *Coverage) Decided(d *runtime.Decision) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d.Frames() > 0 {
		c.fired[d.Rule().Name] = true
	}
	for i, frames := range d.Left {
		if frames == 0 {
			c.failed[line(d.Rule(), i)] = true
		}
	}
}

// A line of `where` that has more to it than is shown ends in dots. Unless it binds
// a name, the rest is what is done when it fails.
func guards(where string) bool {
	return strings.HasSuffix(where, "…") && !binds.MatchString(where)
}

var binds = regexp.MustCompile(`^\w+ = `)

func line(s runtime.Sync, i int) string {
	return fmt.Sprintf("%s of %s, line %d: %s", s.Name, s.At, i+1, s.Where[i])
}

// missed names what no test has seen: a sync that fires, or a guard that fails.
func (c *Coverage) missed() (missed []string) {
	if c.app == nil {
		return []string{"no app was started"}
	}
	for id := runtime.SyncID(0); ; id++ {
		s, ok := c.app.Sync(id)
		if !ok {
			return missed
		}
		if !c.fired[s.Name] {
			missed = append(missed, s.Name+" of "+s.At+" never fires")
		}
		for i := range s.Where {
			if guards(s.Where[i]) && !c.failed[line(s, i)] {
				missed = append(missed, line(s, i)+" never fails")
			}
		}
	}
}

// Main runs the tests. When all of them have passed, they must have seen every sync
// fire and every guard fail.
func (c *Coverage) Main(m *testing.M) {
	code := m.Run()
	if all := !given("run") && !given("skip") && !given("list"); all && code == 0 {
		if missed := c.missed(); missed != nil {
			fmt.Fprintln(os.Stderr, "not tested:\n\t"+strings.Join(missed, "\n\t"))
			code = 1
		}
	}
	os.Exit(code)
}

// given reports whether only some tests are run, or none, because of a flag.
func given(name string) bool { return flag.Lookup("test."+name).Value.String() != "" }
