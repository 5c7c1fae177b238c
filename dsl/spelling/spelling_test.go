package spelling_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/dsl/spelling"
)

func TestClosest(t *testing.T) {
	candidates := []string{"username", "user", "createAccount", "delete"}
	for _, test := range []struct{ name, closest, why string }{
		{"usrname", "username", "a letter is missing"},
		{"userName", "username", "case does not count"},
		{"deleet", "delete", "two neighbours changed places"},
		{"create", "createAccount", "one goes on where the other ends"},
		{"user", "username", "a name is not its own misspelling"},
		{"session", "", "nothing is near"},
		{"_", "", "it is no name"},
	} {
		assert.Equal(t, test.closest, spelling.Closest(test.name, candidates), "%s: %s", test.name, test.why)
	}
}

func TestIsSlip(t *testing.T) {
	assert.True(t, spelling.IsSlip("usrename", "username"))
	assert.True(t, spelling.IsSlip("UserName", "username"))
	assert.False(t, spelling.IsSlip("create", "createAccount"), "near enough to offer, not to write")
}
