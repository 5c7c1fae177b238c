package runtime

import (
	"crypto/rand"
	"encoding/binary"
	random "math/rand/v2"
)

// NewUUID returns a random UUID (version 4) as text. It is made from
// crypto/rand, so it can serve as a token that nobody guesses.
func NewUUID() string {
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails: it ends the program instead
	return uuidText(&id)
}

// FlowID tells the flows of all processes apart. It is written as a UUID.
type FlowID [16]byte

// newFlowID needs no secrecy, so it takes the fast generator.
func newFlowID() (id FlowID) {
	binary.LittleEndian.PutUint64(id[:8], random.Uint64())
	binary.LittleEndian.PutUint64(id[8:], random.Uint64())
	return id
}

// next returns an identity that differs in the digits that a UUID's version
// and variant leave alone.
func (id FlowID) next() FlowID {
	low := id[8:]
	binary.BigEndian.PutUint64(low, binary.BigEndian.Uint64(low)+1)
	return id
}

// String returns the UUID's text.
func (id FlowID) String() string {
	raw := [16]byte(id)
	return uuidText(&raw)
}

// MarshalText returns the UUID's text.
func (id FlowID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// IsZero reports whether there is no flow.
func (id FlowID) IsZero() bool { return id == FlowID{} }

// uuidDigits is where the text of a UUID has the digits of each byte.
var uuidDigits = [16]byte{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34}

func uuidText(id *[16]byte) string {
	id[6] = id[6]&0x0f | 0x40 // version 4
	id[8] = id[8]&0x3f | 0x80 // the variant of RFC 9562
	text := [36]byte{8: '-', 13: '-', 18: '-', 23: '-'}
	for i, at := range uuidDigits {
		text[at], text[at+1] = hexDigits[id[i]>>4], hexDigits[id[i]&0xf]
	}
	return string(text[:])
}
