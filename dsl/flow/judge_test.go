package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Of a route with many ends without an answer the last one that is reported
// says that there are more.
func TestEndsBeyondTheMost(t *testing.T) {
	ends := func(n int) string {
		var names, lines strings.Builder
		for i := range n {
			fmt.Fprintf(&names, ", f%d", i)
			fmt.Fprintf(&lines, "  f%d == true\n", i)
		}
		return "sync A\nwhen\n  Requesting.request (path: \"/\"" + names.String() + ") : (request)\nwhere\n" + lines.String() + "then\n  Requesting.respond (request)\n"
	}
	for _, test := range []struct {
		ends int
		more bool
	}{{maxFindings, false}, {maxFindings + 1, true}} {
		found := Analyze(typed(t, ends(test.ends))).Findings
		require.Len(t, found, maxFindings)
		told := 0
		for _, d := range found {
			for _, note := range d.Notes {
				assert.Equal(t, "there are more places where `POST /` gets no answer: the first 20 are reported", note)
				told++
			}
		}
		assert.Equal(t, test.more, told == 1, "%d notes", told)
	}
}
