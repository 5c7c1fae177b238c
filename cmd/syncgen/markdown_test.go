package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// page is a page of the documentation, cut where its tests look at it.
type page struct {
	path   string
	blocks []*block
}

// block is a fenced block of a page.
type block struct {
	section string // the heading that it stands below
	words   string // after the fence: the language, and what else the test is to know
	text    string
	first   int // the line of the page that the text begins at, from 0
	lines   int
}

// lang is the first of a block's words.
func (b *block) lang() string {
	lang, _, _ := strings.Cut(b.words, " ")
	return lang
}

// is reports whether one of a block's words is the given one.
func (b *block) is(word string) bool {
	for _, w := range strings.Fields(b.words) {
		if w == word {
			return true
		}
	}
	return false
}

func readPage(t *testing.T, path string) *page {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	p := &page{path: path}
	section, inside := "", (*block)(nil)
	for n, line := range strings.SplitAfter(string(text), "\n") {
		words, fence := strings.CutPrefix(line, "```")
		switch {
		case inside != nil && fence:
			inside = nil
		case inside != nil:
			inside.text += line
			inside.lines++
		case fence:
			inside = &block{section: section, words: strings.TrimSpace(words), first: n + 1}
			p.blocks = append(p.blocks, inside)
		case strings.HasPrefix(line, "#"):
			section = strings.TrimSpace(strings.TrimLeft(line, "#"))
		}
	}
	require.Nil(t, inside, "%s: a block is not closed", path)
	return p
}

// write puts the blocks' texts back into the page.
func (p *page) write(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile(p.path)
	require.NoError(t, err)
	lines := strings.SplitAfter(string(text), "\n")
	for i := len(p.blocks) - 1; i >= 0; i-- {
		b := p.blocks[i]
		lines = append(lines[:b.first:b.first], append([]string{b.text}, lines[b.first+b.lines:]...)...)
	}
	require.NoError(t, os.WriteFile(p.path, []byte(strings.Join(lines, "")), 0o644))
}
