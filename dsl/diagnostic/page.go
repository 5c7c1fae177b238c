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

// sections are those of the pages about codes by their headings, without them.
var sections = sync.OnceValue(func() map[string]string {
	found := map[string]string{}
	for _, page := range []string{docs.Diagnostics, docs.Breaking} {
		var heading string
		fenced := false
		for line := range strings.Lines(page) {
			if strings.HasPrefix(line, fence) {
				fenced = !fenced
			}
			if name, ok := strings.CutPrefix(line, "## "); ok && !fenced {
				heading = strings.TrimSpace(name)
				continue
			}
			found[heading] += line
		}
	}
	return found
})

const fence = "```"

// Page is where the section about a code stands in the documentation.
func (c Code) Page() string { return pages + c.file() + "#" + string(c) }

// file is the page that a code has its section on.
func (c Code) file() string {
	if c.Breaks() != "" {
		return "breaking.md"
	}
	return "diagnostics.md"
}

// section is what the documentation says about a code, in Markdown; nothing
// for a code that it does not know.
func (c Code) section() string { return strings.TrimSpace(sections()[string(c)]) }

// prose is a code's section up to the first example.
func (c Code) prose() string {
	text, _, _ := strings.Cut(c.section(), fence)
	return strings.Join(strings.Fields(c.unlinked(text)), " ")
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

// linked is a code's section with the full addresses of its links.
func (c Code) linked() string {
	return link.ReplaceAllStringFunc(c.section(), func(found string) string {
		parts := link.FindStringSubmatch(found)
		return "[" + parts[1] + "](" + c.address(parts[2]) + ")"
	})
}

// unlinked writes the links of a text of a code's section out. One to another
// section of the page needs no address: it is named after it.
func (c Code) unlinked(markdown string) string {
	return link.ReplaceAllStringFunc(markdown, func(found string) string {
		parts := link.FindStringSubmatch(found)
		if strings.HasPrefix(parts[2], "#") {
			return parts[1]
		}
		return parts[1] + " (" + c.address(parts[2]) + ")"
	})
}

// address makes a link of a code's page one that leads there from anywhere.
func (c Code) address(target string) string {
	switch {
	case strings.Contains(target, "://"):
		return target
	case strings.HasPrefix(target, "#"):
		return pages + c.file() + target
	}
	return pages + target
}
