package runtime

import "fmt"

// gap stands in a trail for steps that are left out.
func gap(n int) string {
	if n == 1 {
		return "… 1 step …"
	}
	return fmt.Sprintf("… %d steps …", n)
}

// trail is what a failure gathers on its way up, from the failed step to the
// root. A cascade can be ten thousand steps deep, so the middle is dropped.
type trail struct {
	lower []string  // up to lowerSteps, the failed step first
	upper [8]string // the last ones added, as a ring
	added int       // all that went into upper
}

const lowerSteps = 24

func (t *trail) add(step string) {
	if len(t.lower) < lowerSteps {
		t.lower = append(t.lower, step)
		return
	}
	t.upper[t.added%len(t.upper)] = step
	t.added++
}

// steps returns the trail, the root first.
func (t *trail) steps() []string {
	steps := make([]string, 0, len(t.lower)+len(t.upper)+1)
	kept := min(t.added, len(t.upper))
	for i := range kept {
		steps = append(steps, t.upper[(t.added-1-i)%len(t.upper)])
	}
	if dropped := t.added - kept; dropped > 0 {
		steps = append(steps, gap(dropped))
	}
	for i := len(t.lower) - 1; i >= 0; i-- {
		steps = append(steps, t.lower[i])
	}
	return steps
}
