package main

import (
	"io"
	"strings"

	"github.com/syncgen/syncgen/gen/picture"
)

type graphCommand struct {
	Format  string `enum:"mermaid,dot,svg" default:"mermaid" help:"What the picture is written as: mermaid (for Markdown), dot (for Graphviz) or svg."`
	Route   string `placeholder:"ROUTE" help:"Draw a route: 'POST /login', or /login for all its methods."`
	Concept string `placeholder:"NAME" help:"Draw the syncs that wait for a concept's actions or call them."`
	Sync    string `placeholder:"NAME" help:"Draw a sync, with what it waits for and all that it may call."`
	Out     string `placeholder:"FILE" help:"Write the picture to a file. Default: standard output."`
	Dir     string `arg:"" optional:"" default:"./..." help:"The folder of specs. dir/... stands for all below it, of which there must be one. Default: ./..."`
}

// Help explains what the flags cannot.
func (*graphCommand) Help() string {
	return `Without --route, --concept and --sync, a program of several routes is drawn as an overview: its routes, file by file,
its concepts, and what leads from the ones to the others. Several of the flags draw what all of them let through.
A picture goes down the page, or across where it would be too wide.

` + plainExitCodes
}

func (c *graphCommand) run(s *session) (int, error) {
	p, err := loadOne(c.Dir, "a picture")
	if err != nil {
		return exitUsage, err
	}
	p.check()
	if r := report([]*checked{p}); r.Errors() > 0 {
		if err := r.Text(s.stderr, false); err != nil {
			return exitUsage, err
		}
		s.warn("no picture is drawn until the specs pass the check")
		return exitFindings, nil
	}
	graph, err := picture.Draw(p.program, picture.Filter{Route: c.Route, Concept: c.Concept, Sync: c.Sync})
	if err != nil {
		return exitUsage, err
	}
	if boxes := len(graph.Nodes); boxes > readable {
		s.warn("a picture of %d boxes is hard to read: draw a part of it with %s", boxes, strings.Join(c.unused(), " or "))
	}
	text, err := c.render(graph)
	if err != nil {
		return exitUsage, err
	}
	if c.Out != "" {
		return exitClean, writeFile(c.Out, text)
	}
	_, err = io.WriteString(s.stdout, text)
	return exitClean, err
}

// readable is how many boxes of a picture one takes in. The largest route of the
// example apps has 40, the largest overview 17.
const readable = 80

// unused lists the filters that could make the picture smaller.
func (c *graphCommand) unused() []string {
	var flags []string
	for _, filter := range []struct{ flag, value string }{{"--route", c.Route}, {"--concept", c.Concept}, {"--sync", c.Sync}} {
		if filter.value == "" {
			flags = append(flags, filter.flag)
		}
	}
	return flags
}

func (c *graphCommand) render(g *picture.Graph) (string, error) {
	switch c.Format {
	case "dot":
		return g.Dot(), nil
	case "svg":
		return g.SVG()
	}
	return g.Mermaid(), nil
}
