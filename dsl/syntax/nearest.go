package syntax

import (
	"slices"

	"github.com/agnivade/levenshtein"
)

// nearestKeyword is the clause that a misspelt word is meant for, or "".
func nearestKeyword(text string) string { return nearest(text, "where", "when", "then") }

// nearestDeclaration is the declaration that a misspelt word is meant for, or "".
func nearestDeclaration(text string) string { return nearest(text, "sync", "guard", "view", "concept") }

// nearestSection is the section of a concept that a misspelt word is meant for,
// or "".
func nearestSection(text string) string { return nearest(text, "state", "actions", "queries") }

// nearest is the word that text is a misspelling of: it begins the same, and
// two changes at most, or letters in another order, tell them apart.
func nearest(text string, words ...string) string {
	best, distance := "", 3
	if slices.Contains(words, text) {
		return ""
	}
	for _, w := range words {
		if text == "" || text[0] != w[0] || len(text) < len(w)-1 || len(text) > len(w)+2 {
			continue
		}
		d := levenshtein.ComputeDistance(text, w)
		if sortedLetters(text) == sortedLetters(w) {
			d = 1
		}
		if d < distance {
			best, distance = w, d
		}
	}
	return best
}

func sortedLetters(word string) string {
	letters := []byte(word)
	slices.Sort(letters)
	return string(letters)
}
