package main

import (
	"fmt"
	"path/filepath"

	"github.com/google/renameio/v2"

	"github.com/syncgen/syncgen/dsl"
)

// writeAll gives files new texts. All of them are written beside the old ones
// first, so that a full disk or a lack of rights leaves every file as it was;
// each is then replaced in one step, and no reader ever sees half of one.
func writeAll(texts []dsl.Text) error {
	pending := make([]*renameio.PendingFile, 0, len(texts))
	defer func() {
		for _, p := range pending {
			_ = p.Cleanup() // does nothing once the file has been put in place
		}
	}()
	for _, t := range texts {
		path, err := filepath.EvalSymlinks(t.Path) // a link stays one
		if err != nil {
			return err
		}
		p, err := renameio.NewPendingFile(path, renameio.WithTempDir(filepath.Dir(path)), renameio.WithExistingPermissions())
		if err != nil {
			return fmt.Errorf("%s cannot be written: %w", t.Path, err)
		}
		pending = append(pending, p)
		if _, err := p.WriteString(t.Text); err != nil {
			return fmt.Errorf("%s cannot be written: %w", t.Path, err)
		}
	}
	for i, p := range pending {
		if err := p.CloseAtomicallyReplace(); err != nil {
			return fmt.Errorf("%s cannot be replaced (%d of %d files are done): %w", texts[i].Path, i, len(texts), err)
		}
	}
	return nil
}

// writeFile gives a file, which need not exist yet, a text in one step.
func writeFile(path, text string) error {
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		path = resolved // a link stays one
	}
	if err := renameio.WriteFile(path, []byte(text), 0o644, renameio.WithTempDir(filepath.Dir(path)), renameio.WithExistingPermissions()); err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, err)
	}
	return nil
}
