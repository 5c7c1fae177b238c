package benchmarks

import (
	"syscall"
	"testing"
	"time"
)

// loop runs a benchmark's body and reports, beside the time on the clock, the
// processor time that the process used for one operation: on a machine that
// others use too, that is the figure to compare.
func loop(b *testing.B, body func() error) {
	b.Helper()
	b.ReportAllocs()
	before := cpuTime()
	n := 0
	for b.Loop() {
		n++
		if err := body(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(cpuTime()-before)/float64(n), "cpu-ns/op")
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
