package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"

	"github.com/syncgen/syncgen/gen/openapi"
)

type openAPICommand struct {
	Format     string `enum:"yaml,json" default:"yaml" help:"How the document is written: yaml or json."`
	Out        string `placeholder:"FILE" help:"Where the document goes. Default: standard output."`
	Title      string `help:"The title of the API. Default: the name of the folder of specs."`
	APIVersion string `name:"api-version" default:"0.0.0" help:"The version of the API, which the document has to name."`
	Server     string `placeholder:"URL" default:"/api" help:"The base path of the server, or its whole URL. Default: /api."`
	NoProblems bool   `help:"Leave out what the server answers itself. For an app that writes such answers in a form of its own."`
	Dir        string `arg:"" optional:"" default:"." name:"dir" help:"A folder of specs, which is one program. Default: the current folder."`
}

// Help explains what the flags cannot.
func (*openAPICommand) Help() string {
	return `Paths, parameters, bodies and statuses are those of the specs, with the types that were inferred. Descriptions
come from the comments above syncs and at the heads of files, and from the prose of concepts.

` + plainExitCodes
}

func (c *openAPICommand) Validate() error {
	if strings.HasSuffix(c.Dir, "...") {
		return errors.New("a document describes one program: name its folder, without `...`")
	}
	return nil
}

func (c *openAPICommand) run(s *session) (int, error) {
	all, err := checkAll([]string{c.Dir})
	if err != nil {
		return exitUsage, err
	}
	if r := report(all); r.Errors() > 0 {
		if err := r.Text(s.stderr, false); err != nil {
			return exitUsage, err
		}
		s.warn("nothing is described until the specs pass the check")
		return exitFindings, nil
	}
	title, err := c.title()
	if err != nil {
		return exitUsage, err
	}
	doc, leftOut := openapi.Generate(all[0].program, all[0].flows, openapi.Options{
		Title: title, Version: c.APIVersion, Server: c.Server, NoProblems: c.NoProblems,
	})
	for _, route := range leftOut {
		s.warn("syncgen openapi: `%s` is left out: OpenAPI 3.1 has no place for its method", route)
	}
	text, err := c.encode(doc)
	if err != nil {
		return exitUsage, err
	}
	return exitClean, c.write(s, text)
}

func (c *openAPICommand) title() (string, error) {
	if c.Title != "" {
		return c.Title, nil
	}
	full, err := filepath.Abs(c.Dir)
	return filepath.Base(full), err
}

func (c *openAPICommand) encode(doc *openapi.Document) ([]byte, error) {
	if c.Format == "json" {
		return doc.JSON()
	}
	return doc.YAML()
}

// write puts the document in its place at once, so that no reader sees half of
// it.
func (c *openAPICommand) write(s *session, text []byte) error {
	if c.Out == "" {
		_, err := s.stdout.Write(text)
		return err
	}
	if err := renameio.WriteFile(c.Out, text, os.FileMode(0o644), renameio.WithTempDir(filepath.Dir(c.Out)), renameio.WithExistingPermissions()); err != nil {
		return fmt.Errorf("%s cannot be written: %w", c.Out, err)
	}
	return nil
}
