package routes

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/syncgen/syncgen/dsl/program"
)

// slip is what is wrong with a path by itself.
type slip struct {
	message string // what follows the path in the finding
	label   string
	help    string
	mended  string // the path as it is meant; empty where that is not known
	safe    bool   // nothing else can be meant
}

// slipIn returns the first thing that is wrong with a path: a server cannot
// serve it, or no client asks for it.
func slipIn(path string, p *program.Pattern) *slip {
	for _, look := range []func(string, *program.Pattern) *slip{outside, query, characters, slashes, segments} {
		if s := look(path, p); s != nil {
			return s
		}
	}
	return nil
}

// outside finds what stands before a path in a URL.
func outside(path string, _ *program.Pattern) *slip {
	scheme, rest, ok := strings.Cut(path, "://")
	if !ok || strings.ContainsAny(scheme, "/{}?") {
		return nil
	}
	_, rest, _ = strings.Cut(rest, "/")
	return &slip{
		message: "is a whole URL", label: "only the path is told apart here", mended: "/" + rest,
		help: "write the part below the server's base path: one program is served under any name",
	}
}

// query finds what stands behind a path in a URL.
func query(path string, _ *program.Pattern) *slip {
	i := strings.IndexAny(path, "?#")
	if i < 0 || insideBraces(path, i) {
		return nil
	}
	if path[i] == '#' {
		return &slip{
			message: "has a fragment", label: "clients keep what is behind `#` to themselves", mended: path[:i],
			help: "leave it out",
		}
	}
	return &slip{
		message: "has a query string", label: "a path ends before the `?`", mended: path[:i],
		help: "the values of the query string are further values of the request: name them beside the path, as in `Requesting.request (path: …, page? = 1)`",
	}
}

// insideBraces reports whether a place is within a segment such as `{id?}`.
func insideBraces(path string, i int) bool {
	return strings.LastIndexByte(path[:i], '{') > strings.LastIndexAny(path[:i], "}/")
}

// characters finds those that no path has as it is compared.
func characters(path string, _ *program.Pattern) *slip {
	if trimmed := strings.TrimSpace(path); trimmed != path && trimmed != "" {
		return &slip{
			message: "has blanks around it", label: "no client asks for these blanks", mended: trimmed, safe: true,
			help: "a path is compared as it stands",
		}
	}
	for i, c := range path {
		if (unicode.IsSpace(c) || unicode.IsControl(c)) && !insideBraces(path, i) {
			return &slip{
				message: "has a blank in it", label: "clients cannot write this blank as it is",
				help: "use a hyphen, or a segment such as `{name}` where the client chooses the text",
			}
		}
		if c == '%' && len(path) > i+2 && isHex(path[i+1]) && isHex(path[i+2]) {
			return &slip{
				message: "has an escape in it", label: "a request's path is compared after its escapes are undone",
				help: "write the character itself",
			}
		}
	}
	return nil
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

// slashes finds a missing first one and empty segments.
func slashes(path string, _ *program.Pattern) *slip {
	switch {
	case path == "":
		return &slip{
			label: "a path begins with a slash", mended: "/", safe: true,
			help: "`/` is the base path itself",
		}
	case path[0] == '\\':
		return &slip{
			message: "does not begin with a slash", label: "a path begins with a slash", mended: strings.ReplaceAll(path, `\`, "/"), safe: true,
			help: "the slash of paths leans forward",
		}
	case path[0] != '/':
		return &slip{
			message: "does not begin with a slash", label: "a path begins with a slash", mended: "/" + path, safe: true,
			help: "a path is the part of the URL behind the server's base path, from the slash on",
		}
	case strings.Contains(path, "//"):
		mended := path
		for strings.Contains(mended, "//") {
			mended = strings.ReplaceAll(mended, "//", "/")
		}
		return &slip{
			message: "has an empty segment", label: "two slashes with nothing between them", mended: mended, safe: true,
			help: "a path is compared as it stands: a client would have to write both slashes",
		}
	}
	return nil
}

// segments finds what is neither plain text nor one `{name}`.
func segments(path string, p *program.Pattern) *slip {
	list := strings.Split(path[1:], "/")
	seen := map[string]bool{}
	for i, segment := range list {
		s, name := segmentSlip(segment, p)
		if s != nil {
			if s.mended != "" {
				other := append([]string{}, list...)
				other[i] = s.mended
				s.mended = "/" + strings.Join(other, "/")
			}
			return s
		}
		if name != "" && seen[name] {
			return &slip{
				message: fmt.Sprintf("has two segments `{%s}`", name), label: "one name for two values",
				help: "give each segment a name of its own",
			}
		}
		seen[name] = true
	}
	return nil
}

// segmentSlip is what is wrong with a segment, and its name if it is a right
// `{name}`.
func segmentSlip(segment string, p *program.Pattern) (*slip, string) {
	if segment == "." || segment == ".." {
		return &slip{
			message: fmt.Sprintf("has the segment `%s`", segment), label: "clients resolve this before they ask",
			help: "write the path that it leads to",
		}, ""
	}
	if meant, ok := strings.CutPrefix(segment, ":"); ok && isName(meant) {
		return &slip{
			message: fmt.Sprintf("has the segment `%s`", segment), label: "matches only this very text", mended: "{" + meant + "}", safe: names(p, meant),
			help: fmt.Sprintf("a segment that the client chooses is written `{%s}`", meant),
		}, ""
	}
	if !strings.ContainsAny(segment, "{}") {
		return nil, ""
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(segment, "{"), "}")
	if segment == "{"+inner+"}" && isName(inner) {
		return nil, inner
	}
	s := &slip{label: "a segment is plain text or one `{name}`", help: "`{name}` stands for a whole segment; a name is letters, digits and underscores"}
	switch {
	case strings.Trim(inner, "{} ") == "":
		s.message = "has a segment without a name"
	case isName(inner):
		s.message = fmt.Sprintf("has the segment `%s`, where a brace is missing", segment)
		s.mended, s.safe = "{"+inner+"}", names(p, inner)
	case isName(strings.Trim(inner, "{} ")):
		name := strings.Trim(inner, "{} ")
		s.message = fmt.Sprintf("has the segment `%s`, where only a name belongs between one pair of braces", segment)
		s.mended, s.safe = "{"+name+"}", names(p, name)
	default:
		s.message = fmt.Sprintf("has the segment `%s`, which is neither plain text nor one `{name}`", segment)
	}
	return s, ""
}

// names reports whether a pattern takes a value of a name.
func names(p *program.Pattern, name string) bool {
	for _, m := range p.Inputs {
		if m.Name == name {
			return true
		}
	}
	return false
}

// isName reports whether a text is a name of the language.
func isName(text string) bool {
	for i, c := range text {
		if c != '_' && !unicode.IsLetter(c) && (i == 0 || !unicode.IsDigit(c)) {
			return false
		}
	}
	return text != ""
}
