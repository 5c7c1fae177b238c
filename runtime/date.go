package runtime

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the calendar, without a time or a place: the Go type of
// Date. Dates are compared with == and Compare. Its text form is 2006-01-02.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns a date; days and months beyond their range carry over, as
// they do for time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day that a time falls on, where the time is.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// ParseDate reads a date of the form 2006-01-02.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || len(text) != len(time.DateOnly) {
		return Date{}, fmt.Errorf("a date has the form %s, with a day that exists", time.DateOnly)
	}
	return DateOf(t), nil
}

// In returns the instant at which the date begins in a place.
func (d Date) In(place *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, place)
}

// Compare returns -1, 0 or +1 as the date is before, the same as, or after
// another.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// IsZero reports whether the date is the zero Date, which is no day.
func (d Date) IsZero() bool { return d == Date{} }

// String returns the text form.
func (d Date) String() string { return string(appendDate(nil, d)) }

// MarshalText returns the text form.
func (d Date) MarshalText() ([]byte, error) {
	if d.Year < 0 || d.Year > 9999 {
		return nil, fmt.Errorf("a date's year is in 0 to 9999, not %d", d.Year)
	}
	return appendDate(nil, d), nil
}

// UnmarshalText reads the text form.
func (d *Date) UnmarshalText(text []byte) error {
	date, err := ParseDate(string(text))
	if err == nil {
		*d = date
	}
	return err
}

func appendDate(b []byte, d Date) []byte {
	b = appendDigits(b, d.Year, 4)
	b = append(b, '-')
	b = appendDigits(b, int(d.Month), 2)
	b = append(b, '-')
	return appendDigits(b, d.Day, 2)
}

// appendDigits writes a number that is not negative with leading zeros.
func appendDigits(b []byte, n, width int) []byte {
	for unit := pow10[width-1]; unit > 0; unit /= 10 {
		b = append(b, byte('0'+n/unit%10))
	}
	return b
}

var pow10 = [...]int{1, 10, 100, 1000}
