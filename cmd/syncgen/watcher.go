package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/cmd/syncgen/internal/process"
	"github.com/syncgen/syncgen/dsl"
)

// watcher is a watch in progress.
type watcher struct {
	*watchCommand
	*session
	tool string
	then *process.Command // nil for none
	seen []dsl.Text       // what the last look found; nil where it has to be repeated
}

// look checks all specs that have changed since the last one, shows what was
// found, and generates and restarts the command if all is well.
func (w *watcher) look() error {
	all, err := loadAll(w.Dirs)
	if err != nil {
		w.seen = nil
		return err
	}
	var texts []dsl.Text
	for _, p := range all {
		texts = append(texts, p.texts...)
	}
	if slices.Equal(texts, w.seen) {
		return nil // saved as it was, or nothing that is a spec
	}
	w.seen = texts
	for _, p := range all {
		p.check()
	}
	r := report(all)
	if err := w.show(r); err != nil {
		return err
	}
	if r.Errors() > 0 {
		w.warn("nothing is generated until the specs pass the check")
		return nil
	}
	if err := w.generate(all); err != nil {
		w.seen = nil
		return err
	}
	return w.restart()
}

func (w *watcher) generate(all []*checked) error {
	targets, err := w.targets(all, w.Dirs)
	if err != nil {
		return err
	}
	for _, t := range targets {
		changes, err := t.write(w.tool)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.stdout, "%s: %d written, %d removed, %d as they were\n", t.file(""), len(changes.Written), len(changes.Removed), changes.Unchanged)
	}
	return nil
}

func (w *watcher) restart() error {
	if w.then == nil {
		return nil
	}
	if err := w.then.Restart(); err != nil {
		return fmt.Errorf("`%s` cannot be started: %w", strings.Join(w.then.Args, " "), err)
	}
	return nil
}

// ended gets the result of the command, if there is one that runs.
func (w *watcher) ended() <-chan error {
	if w.then == nil {
		return nil
	}
	return w.then.Ended()
}

func howEnded(result error) string {
	if result == nil {
		return "exit status 0"
	}
	return result.Error()
}
