package memory

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// items are the rows of a table with their identities, in their order.
func items(t *Table[string, int]) (items []any) {
	for id, row := range t.All() {
		items = append(items, id, *row)
	}
	return items
}

func TestTable(t *testing.T) {
	var table Table[string, int]
	assert.Nil(t, table.Get("row-1"))
	assert.False(t, table.Remove("row-1"))

	assert.Equal(t, "row-1", table.Add("row", 10))
	assert.Equal(t, "row-2", table.Add("row", 20))
	table.Put("mine", 30)
	assert.Equal(t, []any{"row-1", 10, "row-2", 20, "mine", 30}, items(&table))

	*table.Get("row-1")++
	table.Put("row-2", 21)
	assert.Equal(t, []any{"row-1", 11, "row-2", 21, "mine", 30}, items(&table), "a changed row keeps its place")

	id, row := table.Find(func(row *int) bool { return *row > 20 })
	assert.Equal(t, "row-2", id)
	assert.Equal(t, 21, *row)
	_, row = table.Find(func(row *int) bool { return *row > 30 })
	assert.Nil(t, row)

	assert.True(t, table.Remove("row-2"))
	assert.Equal(t, "row-3", table.Add("row", 40), "no identity is given twice")
	assert.Equal(t, []int{11, 40}, table.RemoveAll(func(row *int) bool { return *row != 30 }))
	assert.Equal(t, []any{"mine", 30}, items(&table))
}
