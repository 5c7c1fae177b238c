package marketplace

import (
	"context"
	"regexp"
	"strings"
	"sync"

	"github.com/syncgen/syncgen/examples/internal/memory"
	"github.com/syncgen/syncgen/generated/marketplace/paying"
	"github.com/syncgen/syncgen/runtime"
)

// Paying keeps payments. Its bank declines cards that have expired, and those whose
// number ends in 0000. No number is kept.
type Paying struct {
	mu       sync.Mutex
	payments memory.Table[paying.Payment, payment]
}

type payment struct {
	amount   int64
	refunded bool
}

var _ paying.Concept = (*Paying)(nil)

var cardNumber = regexp.MustCompile(`^[0-9]{16}$`)

// Charge takes money from a card.
func (p *Paying) Charge(_ context.Context, in paying.ChargeInput) (paying.ChargeOutput, error) {
	number := in.Number.Reveal()
	switch {
	case !cardNumber.MatchString(number):
		return nil, runtime.Refuse("a card's number has 16 digits")
	case in.Expires.Compare(runtime.DateOf(in.At)) < 0:
		return paying.ChargeWithDeclined{Declined: "the card has expired"}, nil
	case strings.HasSuffix(number, "0000"):
		return paying.ChargeWithDeclined{Declined: "the bank declines the payment"}, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return paying.ChargeWithPayment{Payment: p.payments.Add("payment", payment{amount: in.Amount})}, nil
}

// Refund gives the money of a payment back.
func (p *Paying) Refund(_ context.Context, in paying.RefundInput) (paying.RefundOutput, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if made := p.payments.Get(in.Payment); made != nil && !made.refunded {
		made.refunded = true
		return paying.RefundOutput{Amount: made.amount}, nil
	}
	return paying.RefundOutput{}, nil
}

// Balance is what was paid and has not gone back.
func (p *Paying) Balance() (balance int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, made := range p.payments.All() {
		if !made.refunded {
			balance += made.amount
		}
	}
	return balance
}
