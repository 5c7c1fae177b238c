package lsp

import (
	"context"
	"fmt"
	"reflect"
	"runtime/debug"
	"slices"

	"go.lsp.dev/protocol"

	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/source"
)

// worker keeps the editor's list of the findings of one program up to date. At
// most one check runs at a time; changes that come while one runs are checked
// together when it is done.
type worker struct {
	running, again bool
	sent           map[string]*protocol.PublishDiagnosticsParams // what the editor shows, by path
}

// schedule has a program checked.
func (s *server) schedule(dir string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.workers[dir]
	if w == nil {
		if s.current.programs[dir] == nil {
			return
		}
		w = &worker{sent: map[string]*protocol.PublishDiagnosticsParams{}}
		s.workers[dir] = w
	}
	if w.again = w.running; !w.running {
		w.running = true
		go s.work(dir, w)
	}
}

func (s *server) work(dir string, w *worker) {
	for {
		snap := s.state().programs[dir]
		s.publish(snap, w)
		s.mu.Lock()
		if !w.again {
			w.running = false
			if snap == nil {
				delete(s.workers, dir)
			}
			s.mu.Unlock()
			return
		}
		w.again = false
		s.mu.Unlock()
	}
}

// publish sends the findings of those files of which the editor shows others.
func (s *server) publish(snap *snapshot, w *worker) {
	defer func() {
		if hit := recover(); hit != nil {
			s.report("the check failed, which is a mistake in syncgen: %v", hit)
			fmt.Fprintf(s.log, "%s\n", debug.Stack())
		}
	}()
	now := map[string]*protocol.PublishDiagnosticsParams{}
	if snap != nil {
		now = s.findings(snap)
	}
	for file, before := range w.sent {
		if now[file] == nil && len(before.Diagnostics) > 0 {
			now[file] = &protocol.PublishDiagnosticsParams{URI: uriOf(file), Diagnostics: []protocol.Diagnostic{}}
		}
	}
	for file, p := range now {
		before := w.sent[file]
		if before != nil && reflect.DeepEqual(before, p) || before == nil && len(p.Diagnostics) == 0 && p.Version.IsZero() {
			continue
		}
		s.notify(func(ctx context.Context) error { return s.client.PublishDiagnostics(ctx, p) })
	}
	w.sent = now
}

// findings are those of a program, by the file that they are in. Every file has
// a list, if an empty one.
func (s *server) findings(snap *snapshot) map[string]*protocol.PublishDiagnosticsParams {
	c := s.converter(snap)
	lists := map[source.FileID]diagnostic.List{}
	for _, d := range snap.checked().findings {
		if f := snap.source(d.Primary.Span.File); f == nil || f.BuiltIn() {
			d.Primary.Span = source.Span{File: 1} // of no file: it stands at the beginning of the first
		}
		lists[d.Primary.Span.File] = append(lists[d.Primary.Span.File], d)
	}
	out := map[string]*protocol.PublishDiagnosticsParams{}
	for _, f := range snap.parsed().Sources.Files() {
		if f.BuiltIn() {
			continue
		}
		p := &protocol.PublishDiagnosticsParams{URI: uriOf(f.Path), Diagnostics: []protocol.Diagnostic{}}
		if version, open := snap.versions[f.Path]; open {
			p.Version = protocol.NewOptional(version)
		}
		for i := range lists[f.ID] {
			p.Diagnostics = append(p.Diagnostics, c.diagnostic(&lists[f.ID][i]))
		}
		p.Diagnostics = slices.Clip(p.Diagnostics)
		out[f.Path] = p
	}
	return out
}
