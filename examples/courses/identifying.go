package courses

import (
	"context"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/courses/identifying"
	"github.com/syncgen/syncgen/runtime"
)

// Identifying carries out the concept Identifying.
type Identifying struct {
	mu      sync.Mutex
	persons memory.Table[identifying.Person, string] // their names
	tokens  memory.Table[identifying.Token, identifying.Person]
}

const noToken = "there is no such token"

// Join makes a person.
func (i *Identifying) Join(_ context.Context, in identifying.JoinInput) (out identifying.JoinOutput, err error) {
	if n := utf8.RuneCountInString(in.Name); n < 1 || n > 40 {
		return out, &identifying.JoinRefusal{Reason: "a name has 1 to 40 characters"}
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if _, other := i.named(in.Name); other != nil {
		return out, &identifying.JoinRefusal{Reason: "the name is taken", Taken: true}
	}
	out.Person = i.persons.Add("person", in.Name)
	out.Token = i.tokens.Add("token", out.Person)
	return out, nil
}

// Renew makes a token in place of another.
func (i *Identifying) Renew(_ context.Context, in identifying.RenewInput) (out identifying.RenewOutput, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	person := i.tokens.Get(in.Old)
	if person == nil {
		return out, runtime.Refuse(noToken)
	}
	i.tokens.Remove(in.Old)
	return identifying.RenewOutput{Token: i.tokens.Add("token", *person)}, nil
}

// Revoke removes a token.
func (i *Identifying) Revoke(_ context.Context, in identifying.RevokeInput) (out identifying.RevokeOutput, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	person := i.tokens.Get(in.Token)
	if person == nil {
		return out, runtime.Refuse(noToken)
	}
	i.tokens.Remove(in.Token)
	return identifying.RevokeOutput{Person: *person}, nil
}

// GetPerson returns whose token it is.
func (i *Identifying) GetPerson(_ context.Context, in identifying.GetPersonInput) (row identifying.GetPersonRow, found bool, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if person := i.tokens.Get(in.Token); person != nil {
		return identifying.GetPersonRow{Person: *person}, true, nil
	}
	return row, false, nil
}

// GetName returns a person's name.
func (i *Identifying) GetName(_ context.Context, in identifying.GetNameInput) (row identifying.GetNameRow, found bool, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if name := i.persons.Get(in.Person); name != nil {
		return identifying.GetNameRow{Name: *name}, true, nil
	}
	return row, false, nil
}

// GetByName returns who has a name.
func (i *Identifying) GetByName(_ context.Context, in identifying.GetByNameInput) (identifying.GetByNameRow, bool, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	person, name := i.named(in.Name)
	return identifying.GetByNameRow{Person: person}, name != nil, nil
}

func (i *Identifying) named(name string) (identifying.Person, *string) {
	return i.persons.Find(func(row *string) bool { return strings.EqualFold(*row, name) })
}
