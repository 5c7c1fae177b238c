package routes

import (
	"strings"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// base is the path that a server puts before every route's, unless it is told
// otherwise.
const base = "/api"

// based reports paths that repeat the base path. A program that has it in most
// of its paths may be meant for another base path: of these nothing is said,
// but where a path has it twice.
func (c *checker) based() {
	var with []*use
	for _, u := range c.uses {
		if hasBase(u.path) {
			with = append(with, u)
		}
	}
	few := len(with)*2 < len(c.uses)
	for _, u := range with {
		rest := strings.TrimPrefix(u.path, base)
		switch {
		case hasBase(rest):
			c.repeated(u, rest, "the path `%s` has the base path `%s` in it twice", "the base path comes before these already")
		case few:
			c.repeated(u, rest, "the path `%s` repeats the base path `%s`", "the base path comes before this one")
		}
	}
}

func (c *checker) repeated(u *use, rest, format, label string) {
	if rest == "" {
		rest = "/"
	}
	d := finding(u.at, label, format, u.path, base)
	d.Severity = diagnostic.Warning
	d.Notes = []string{"the server puts `" + base + "` before every path, unless it is told otherwise: clients ask for `" + base + u.path + "` here"}
	d.Help = []string{"write the path without it"}
	write(&d, false, rest)
	c.found = append(c.found, d)
}

func hasBase(path string) bool { return path == base || strings.HasPrefix(path, base+"/") }
