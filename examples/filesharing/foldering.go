package filesharing

import (
	"context"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/filesharing/foldering"
	"github.com/syncgen/syncgen/runtime"
)

// Foldering carries out the concept Foldering.
type Foldering struct {
	mu      sync.Mutex
	folders memory.Table[foldering.Folder, folder]
}

type folder struct {
	owner foldering.User
	name  string
	items []foldering.Item
}

const noFolder = "there is no such folder"

// Create makes a folder.
func (f *Foldering) Create(_ context.Context, in foldering.CreateInput) (foldering.CreateOutput, error) {
	if n := utf8.RuneCountInString(in.Name); n < 1 || n > 100 {
		return foldering.CreateOutput{}, runtime.Refuse("a folder's name has 1 to 100 characters")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, other := f.folders.Find(func(row *folder) bool { return row.owner == in.Owner && row.name == in.Name }); other != nil {
		return foldering.CreateOutput{}, runtime.Refuse("you have a folder of this name")
	}
	return foldering.CreateOutput{Folder: f.folders.Add("folder", folder{owner: in.Owner, name: in.Name})}, nil
}

// Put puts an item in a folder.
func (f *Foldering) Put(_ context.Context, in foldering.PutInput) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	into := f.folders.Get(in.Folder)
	if into == nil {
		return runtime.Refuse(noFolder)
	}
	f.takeOut(in.Item)
	into.items = append(into.items, in.Item)
	return nil
}

// TakeOut takes an item out of its folder.
func (f *Foldering) TakeOut(_ context.Context, in foldering.TakeOutInput) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.takeOut(in.Item)
	return nil
}

func (f *Foldering) takeOut(item foldering.Item) {
	for _, row := range f.folders.All() {
		row.items = slices.DeleteFunc(row.items, func(other foldering.Item) bool { return other == item })
	}
}

// Delete removes a folder and gives what was in it.
func (f *Foldering) Delete(_ context.Context, in foldering.DeleteInput) (foldering.DeleteOutput, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	row := f.folders.Get(in.Folder)
	if row == nil {
		return foldering.DeleteOutput{}, runtime.Refuse(noFolder)
	}
	f.folders.Remove(in.Folder)
	return foldering.DeleteOutput{Items: row.items}, nil
}

// GetFolder returns whose folder it is, and its name.
func (f *Foldering) GetFolder(_ context.Context, in foldering.GetFolderInput) (row foldering.GetFolderRow, found bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if row := f.folders.Get(in.Folder); row != nil {
		return foldering.GetFolderRow{Owner: row.owner, Name: row.name}, true, nil
	}
	return row, false, nil
}

// GetByOwner returns somebody's folders.
func (f *Foldering) GetByOwner(_ context.Context, in foldering.GetByOwnerInput) (rows []foldering.GetByOwnerRow, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id, row := range f.folders.All() {
		if row.owner == in.Owner {
			rows = append(rows, foldering.GetByOwnerRow{Folder: id, Name: row.name})
		}
	}
	return rows, nil
}

// GetItems returns what is in a folder.
func (f *Foldering) GetItems(_ context.Context, in foldering.GetItemsInput) (rows []foldering.GetItemsRow, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if row := f.folders.Get(in.Folder); row != nil {
		for _, item := range row.items {
			rows = append(rows, foldering.GetItemsRow{Item: item})
		}
	}
	return rows, nil
}
