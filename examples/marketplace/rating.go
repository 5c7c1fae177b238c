package marketplace

import (
	"context"
	"fmt"
	"sync"

	"github.com/syncgen/syncgen/generated/marketplace/rating"
)

// Rating keeps ratings, the oldest first.
type Rating struct {
	mu      sync.Mutex
	ratings []rating.RateInput
}

var _ rating.Concept = (*Rating)(nil)

// Rate makes a rating.
func (r *Rating) Rate(_ context.Context, in rating.RateInput) (rating.RateOutput, error) {
	if in.Stars < 1 || in.Stars > 5 {
		return rating.RateOutput{}, &rating.RateRefusal{Reason: "a rating has 1 to 5 stars"}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, other := range r.ratings {
		if other.Occasion == in.Occasion {
			return rating.RateOutput{}, &rating.RateRefusal{Reason: "this has been rated already", Again: true}
		}
	}
	r.ratings = append(r.ratings, in)
	return rating.RateOutput{Rating: rating.Rating(fmt.Sprintf("rating-%d", len(r.ratings)))}, nil
}

// GetAbout returns the ratings of a user.
func (r *Rating) GetAbout(_ context.Context, in rating.GetAboutInput) (rows []rating.GetAboutRow, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, known := range r.ratings {
		if known.About == in.About {
			rows = append(rows, rating.GetAboutRow{
				Rating: rating.Rating(fmt.Sprintf("rating-%d", i+1)), By: known.By, Stars: known.Stars, Text: known.Text,
			})
		}
	}
	return rows, nil
}
