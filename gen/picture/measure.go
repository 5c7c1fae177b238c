package picture

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface is what texts are measured with: the Go fonts, in which they are as wide
// as in Arial and its doubles, or a little wider.
type typeface struct {
	font   *sfnt.Font
	buffer sfnt.Buffer
}

var regular, bold = sync.OnceValue(opened(goregular.TTF)), sync.OnceValue(opened(gobold.TTF))

func opened(file []byte) func() *typeface {
	return func() *typeface {
		f, err := sfnt.Parse(file)
		if err != nil {
			panic(err) // the font is linked in
		}
		return &typeface{font: f}
	}
}

// width is how wide a text is, in pixels. Of a character that the font has not,
// it is the width of the widest there are, which are square.
func (t *typeface) width(text string, size int) int {
	var width fixed.Int26_6
	for _, r := range text {
		advance := fixed.I(size)
		if glyph, err := t.font.GlyphIndex(&t.buffer, r); err == nil && glyph != 0 {
			if has, err := t.font.GlyphAdvance(&t.buffer, glyph, fixed.I(size), font.HintingNone); err == nil {
				advance = has
			}
		}
		width += advance
	}
	return width.Ceil()
}
