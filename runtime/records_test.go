package runtime

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestRecordsStayWhereTheyAre(t *testing.T) {
	var records Records[int]
	var places []*int
	for i := range 1000 {
		assert.Equal(t, i, records.Add(i))
		places = append(places, records.At(i))
	}
	assert.Equal(t, 1000, records.Len())
	for i, place := range places {
		assert.Equal(t, i, *place)
		assert.Same(t, place, records.At(i))
	}
}

func TestIndexFindsRecordsInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOf(rapid.IntRange(0, 5)).Draw(t, "keys")
		indexed := rapid.SliceOfN(rapid.Bool(), len(keys), len(keys)).Draw(t, "indexed")
		var index Index[int]
		want := map[int][]int{}
		for number, key := range keys {
			if indexed[number] {
				index.Add(key, number)
				want[key] = append(want[key], number)
			}
		}
		for key := range 6 {
			var found []int
			for n := index.First(key); n >= 0; n = index.Next(n) {
				found = append(found, n)
			}
			assert.Equal(t, want[key], found)
		}
	})
}

func TestCompareOptional(t *testing.T) {
	compare := func(a, b int) int { return a - b }
	assert.Negative(t, CompareOptional(None[int](), Some(0), compare))
	assert.Positive(t, CompareOptional(Some(0), None[int](), compare))
	assert.Zero(t, CompareOptional(None[int](), None[int](), compare))
	assert.Negative(t, CompareOptional(Some(1), Some(2), compare))
}

func TestEqualOptional(t *testing.T) {
	equal := func(a, b []byte) bool { return string(a) == string(b) }
	assert.True(t, EqualOptional(None[[]byte](), None[[]byte](), equal))
	assert.False(t, EqualOptional(None[[]byte](), Some([]byte("a")), equal))
	assert.True(t, EqualOptional(Some([]byte("a")), Some([]byte("a")), equal))
}

func TestLimit(t *testing.T) {
	rows := []int{1, 2, 3}
	assert.Equal(t, []int{1, 2}, Limit(rows, 2))
	assert.Equal(t, rows, Limit(rows, 9))
	assert.Empty(t, Limit(rows, -1))
}

func TestMember(t *testing.T) {
	object := JSON(`{"name": "bob", "age": 7}`)
	assert.Equal(t, Some("bob"), Member[string](object, "name"))
	assert.Equal(t, None[string](), Member[string](object, "age"))
	assert.Equal(t, None[string](), Member[string](object, "other"))
	assert.Equal(t, None[string](), Member[string](nil, "name"))
}
