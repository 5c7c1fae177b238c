package marketplace

import (
	"context"
	"sync"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/marketplace/rating"
)

// Rating keeps ratings, the oldest first.
type Rating struct {
	mu      sync.Mutex
	ratings memory.Table[rating.Rating, rating.RateInput]
}

var _ rating.Concept = (*Rating)(nil)

// Rate makes a rating.
func (r *Rating) Rate(_ context.Context, in rating.RateInput) (rating.RateOutput, error) {
	if in.Stars < 1 || in.Stars > 5 {
		return rating.RateOutput{}, &rating.RateRefusal{Reason: "a rating has 1 to 5 stars"}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, other := r.ratings.Find(func(known *rating.RateInput) bool { return known.Occasion == in.Occasion }); other != nil {
		return rating.RateOutput{}, &rating.RateRefusal{Reason: "this has been rated already", Again: true}
	}
	return rating.RateOutput{Rating: r.ratings.Add("rating", in)}, nil
}

// GetAbout returns the ratings of a user.
func (r *Rating) GetAbout(_ context.Context, in rating.GetAboutInput) (rows []rating.GetAboutRow, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, known := range r.ratings.All() {
		if known.About == in.About {
			rows = append(rows, rating.GetAboutRow{Rating: id, By: known.By, Stars: known.Stars, Text: known.Text})
		}
	}
	return rows, nil
}
