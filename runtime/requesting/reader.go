package requesting

import (
	"net/http"
	"strconv"
)

// Field is a named value that a route reads.
type Field struct {
	Name     string
	Required bool
	// Header tells that the value is a header of the request; Name is written
	// as net/http keeps it then, `If-None-Match`. Such fields of a route come
	// behind all others.
	Header bool
}

// Reader goes over the named values of a request, once, and reads those that
// the route knows. Others are skipped. What is missing or mistyped is gathered
// and told by Done.
//
//	r := x.Read(fields)
//	for i := r.Next(); i >= 0; i = r.Next() {
//		switch i {
//		case 0:
//			r.String(&in.Username)
//		case 1:
//			r.Secret(&in.Password)
//		}
//	}
//	if err := r.Done(); err != nil {
//		return err
//	}
type Reader struct {
	scanner
	x       *Exchange
	stage   stage
	source  stage    // where the current value comes from
	unread  bool     // the body's current value has still to be read
	param   string   // the current value, when it does not come from the body
	path    int      // the next value of the path
	query   string   // the rest of the query
	repeats string   // what of it may still repeat the current name
	header  int      // the next field that is a header
	lines   []string // the further values of the current header
	frames  []frame  // the values that the current one lies within, outermost first
	seen    []uint64 // a bit for each field of each open record
	problem *Problem // the request cannot be read at all
	errors  []FieldError
}

// stage is a part of the request, in the order in which they are read: what
// comes first counts.
type stage uint8

const (
	inPath stage = iota
	beforeBody
	inBody
	inQuery
	inHeader
	atEnd
)

var stageNames = [...]string{inPath: "path", beforeBody: "body", inBody: "body", inQuery: "query", inHeader: "header", atEnd: "query"}

// frame is an open record or list.
type frame struct {
	fields  []Field // of a record
	seen    int     // where its bits begin in Reader.seen
	current int     // the field or item that is being read
	list    bool
	begun   bool // the first item was reached
}

// maxErrors is how many bad fields a problem names.
const maxErrors = 32

// Read begins to read the request's named values.
func (x *Exchange) Read(fields []Field) *Reader {
	r := &x.reader
	r.x = x
	r.push(fields)
	r.query, r.header = x.http.URL.RawQuery, firstHeader(fields)
	if r.problem = x.load(); r.problem != nil {
		r.stage = atEnd
	}
	r.data = x.body
	return r
}

// Next moves to the next known value that is present and returns its field's
// index, or -1 at the end of the request, or of the record that Record opened.
// A member that a body has more than once comes more than once: the last one
// counts.
func (r *Reader) Next() int {
	if len(r.frames) > 1 {
		return r.member()
	}
	for {
		switch r.stage {
		case inPath:
			if i := r.nextSegment(); i >= 0 {
				return i
			}
			r.stage = beforeBody
		case beforeBody:
			r.stage = inQuery
			if len(r.data) > 0 {
				r.stage, r.source = inBody, inBody
				if !r.take('{') {
					r.fail("a JSON object")
				}
			}
		case inBody:
			if i := r.member(); i >= 0 {
				return i
			}
			if r.problem != nil {
				return -1
			}
			r.stage = inQuery
		case inQuery:
			if i := r.nextParameter(); i >= 0 {
				return i
			}
			if r.problem != nil {
				return -1
			}
			r.stage = inHeader
		case inHeader:
			if i := r.nextHeader(); i >= 0 {
				return i
			}
			r.stage = atEnd
		default:
			return -1
		}
	}
}

// Done tells what is wrong with the request as a *Problem, or nil.
func (r *Reader) Done() error {
	if r.problem != nil {
		return r.problem
	}
	r.missing(&r.frames[0])
	if len(r.errors) == 0 {
		return nil
	}
	errors := make([]FieldError, len(r.errors)) // r.errors is used again
	copy(errors, r.errors)
	return &Problem{Status: http.StatusBadRequest, Detail: "some fields are missing or mistyped", Errors: errors}
}

func (r *Reader) nextSegment() int {
	for r.x.method != nil && r.path < len(r.x.method.names) {
		n := r.path
		r.path++
		if i := r.frames[0].find(r.x.method.names[n]); i >= 0 && r.mark(&r.frames[0], i) {
			r.source, r.param = inPath, r.x.values[n]
			return i
		}
	}
	return -1
}

// member moves to the next known member of the record that is open.
func (r *Reader) member() int {
	f := &r.frames[len(r.frames)-1]
	for r.begin(f, '}') {
		raw, simple := r.memberName()
		if r.failure != "" {
			break
		}
		var i int
		if simple {
			i = findBytes(f, raw)
		} else {
			i = f.find(decode(raw))
		}
		if i < 0 || len(r.frames) == 1 && r.inPath(i) {
			r.skip()
			continue
		}
		r.mark(f, i)
		f.current = i
		r.unread = true
		r.peek()
		return i
	}
	if r.failure != "" {
		r.malformed()
	}
	return -1
}

// begin moves to the next item of an open record or list in the body. At the
// end of a record or list it closes it and reports false.
func (r *Reader) begin(f *frame, end byte) bool {
	if r.unread {
		r.unread = false
		r.skip()
	}
	switch {
	case r.failure != "":
	case r.take(end):
		r.close(f)
	case !f.begun:
		f.begun = true
		return true
	case r.take(','):
		return true
	default:
		r.fail("`,` or `" + string(end) + "`")
	}
	return false
}

// close ends an open record or list.
func (r *Reader) close(f *frame) {
	if len(r.frames) == 1 {
		if r.peek(); r.pos < len(r.data) {
			r.fail("the end of the body")
		}
		return
	}
	if !f.list {
		r.missing(f)
		r.seen = r.seen[:f.seen]
	}
	r.frames = r.frames[:len(r.frames)-1]
}

func (r *Reader) malformed() {
	r.stage = atEnd
	r.problem = &Problem{
		Status: http.StatusBadRequest,
		Detail: "the body is not a well-formed JSON object: expected " + r.failure + " at byte " + strconv.Itoa(r.at),
	}
}

// inPath reports whether a field has had its value from the path.
func (r *Reader) inPath(field int) bool {
	if r.path == 0 {
		return false
	}
	for _, name := range r.x.method.names {
		if name == r.frames[0].fields[field].Name {
			return true
		}
	}
	return false
}

func (r *Reader) push(fields []Field) {
	f := frame{fields: fields, seen: len(r.seen)}
	for range (len(fields) + 63) / 64 {
		r.seen = append(r.seen, 0)
	}
	r.frames = append(r.frames, f)
}

// mark notes that a field is present and reports whether that is news.
func (r *Reader) mark(f *frame, i int) bool {
	word, bit := &r.seen[f.seen+i/64], uint64(1)<<(i%64)
	news := *word&bit == 0
	*word |= bit
	f.current = i
	return news
}

func (r *Reader) missing(f *frame) {
	for i := range f.fields {
		if f.fields[i].Required && r.seen[f.seen+i/64]>>(i%64)&1 == 0 {
			f.current = i
			r.bad("is missing")
		}
	}
}

// find returns the index of a field, or -1. One that is a header has its value
// from nowhere else.
func (f *frame) find(name string) int {
	for i := range f.fields {
		if f.fields[i].Name == name && !f.fields[i].Header {
			return i
		}
	}
	return -1
}

// findBytes is find for a name in the body. Clients mostly send the members in
// the order in which the fields are written, so it begins after the last one.
func findBytes(f *frame, name []byte) int {
	i := f.current
	for range f.fields {
		if i >= len(f.fields) {
			i = 0
		}
		if f.fields[i].Name == string(name) && !f.fields[i].Header {
			return i
		}
		i++
	}
	return -1
}

// bad notes what is wrong with the current value.
func (r *Reader) bad(detail string) { r.badWithin("", detail) }

func (r *Reader) badWithin(part, detail string) {
	if len(r.errors) == maxErrors {
		return
	}
	where := stageNames[r.source]
	if len(r.frames) == 1 && r.stage == atEnd { // a field that is missing
		switch {
		case r.frames[0].fields[r.frames[0].current].Header:
			where = stageNames[inHeader]
		case r.x.takesBody():
			where = stageNames[inBody]
		default:
			where = stageNames[inQuery]
		}
	}
	r.errors = append(r.errors, FieldError{Name: r.name() + part, In: where, Detail: detail})
}

// name returns the current value's name: `user.email`, `tags[2]`.
func (r *Reader) name() string {
	var b []byte
	for i := range r.frames {
		f := &r.frames[i]
		switch {
		case f.list:
			b = strconv.AppendInt(append(b, '['), int64(f.current), 10)
			b = append(b, ']')
		case i > 0:
			b = append(b, '.')
			fallthrough
		default:
			b = append(b, f.fields[f.current].Name...)
		}
	}
	return string(b)
}

func (r *Reader) release() {
	clear(r.frames[:cap(r.frames)])
	clear(r.errors)
	*r = Reader{frames: r.frames[:0], seen: r.seen[:0], errors: r.errors[:0]}
}
