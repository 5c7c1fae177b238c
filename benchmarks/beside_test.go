package benchmarks

import (
	"slices"
	"testing"
	"time"
)

// contender is one of several ways to do the same thing.
type contender struct {
	name string
	run  func(n int) error // does it n times
}

// beside measures contenders in turns of some milliseconds each, so that what
// else the machine does hits all of them alike. It reports for each the
// processor time of an operation, as the faster quarter of its turns have it.
// The others are compared with the first one: `x` is how many times its time
// they take, `rate-x` how many times its operations a second they reach.
func beside(b *testing.B, contenders ...contender) {
	b.Helper()
	const turn = 20 * time.Millisecond
	type measured struct{ cpu, wall []float64 }
	all := make([]measured, len(contenders))
	sizes := make([]int, len(contenders))
	do := func(i, n int) (cpu, wall time.Duration) {
		before, begun := cpuTime(), time.Now()
		if err := contenders[i].run(n); err != nil {
			b.Fatal(contenders[i].name, err)
		}
		return cpuTime() - before, time.Since(begun)
	}
	for i := range contenders {
		n := 1
		for { // also warms up
			cpu, _ := do(i, n)
			if cpu > turn/2 {
				sizes[i] = max(1, int(float64(n)*float64(turn)/float64(cpu)))
				break
			}
			n *= 2
		}
	}
	for b.Loop() {
		for i := range contenders {
			cpu, wall := do(i, sizes[i])
			all[i].cpu = append(all[i].cpu, float64(cpu)/float64(sizes[i]))
			all[i].wall = append(all[i].wall, float64(wall)/float64(sizes[i]))
		}
	}
	b.ReportMetric(0, "ns/op") // of a round of turns: says nothing
	first := quartile(all[0].cpu)
	for i, c := range contenders {
		cpu := quartile(all[i].cpu)
		b.ReportMetric(cpu, c.name+"-cpu-ns")
		b.ReportMetric(1e9/quartile(all[i].wall), c.name+"-per-s")
		if i > 0 {
			b.ReportMetric(cpu/first, c.name+"-x")
			b.ReportMetric(quartile(all[0].wall)/quartile(all[i].wall), c.name+"-rate-x")
		}
	}
}

// quartile is the value that a quarter of a list does not exceed.
func quartile(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/4]
}
