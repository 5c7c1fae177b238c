package world_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
	"github.com/syncgen/syncgen/gen/internal/semantics/world"
)

const spec = `concept Acting

purpose stand for any concept

principle its actions do what the world says

state
  a set of Things

actions
  system begin (n: Integer) : (a: String, b: Integer, c: Number, d: Flag, e: optional Thing)
  system begin (n: Integer) : (error: String)

queries
  _many (n: Integer) : (s: String)
  _one () : one (s: String)
  _perhaps () : optional (s: String)
`

func concept(t *testing.T) (*program.Program, *program.Concept) {
	p, err := checked.Program(map[string]string{"acting.concept": spec})
	require.NoError(t, err)
	return p, p.Concept("Acting")
}

func inputs(n int64) value.Record { return value.Record{{Name: "n", Value: n}} }

func TestTheWorldDependsOnWhatHappenedAlone(t *testing.T) {
	p, c := concept(t)
	deeds := func(settings world.Settings) (seen []string) {
		w := world.New(p, settings)
		for n := range int64(8) {
			done, err := w.Act(c.Action("begin"), inputs(n))
			require.NoError(t, err)
			rows, err := w.Query(c.Query("_many"), inputs(n))
			require.NoError(t, err)
			seen = append(seen, value.Canonical(done.Results), w.UUID(), w.Now().String())
			for _, row := range rows {
				seen = append(seen, value.Canonical(row))
			}
		}
		return seen
	}
	one := world.Settings{Seed: 1, Refusals: 50, Rows: 3}
	assert.Equal(t, deeds(one), deeds(one))
	assert.NotEqual(t, deeds(one), deeds(world.Settings{Seed: 2, Refusals: 50, Rows: 3}))
}

func TestAQueryChangesNothing(t *testing.T) {
	p, c := concept(t)
	w := world.New(p, world.Settings{Seed: 1, Rows: 3})
	first, err := w.Query(c.Query("_many"), inputs(1))
	require.NoError(t, err)
	again, err := w.Query(c.Query("_many"), inputs(1))
	require.NoError(t, err)
	assert.Equal(t, first, again)
}

func TestRowsAreAsManyAsTheQuerySays(t *testing.T) {
	p, c := concept(t)
	counts := map[string]map[int]bool{"_many": {}, "_one": {}, "_perhaps": {}}
	for seed := range uint64(100) {
		for name := range counts {
			rows, err := world.New(p, world.Settings{Seed: seed, Rows: 2}).Query(c.Query(name), inputs(1))
			require.NoError(t, err)
			counts[name][len(rows)] = true
		}
	}
	assert.Equal(t, map[int]bool{0: true, 1: true, 2: true}, counts["_many"])
	assert.Equal(t, map[int]bool{1: true}, counts["_one"])
	assert.Equal(t, map[int]bool{0: true, 1: true}, counts["_perhaps"])
}

func TestEachIdentityIsAnotherOneWhereTheSettingsSaySo(t *testing.T) {
	p, c := concept(t)
	for _, newIDs := range []bool{false, true} {
		w := world.New(p, world.Settings{NewIDs: newIDs})
		first := w.UUID()
		assert.Equal(t, newIDs, first != w.UUID())
		_, err := w.Act(c.Action("begin"), inputs(1))
		require.NoError(t, err)
		assert.NotEqual(t, first, w.UUID())
	}
}

func TestABrokenMachineFails(t *testing.T) {
	p, c := concept(t)
	w := world.New(p, world.Settings{ActionFailures: 1000, QueryFailures: 1000})
	_, err := w.Act(c.Action("begin"), inputs(1))
	assert.ErrorIs(t, err, world.ErrAction)
	_, err = w.Query(c.Query("_one"), nil)
	assert.ErrorIs(t, err, world.ErrQuery)
}
