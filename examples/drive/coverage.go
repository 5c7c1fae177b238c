package drive

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/runtime"
)

// Coverage is a tracer that notes which syncs have fired, and which lines with
// an `else` have failed.
type Coverage struct {
	mu     sync.Mutex
	fired  map[string]bool
	failed map[line]bool

	meanwhile map[string]func()
}

// line is one of a sync's `where`.
type line struct {
	sync  string
	index int
}

var _ runtime.DecisionTracer = (*Coverage)(nil)

// Meanwhile has something done once, right after the next step of that name,
// as if by another flow: what a guard has seen may change before an action is
// called.
func (c *Coverage) Meanwhile(step string, do func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.meanwhile == nil {
		c.meanwhile = map[string]func(){}
	}
	c.meanwhile[step] = do
}

// Step does what was to be done after it.
func (c *Coverage) Step(s *runtime.Step) {
	c.mu.Lock()
	do := c.meanwhile[s.Name]
	delete(c.meanwhile, s.Name)
	c.mu.Unlock()
	if do != nil {
		do()
	}
}

// Decided notes what became of a sync.
func (c *Coverage) Decided(d *runtime.Decision) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fired == nil {
		c.fired, c.failed = map[string]bool{}, map[line]bool{}
	}
	rule := d.Rule()
	if d.Frames() > 0 {
		c.fired[rule.Name] = true
		return
	}
	c.failed[line{rule.Name, len(d.Left) - 1}] = true
}

// Ended has nothing to note.
func (*Coverage) Ended(*runtime.FlowEnd) {}

// AssertComplete says which syncs have never fired, and which lines with an
// `else` have never failed.
func (c *Coverage) AssertComplete(t *testing.T, engine *runtime.Engine) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for step := range c.meanwhile {
		assert.Fail(t, "no such step", "%s was to be followed by something, and never happened", step)
	}
	syncs := 0
	for id := runtime.SyncID(0); ; id++ {
		rule, ok := engine.Sync(id)
		if !ok {
			break
		}
		syncs++
		assert.True(t, c.fired[rule.Name], "%s (%s) never fires", rule.Name, rule.At)
		for i, text := range rule.Where {
			if hasElse(text) {
				assert.True(t, c.failed[line{rule.Name, i}], "%s (%s): `%s` never fails", rule.Name, rule.At, text)
			}
		}
	}
	assert.NotZero(t, syncs)
}

// hasElse reports whether a line of `where` says what is done when it fails.
// The table of syncs has a line's text up to its first break, where it ends in
// dots: in the examples that is before the `else`, or in the block of a
// binding.
func hasElse(text string) bool {
	return strings.HasSuffix(text, " …") && !strings.Contains(text, " = ")
}
