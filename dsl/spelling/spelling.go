// Package spelling finds what a misspelt name is meant for.
package spelling

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Closest returns the candidate that a misspelt name most likely means, or "".
// Of equally close ones the first wins.
func Closest(name string, candidates []string) string {
	if name == "" || name == "_" {
		return ""
	}
	best, least := "", min(3, len(name)/3)+1
	for _, c := range candidates {
		if c == name {
			continue
		}
		if d := distance(name, c); d < least {
			best, least = c, d
		}
	}
	if best != "" {
		return best
	}
	for _, c := range candidates {
		if c != name && isShortened(name, c) {
			return c
		}
	}
	return ""
}

// isShortened reports whether one of two names goes on where the other ends.
func isShortened(a, b string) bool {
	a, b = fold(a), fold(b)
	return min(len(a), len(b)) >= 4 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// IsSlip reports whether a name is so close to what is meant that a machine
// may write the one for the other.
func IsSlip(name, meant string) bool {
	a, b := fold(name), fold(meant)
	return a == b || Swapped(a, b) || levenshtein.ComputeDistance(a, b) <= min(2, len(b)/3)
}

// distance counts edits. Case and underscores do not count, and two neighbours
// that changed places count once.
func distance(a, b string) int {
	a, b = fold(a), fold(b)
	if Swapped(a, b) {
		return 1
	}
	return levenshtein.ComputeDistance(a, b)
}

func fold(s string) string { return strings.ToLower(strings.Trim(s, "_")) }

// Swapped reports whether exchanging two neighbours makes a into b.
func Swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// NearMiss reports whether one letter makes a into b.
func NearMiss(a, b string) bool {
	n := len(a) - len(b)
	return n >= -1 && n <= 1 && levenshtein.ComputeDistance(a, b) == 1
}
