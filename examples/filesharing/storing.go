package filesharing

import (
	"context"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/filesharing/storing"
	"github.com/syncgen/syncgen/runtime"
)

// Storing carries out the concept Storing.
type Storing struct {
	mu    sync.Mutex
	files memory.Table[storing.File, file]
}

type file struct {
	owner     storing.User
	name      string
	content   []byte
	revision  int64
	changedAt time.Time
}

const (
	maxContent = 100_000 // bytes
	tooLarge   = "a file has at most 100,000 bytes"
)

// Store makes a file.
func (s *Storing) Store(_ context.Context, in storing.StoreInput) (storing.StoreOutput, error) {
	if n := utf8.RuneCountInString(in.Name); n < 1 || n > 100 {
		return storing.StoreOutput{}, runtime.Refuse("a file's name has 1 to 100 characters")
	}
	if len(in.Content) > maxContent {
		return storing.StoreOutput{}, runtime.Refuse(tooLarge)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return storing.StoreOutput{File: s.files.Add("file", file{in.Owner, in.Name, in.Content, 1, in.At})}, nil
}

// Write replaces a file's content.
func (s *Storing) Write(_ context.Context, in storing.WriteInput) (storing.WriteOutput, error) {
	if len(in.Content) > maxContent {
		return storing.WriteOutput{}, &storing.WriteRefusal{Reason: tooLarge}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files.Get(in.File)
	if f == nil {
		return storing.WriteOutput{}, &storing.WriteRefusal{Reason: "there is no such file", Missing: true}
	}
	f.content, f.changedAt = in.Content, in.At
	f.revision++
	return storing.WriteOutput{Revision: f.revision}, nil
}

// Discard removes a file, if it is there.
func (s *Storing) Discard(_ context.Context, in storing.DiscardInput) (storing.DiscardOutput, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files.Get(in.File)
	if f == nil {
		return storing.DiscardWithMissing{Missing: in.File}, nil
	}
	s.files.Remove(in.File)
	return storing.DiscardWithName{Name: f.name}, nil
}

// GetOwner returns whose file it is.
func (s *Storing) GetOwner(_ context.Context, in storing.GetOwnerInput) (row storing.GetOwnerRow, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files.Get(in.File); f != nil {
		return storing.GetOwnerRow{Owner: f.owner}, true, nil
	}
	return row, false, nil
}

// GetFile returns all of a file.
func (s *Storing) GetFile(_ context.Context, in storing.GetFileInput) (row storing.GetFileRow, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files.Get(in.File); f != nil {
		return storing.GetFileRow{Owner: f.owner, Name: f.name, Content: f.content, Revision: f.revision, ChangedAt: f.changedAt}, true, nil
	}
	return row, false, nil
}

// GetByOwner returns somebody's files.
func (s *Storing) GetByOwner(_ context.Context, in storing.GetByOwnerInput) (rows []storing.GetByOwnerRow, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, f := range s.files.All() {
		if f.owner == in.Owner {
			rows = append(rows, storing.GetByOwnerRow{File: id, Name: f.name, ChangedAt: f.changedAt})
		}
	}
	return rows, nil
}
