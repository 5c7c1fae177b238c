package program

import (
	"net/textproto"
	"slices"
	"strings"
	"unicode"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// headersName is what patterns of the built-in Requesting.request name the
// headers of a request by.
const headersName = "headers"

// Headers are further values of a request like any other, each under a name that
// nothing else can have: `headers.ifNoneMatch`. From here on only those need to
// know of headers who read them or describe them.

// headers binds what a pattern takes of the headers of a request.
func (b *binder) headers(f *syntax.Field) []*Match {
	record, ok := f.Value.(*syntax.Record)
	if !ok || f.Optional {
		b.wholeHeaders(f)
		return []*Match{b.matchTyped(f, nil, true)}
	}
	var list []*Match
	for i, inner := range record.Fields {
		b.checkRepeated(record.Fields, i, "`"+headersName+"`")
		b.checkHeader(inner)
		b.checkTwice(inner, record.Fields[:i])
		b.inHeaders = true
		m := b.matchTyped(inner, nil, true)
		b.inHeaders = false
		m.Name = headersName + "." + uncapitalized(inner.Name.Name)
		m.Header = headerNamed(inner.Name.Name)
		list = append(list, m)
	}
	return list
}

// headerNamed is the header that a field stands for: each capital begins a word.
func headerNamed(field string) string {
	var b strings.Builder
	for i, r := range field {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return textproto.CanonicalMIMEHeaderKey(b.String())
}

// uncapitalized is a name with its first letter in lower case, so that a header
// has one name: case has no meaning there.
func uncapitalized(name string) string { return strings.ToLower(name[:1]) + name[1:] }

func (b *binder) wholeHeaders(f *syntax.Field) {
	b.failed = true
	d := finding(diagnostic.BadHeader, f.At, "all headers at once", "`headers` says which headers of the request are meant, in braces")
	help(&d, "name each of them: `headers: { authorization, ifNoneMatch? }`; one that may be missing has a `?` of its own")
	b.report(d)
}

// checkHeader reports a field that can be no header.
func (b *binder) checkHeader(f *syntax.Field) {
	name := f.Name.Name
	if strings.ContainsFunc(name, notInHeader) {
		b.failed = true
		d := finding(diagnostic.BadHeader, f.Name.At, "no client sends a header of this name", "`%s` is not how a header is named", name)
		help(&d, "a header is named by letters and digits, with a capital for each dash: `ifNoneMatch` is `If-None-Match`")
		b.renameResult(&d, f, dashed(name))
		b.report(d)
		return
	}
	switch header := headerNamed(name); header {
	case "Transfer-Encoding", "Trailer":
		b.failed = true
		d := finding(diagnostic.BadHeader, f.Name.At, "never among the headers of a request", "the server reads the header `%s` itself", header)
		help(&d, "it says how the request is sent, not what is asked for: leave it out")
		b.report(d)
	}
	if record, ok := f.Value.(*syntax.Record); ok {
		b.failed = true
		d := finding(diagnostic.BadHeader, record.At, "nothing to take apart", "the header `%s` is text, and has no fields", headerNamed(name))
		help(&d, "bind it whole: `headers: { %s }`", name)
		b.report(d)
	}
}

// checkTwice reports a header that is taken again in another way of writing.
func (b *binder) checkTwice(f *syntax.Field, before []*syntax.Field) {
	header := headerNamed(f.Name.Name)
	i := slices.IndexFunc(before, func(other *syntax.Field) bool { return headerNamed(other.Name.Name) == header })
	if i < 0 || before[i].Name.Name == f.Name.Name {
		return // the latter is repeated as it stands
	}
	d := finding(diagnostic.BadHeader, f.Name.At, "the same header", "the header `%s` is taken twice: case has no meaning in its name", header)
	also(&d, before[i].Name.At, "taken here first")
	help(&d, "name it once, and use its variable wherever it is needed")
	b.report(d)
}

func notInHeader(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
}

// dashed is a name with a capital where it has an underscore; empty where that
// does not make a name of a header of it.
func dashed(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		switch {
		case part == "":
		case b.Len() == 0:
			b.WriteString(part)
		default:
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	if strings.ContainsFunc(b.String(), notInHeader) {
		return ""
	}
	return b.String()
}
