package requesting

// nextHeader moves to the next known header that the request has.
func (r *Reader) nextHeader() int {
	f := &r.frames[0]
	for r.header < len(f.fields) {
		i := r.header
		r.header++
		values := r.x.headerValues(f.fields[i].Name)
		if len(values) == 0 {
			continue
		}
		r.mark(f, i)
		r.source, r.param, r.lines = inHeader, values[0], values[1:]
		return i
	}
	return -1
}

// firstHeader is the index of the first field that is a header: they come last,
// so that a route without any does not look for them.
func firstHeader(fields []Field) int {
	i := len(fields)
	for i > 0 && fields[i-1].Header {
		i--
	}
	return i
}

// headerValues are the values of a header, one for each line of it. net/http
// keeps the host apart from the others.
func (x *Exchange) headerValues(name string) []string {
	if values := x.http.Header[name]; values != nil || name != "Host" || x.http.Host == "" {
		return values
	}
	return []string{x.http.Host}
}
