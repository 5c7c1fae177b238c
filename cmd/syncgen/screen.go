package main

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/syncgen/syncgen/dsl/diagnostic"
)

// What a screen is taken for where its size is not known, and how many of its
// lines are for others than findings.
const (
	screenWidth, screenHeight = 80, 24
	screenRest                = 3
)

const clearScreen = "\x1b[H\x1b[2J\x1b[3J"

// show puts as many findings on the screen as it has room for, and counts the
// others. A terminal is cleared first.
func (w *watcher) show(r *diagnostic.Report) error {
	if w.terminal {
		if _, err := w.stdout.Write([]byte(clearScreen)); err != nil {
			return err
		}
	}
	width, height := screenWidth, screenHeight
	if w.terminal {
		if wide, high, err := w.size(); err == nil && wide > 0 && high > 0 {
			width, height = wide, high
		}
	}
	text, err := fit(r, width, height-screenRest, w.wanted(w.session))
	if err != nil {
		return err
	}
	_, err = w.stdout.Write(text)
	return err
}

// fit renders as many findings as there is room for. Where there is none for
// the first with its lines of the source, each is a line.
func fit(r *diagnostic.Report, width, height int, color bool) ([]byte, error) {
	r.More = "`syncgen check` shows all"
	var fits []byte
	for r.Max = 1; ; r.Max++ {
		var plain, text bytes.Buffer
		if err := r.Text(&plain, false); err != nil {
			return nil, err
		}
		if rows(plain.String(), width) > height {
			break
		}
		if err := r.Text(&text, color); err != nil {
			return nil, err
		}
		if fits = text.Bytes(); r.Withheld() == 0 {
			return fits, nil
		}
	}
	if fits != nil {
		return fits, nil
	}
	for r.Max = max(height-1, 1); ; r.Max-- {
		var short bytes.Buffer
		if err := r.Short(&short); err != nil || r.Max == 1 || rows(short.String(), width) <= height {
			return short.Bytes(), err
		}
	}
}

// rows is how many lines of a screen a text takes.
func rows(text string, width int) int {
	n := 0
	for line := range strings.Lines(text) {
		n += max(1, (utf8.RuneCountInString(strings.TrimSuffix(line, "\n"))+width-1)/width)
	}
	return n
}
