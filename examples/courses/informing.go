package courses

import (
	"context"
	"slices"
	"sync"

	"github.com/syncgen/syncgen/generated/courses/informing"
)

// Informing carries out the concept Informing.
type Informing struct {
	mu   sync.Mutex
	news []informing.InformInput
}

// Inform adds to somebody's news.
func (i *Informing) Inform(_ context.Context, in informing.InformInput) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.news = append(i.news, in)
	return nil
}

// Read removes somebody's news.
func (i *Informing) Read(_ context.Context, in informing.ReadInput) (informing.ReadOutput, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	before := len(i.news)
	i.news = slices.DeleteFunc(i.news, func(row informing.InformInput) bool { return row.User == in.User })
	return informing.ReadOutput{Count: int64(before - len(i.news))}, nil
}

// Forget removes the news about a subject.
func (i *Informing) Forget(_ context.Context, in informing.ForgetInput) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.news = slices.DeleteFunc(i.news, func(row informing.InformInput) bool { return row.Subject == in.Subject })
	return nil
}

// GetNews returns somebody's news, the oldest first.
func (i *Informing) GetNews(_ context.Context, in informing.GetNewsInput) (rows []informing.GetNewsRow, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, row := range i.news {
		if row.User == in.User {
			rows = append(rows, informing.GetNewsRow{Subject: row.Subject, Text: row.Text, HappenedAt: row.At})
		}
	}
	return rows, nil
}
