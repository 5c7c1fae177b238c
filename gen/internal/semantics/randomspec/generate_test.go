package randomspec_test

import (
	"fmt"
	"testing"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/randomspec"
)

func TestX(t *testing.T) {
	bad := 0
	for seed := range uint64(300) {
		files := randomspec.Generate(seed)
		if _, err := checked.Program(files); err != nil {
			bad++
			if bad < 40 {
				fmt.Println(seed, err)
			}
		}
	}
	fmt.Println(bad)
}
