package benchmarks

import (
	"errors"
	"fmt"
	"testing"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// BenchmarkPasses is what the passes of a check take of correct specs, each with
// those before it, beside parsing alone: names and types, then flows.
func BenchmarkPasses(b *testing.B) {
	passes := []struct {
		name string
		run  func([]dsl.Text) error
	}{
		{"parse", func(texts []dsl.Text) error {
			sources := &source.Map{}
			for _, t := range texts {
				if _, found := syntax.Parse(sources.Add(t.Path, t.Text)); len(found) > 0 {
					return errors.New(found[0].Message)
				}
			}
			return nil
		}},
		{"types", func(texts []dsl.Text) error {
			if _, found := dsl.Typed("app", texts); len(found) > 0 {
				return errors.New(found[0].Message)
			}
			return nil
		}},
		{"flows", func(texts []dsl.Text) error {
			if _, found := dsl.Check("app", texts); len(found) > 0 {
				return errors.New(found[0].Message)
			}
			return nil
		}},
	}
	for _, syncs := range []int{1000, 10_000} {
		texts := bigApp("app", syncs)
		for _, pass := range passes {
			b.Run(fmt.Sprintf("%d/%s", syncs, pass.name), func(b *testing.B) {
				loop(b, func() error { return pass.run(texts) })
			})
		}
	}
}
