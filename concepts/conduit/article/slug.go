package article

import (
	"crypto/rand"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSlug bounds the part of a slug that comes from the title, in bytes.
const maxSlug = 100

// slugOf makes the part of a URL that tells what an article is about: the
// letters and digits of its title in lower case, whatever the script, and a
// dash for all that is between two of them. It is empty for a title with none.
func slugOf(title string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(title) {
		// Marks belong to the letter before them.
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(unicode.IsMark(r) && b.Len() > 0 && !dash) {
			dash = b.Len() > 0
			continue
		}
		size := utf8.RuneLen(r)
		if dash {
			size++
		}
		if b.Len()+size > maxSlug {
			break
		}
		if dash {
			b.WriteByte('-')
			dash = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// another tells a slug from others of the same title. It is random: counting
// on would take a look at each of them.
func another(slug string) string {
	suffix := strings.ToLower(rand.Text()[:8]) // 40 random bits
	if slug == "" {
		return suffix
	}
	return slug + "-" + suffix
}
