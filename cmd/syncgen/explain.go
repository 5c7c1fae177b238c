package main

import (
	"fmt"
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

type explainCommand struct {
	colorFlag
	Code string `arg:"" optional:"" help:"The code of a finding, as it stands in brackets before its message. Default: list all of them."`
}

func (c *explainCommand) run(s *session) (int, error) {
	color := c.wanted(s)
	if c.Code == "" {
		return exitClean, diagnostic.Summaries(s.stdout, color)
	}
	name := bare(c.Code)
	code, meant := diagnostic.CodeOf(name, diagnostic.AllCodes())
	switch {
	case code != "":
		return exitClean, diagnostic.Explain(s.stdout, code, color)
	case meant != "":
		return exitUsage, fmt.Errorf("there is no code `%s`, did you mean `%s`?", name, meant)
	}
	return exitUsage, fmt.Errorf("there is no code `%s`: run `syncgen explain` for all of them", name)
}

// bare is a code without what it is copied with: `error[code]:`.
func bare(text string) string {
	if _, after, found := strings.Cut(text, "["); found {
		text = after
	}
	text, _, _ = strings.Cut(text, "]")
	return strings.TrimSpace(text)
}
