// Package docs holds the pages that the tool itself shows.
package docs

import _ "embed"

// Diagnostics is the page about findings: a section for each code, headed by
// its name.
//
//go:embed diagnostics.md
var Diagnostics string

// Breaking is the page about what changes of specs break: it, too, has a section
// for each code.
//
//go:embed breaking.md
var Breaking string
