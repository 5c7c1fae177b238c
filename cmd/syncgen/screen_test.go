package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
)

// wrong is a program with some mistakes, each of which takes several lines.
func wrong(mistakes int) []*checked {
	var b strings.Builder
	for i := range mistakes {
		fmt.Fprintf(&b, "sync S%d\nwhen\n  Requesting.request (path: \"/%d\") : (request)\nthen\n  Requesting.respond (request, missing)\n\n", i, i)
	}
	p := &checked{dir: "shop", texts: []dsl.Text{{Path: "shop/a.sync", Text: b.String()}}}
	p.check()
	return []*checked{p}
}

// As many findings are shown as there is room for, and the others counted.
func TestFit(t *testing.T) {
	for _, test := range []struct {
		mistakes, width, height int
		shown                   int
		closing                 string
	}{
		{0, 80, 20, 0, ""},
		{1, 80, 20, 1, "1 error in 1 file"},
		{9, 80, 1000, 9, "9 errors in 1 file"},
		{9, 80, 21, 2, "9 errors in 1 file; 7 errors not shown (`syncgen check` shows all)"},
		{9, 80, 8, 7, "2 errors not shown (`syncgen check` shows all)"},
		{9, 40, 8, 3, "6 errors not shown (`syncgen check` shows all)"},
		{9, 80, 1, 1, "8 errors not shown (`syncgen check` shows all)"},
	} {
		text, err := fit(report(wrong(test.mistakes)), test.width, test.height, false)
		require.NoError(t, err)
		name := fmt.Sprintf("%+v\n%s", test, text)
		assert.Equal(t, test.shown, strings.Count(string(text), "error[unbound-variable]"), name)
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		assert.Equal(t, test.closing, lines[len(lines)-1], name)
		if test.height > 1 {
			assert.LessOrEqual(t, rows(string(text), test.width), test.height, name)
		}
	}
}

// Colours take no room.
func TestFitInColor(t *testing.T) {
	plain, err := fit(report(wrong(9)), 80, 30, false)
	require.NoError(t, err)
	color, err := fit(report(wrong(9)), 80, 30, true)
	require.NoError(t, err)
	assert.Contains(t, string(color), "\x1b[")
	assert.Equal(t, strings.Count(string(plain), "\n"), strings.Count(string(color), "\n"))
}

func TestRows(t *testing.T) {
	assert.Equal(t, 0, rows("", 10))
	assert.Equal(t, 4, rows("a\n\n0123456789\nb", 10))
	assert.Equal(t, 3, rows("0123456789a\nééééééééé\n", 10))
}
