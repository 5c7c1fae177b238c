package gen

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/syncgen/syncgen/runtime"
)

// An App has what it embeds: a concept's field of the same name would be
// ambiguous, an entry would hide it.
func TestMembersOfEveryAppAreTaken(t *testing.T) {
	engine := reflect.TypeFor[*runtime.Engine]()
	for i := range engine.NumMethod() {
		assert.Contains(t, appMembers, engine.Method(i).Name)
	}
}
