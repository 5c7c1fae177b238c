package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/syncgen/syncgen/dsl"
)

// writeNew makes files, and the folders that they need: all of them, or none
// where one exists already or cannot be written.
func writeNew(files []dsl.Text) (err error) {
	var inTheWay []string
	for _, f := range files {
		if _, err := os.Lstat(f.Path); err == nil {
			inTheWay = append(inTheWay, f.Path)
		}
	}
	if len(inTheWay) > 0 {
		return fmt.Errorf("nothing is written, since files that exist are never touched; move what is in the way:\n    %s", strings.Join(inTheWay, "\n    "))
	}
	var made []string // files and folders, what is inside after what it is in
	defer func() {
		if err != nil {
			for _, path := range slices.Backward(made) {
				_ = os.Remove(path) // a folder stays when somebody else has put something in
			}
		}
	}()
	for _, f := range files {
		folders, err := makeFolders(filepath.Dir(f.Path))
		made = append(made, folders...)
		if err != nil {
			return fmt.Errorf("%s cannot be written, and nothing is: %w", f.Path, err)
		}
		// O_EXCL: nobody's file is written over that has come about meanwhile.
		file, err := os.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return fmt.Errorf("%s cannot be written, and nothing is: %w", f.Path, err)
		}
		made = append(made, f.Path)
		_, err = file.WriteString(f.Text)
		if err = errors.Join(err, file.Close()); err != nil {
			return fmt.Errorf("%s cannot be written, and nothing is: %w", f.Path, err)
		}
	}
	return nil
}

// makeFolders makes a folder with those above it, and returns what it made.
func makeFolders(dir string) (made []string, err error) {
	_, err = os.Stat(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	made, err = makeFolders(filepath.Dir(dir))
	if err != nil {
		return made, err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return made, err
	}
	return append(made, dir), nil
}
