package runtime

import "fmt"

// Batched says what is wrong with the answer of a batch query: it failed, or
// does not give one result for each of its inputs; nil when all is well.
func Batched(query string, inputs, results int, err error) error {
	if err == nil && results == inputs {
		return nil
	}
	return batched(query, inputs, results, err)
}

//go:noinline
func batched(query string, inputs, results int, err error) error {
	if err == nil {
		err = fmt.Errorf("the query was asked for %d inputs at once and gave %d results; it gives one for each, in the order of the inputs", inputs, results)
	}
	return Failed(query, err)
}
