package diagnostic

import (
	"regexp"
	"strings"
	"sync"

	"github.com/syncgen/syncgen/docs"
)

// pages is where the documentation stands for those who have only the tool.
const (
	homepage = "https://github.com/syncgen/syncgen"
	pages    = homepage + "/blob/main/docs/"
)

// sections are those of docs/diagnostics.md by their headings, without them.
var sections = sync.OnceValue(func() map[string]string {
	found := map[string]string{}
	var heading string
	fenced := false
	for line := range strings.Lines(docs.Diagnostics) {
		if strings.HasPrefix(line, fence) {
			fenced = !fenced
		}
		if name, ok := strings.CutPrefix(line, "## "); ok && !fenced {
			heading = strings.TrimSpace(name)
			continue
		}
		found[heading] += line
	}
	return found
})

const fence = "```"

// Page is where the section about a code stands in the documentation.
func (c Code) Page() string { return pages + "diagnostics.md#" + string(c) }

// section is what the documentation says about a code, in Markdown; nothing
// for a code that it does not know.
func (c Code) section() string { return strings.TrimSpace(sections()[string(c)]) }

// prose is a code's section up to the first example.
func (c Code) prose() string {
	text, _, _ := strings.Cut(c.section(), fence)
	return strings.Join(strings.Fields(unlinked(text)), " ")
}

// Summary says in one sentence what a code stands for.
func (c Code) Summary() string {
	sentence, _, more := strings.Cut(c.prose(), ". ")
	if more {
		sentence += "."
	}
	return sentence
}

var link = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)\)`)

// linked gives the links of a section their full addresses.
func linked(markdown string) string {
	return link.ReplaceAllStringFunc(markdown, func(found string) string {
		parts := link.FindStringSubmatch(found)
		return "[" + parts[1] + "](" + address(parts[2]) + ")"
	})
}

// unlinked writes the links of a section out. One to another section of the
// page needs no address: it is named after it.
func unlinked(markdown string) string {
	return link.ReplaceAllStringFunc(markdown, func(found string) string {
		parts := link.FindStringSubmatch(found)
		if strings.HasPrefix(parts[2], "#") {
			return parts[1]
		}
		return parts[1] + " (" + address(parts[2]) + ")"
	})
}

// address makes a link of the page one that leads there from anywhere.
func address(target string) string {
	switch {
	case strings.Contains(target, "://"):
		return target
	case strings.HasPrefix(target, "#"):
		return pages + "diagnostics.md" + target
	}
	return pages + target
}
