package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/randomspec"
)

func main() {
	if len(os.Args) > 3 {
		n, _ := strconv.Atoi(os.Args[1])
		fmt.Println(randomspec.Generate(uint64(n))[os.Args[2]])
		return
	}
	from, _ := strconv.Atoi(os.Args[1])
	to, _ := strconv.Atoi(os.Args[2])
	bad := 0
	for seed := from; seed < to; seed++ {
		if _, err := checked.Program(randomspec.Generate(uint64(seed))); err != nil {
			bad++
			if bad < 10 {
				fmt.Println(seed, err)
			}
		}
	}
	fmt.Println(bad)
}
