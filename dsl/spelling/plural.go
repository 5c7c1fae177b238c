package spelling

import "strings"

// Singulars lists the words that a plural may be of, the likeliest first. A word
// begins with a capital.
func Singulars(name string) []string {
	var out []string
	for _, rule := range []struct{ ending, one string }{
		{"People", "Person"}, {"Children", "Child"}, {"ies", "y"},
		{"sses", "ss"}, {"shes", "sh"}, {"ches", "ch"}, {"xes", "x"}, {"uses", "us"}, {"ses", "sis"}, {"s", ""},
	} {
		if stem, ok := strings.CutSuffix(name, rule.ending); ok && stem+rule.one != "" {
			out = append(out, stem+rule.one)
		}
	}
	return out
}
