package diagnostic

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	tabCells     = 4
	eastAsianMin = 0x1100 // nothing below it is wide
)

// wide are the characters that a terminal gives two cells: those whose East
// Asian Width (UAX #11) is Wide or Fullwidth, and the emoji blocks.
var wide = [][2]rune{
	{0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A}, {0x23E9, 0x23EC}, {0x2614, 0x2615}, {0x26A1, 0x26A1},
	{0x2705, 0x2705}, {0x2728, 0x2728}, {0x274C, 0x274C}, {0x2753, 0x2755}, {0x2795, 0x2797}, {0x2B1B, 0x2B1C},
	{0x2B50, 0x2B50}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},
	{0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
	{0x16FE0, 0x18CFF}, {0x1B000, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E},
	{0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F550, 0x1F567}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6FF}, {0x1F7E0, 0x1F7EB},
	{0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
}

// cells is how many cells a terminal gives to a character that printable
// lets through.
func cells(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r < eastAsianMin:
		return 1
	}
	i := sort.Search(len(wide), func(i int) bool { return wide[i][1] >= r })
	if i < len(wide) && wide[i][0] <= r {
		return 2
	}
	return 1
}

// width is how many cells a text takes that has been through printable.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += cells(r)
	}
	return n
}

// printable returns what a terminal may be given for the first character of
// s, and how many bytes of s that is. Specs come from anywhere: control
// characters would move the cursor, and those that turn the direction of
// writing would show another text than the compiler reads.
func printable(s string) (shown string, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size <= 1:
		return "\uFFFD", size
	case r == '\t':
		return strings.Repeat(" ", tabCells), size
	case r < 0x20:
		return string('\u2400' + r), size // the control character's own picture
	case r == 0x7F:
		return "\u2421", size
	case r >= 0x80 && r < 0xA0, r == 0x2028, r == 0x2029,
		r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF:
		return "\uFFFD", size
	}
	return s[:size], size
}

// clean makes a message, label or path safe to print; line breaks stay.
func clean(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= 0x20 && s[i] < 0x7F || s[i] == '\n'
	}
	if plain {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		shown, size := printable(s)
		if s[0] == '\n' {
			shown = "\n"
		}
		b.WriteString(shown)
		s = s[size:]
	}
	return b.String()
}
