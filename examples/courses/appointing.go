package courses

import (
	"context"
	"slices"
	"sync"

	"github.com/syncgen/syncgen/generated/courses/appointing"
)

// Appointing carries out the concept Appointing.
type Appointing struct {
	mu           sync.Mutex
	appointments []appointing.AppointInput
}

// Appoint gives somebody a role.
func (a *Appointing) Appoint(_ context.Context, in appointing.AppointInput) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if i := a.index(in.User, in.Scope); i >= 0 {
		a.appointments[i].Role = in.Role
		return nil
	}
	a.appointments = append(a.appointments, in)
	return nil
}

// Dismiss ends somebody's role.
func (a *Appointing) Dismiss(_ context.Context, in appointing.DismissInput) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if i := a.index(in.User, in.Scope); i >= 0 {
		a.appointments = slices.Delete(a.appointments, i, i+1)
	}
	return nil
}

// DismissAll ends every role in a scope.
func (a *Appointing) DismissAll(_ context.Context, in appointing.DismissAllInput) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.appointments = slices.DeleteFunc(a.appointments, func(row appointing.AppointInput) bool { return row.Scope == in.Scope })
	return nil
}

// GetRole returns somebody's role.
func (a *Appointing) GetRole(_ context.Context, in appointing.GetRoleInput) (row appointing.GetRoleRow, found bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if i := a.index(in.User, in.Scope); i >= 0 {
		return appointing.GetRoleRow{Role: a.appointments[i].Role}, true, nil
	}
	return row, false, nil
}

// GetMembers returns who has a role in a scope.
func (a *Appointing) GetMembers(_ context.Context, in appointing.GetMembersInput) (rows []appointing.GetMembersRow, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, row := range a.appointments {
		if row.Scope == in.Scope {
			rows = append(rows, appointing.GetMembersRow{User: row.User, Role: row.Role})
		}
	}
	return rows, nil
}

func (a *Appointing) index(user appointing.User, scope appointing.Scope) int {
	return slices.IndexFunc(a.appointments, func(row appointing.AppointInput) bool { return row.User == user && row.Scope == scope })
}
