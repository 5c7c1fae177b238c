package drive

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var placeholder = regexp.MustCompile(`<[a-z]+>`)

// Wander sends requests at random, with one of the words for each `<word>` in them.
// Whatever happened before, each request has an answer, which is never that the
// app failed: no answer and two answers are failures. Each of the requests has to
// succeed at some time, or this would say little.
func (d *Driver[A]) Wander(t *testing.T, n int, requests []string, words map[string][]string) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	succeeded := map[string]bool{}
	for range n {
		template := requests[random.IntN(len(requests))]
		request := placeholder.ReplaceAllStringFunc(template, func(word string) string {
			list := words[word[1:len(word)-1]]
			return list[random.IntN(len(list))]
		})
		status, answer := d.send(t, 0, request)
		require.NotZero(t, status, request)
		require.Less(t, status, http.StatusInternalServerError, "%s: %s", request, answer)
		tracedStatus, tracedAnswer := d.send(t, 1, request)
		require.Equal(t, status, tracedStatus, request)
		require.Equal(t, answer, tracedAnswer, request)
		if status < http.StatusMultipleChoices {
			succeeded[template] = true
		}
	}
	for _, template := range requests {
		assert.True(t, succeeded[template], "%s never succeeds", template)
	}
}

// Numbered returns the identities name-1 to name-n, and one that is nothing's.
func Numbered(name string, n int) []string {
	identities := []string{"none"}
	for i := range n {
		identities = append(identities, fmt.Sprintf("%s-%d", name, i+1))
	}
	return identities
}
