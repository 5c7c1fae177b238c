//go:build race

package requesting_test

func init() { raceEnabled = true }
