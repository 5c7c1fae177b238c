package randomspec_test

import (
	"fmt"
	"testing"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/driver"
	"github.com/syncgen/syncgen/gen/internal/semantics/randomspec"
)

func TestStats(t *testing.T) {
	lengths := map[int]int{}
	fails := map[string]int{}
	flows, multi, fired, total := 0, 0, map[string]bool{}, 0
	for seed := range uint64(300) {
		files := randomspec.Generate(seed)
		p, err := checked.Program(files)
		if err != nil {
			continue
		}
		for _, s := range p.Syncs {
			total++
			if len(s.When) > 1 {
				multi++
			}
		}
		for _, c := range driver.Cases(p, 20) {
			tr := driver.Expected(p, c)
			flows++
			n := len(tr.Causes)
			switch {
			case n > 100:
				n = 100
			case n > 20:
				n = 20
			case n > 5:
				n = 6
			}
			lengths[n]++
			fails[tr.Failure]++
			for _, c := range tr.Causes {
				var s string
				fmt.Sscanf(c, "%s", &s)
				fired[fmt.Sprint(seed, s)] = true
			}
		}
	}
	fmt.Println(flows, lengths, fails, "syncs", total, "multi", multi, "fired", len(fired))
}
