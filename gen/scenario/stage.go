package scenario

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen"
)

const driverPath = "github.com/syncgen/syncgen/runtime/scripted"

const mainText = `package main

import %q

func main() { scripted.Main(doubled, doubledEntries) }
`

// Stage is where the emitted code of a program goes to be built: the folder of
// its package. Nothing is written there: Go is shown the files in an overlay, so
// what is played is what the specs say, whether or not it has been generated.
type Stage struct {
	Dir     string // need not exist
	Options gen.Options
}

// build compiles the program's flows with concepts that ask what they come to,
// into a folder, and returns the executable.
func (s Stage) build(p *program.Program, into string) (string, error) {
	out, err := gen.Generate(p, s.Options)
	if err != nil {
		return "", err
	}
	dir, err := filepath.Abs(s.Dir)
	if err != nil {
		return "", err
	}
	files, err := s.existing(dir)
	if err != nil {
		return "", err
	}
	add := func(path string, text []byte) error {
		kept := filepath.Join(into, strings.ReplaceAll(path, "/", "-"))
		files[filepath.Join(dir, filepath.FromSlash(path))] = kept
		return os.WriteFile(kept, text, 0o644)
	}
	for path, text := range out.Files {
		if err := add(path, text); err != nil {
			return "", err
		}
	}
	doubles, err := gen.Doubles{Name: "doubled", Driver: driverPath}.Render(p, s.Options)
	if err != nil {
		return "", err
	}
	if err := add(mainFolder+"/doubled.go", doubles); err != nil {
		return "", err
	}
	if err := add(mainFolder+"/main.go", fmt.Appendf(nil, mainText, driverPath)); err != nil {
		return "", err
	}
	return s.compile(files, into)
}

// mainFolder is the folder of the program's main package, below its own.
const mainFolder = "syncgentest"

// existing hides the files of the folder that are there already.
func (s Stage) existing(dir string) (map[string]string, error) {
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		switch {
		case os.IsNotExist(err):
			return nil
		case err == nil && !entry.IsDir() && filepath.Ext(path) == ".go":
			files[path] = ""
		}
		return err
	})
	return files, err
}

// compile has Go build the main package, in the module that the folder is in.
func (s Stage) compile(files map[string]string, into string) (string, error) {
	overlay, err := json.Marshal(map[string]any{"Replace": files})
	if err != nil {
		return "", err
	}
	list := filepath.Join(into, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o644); err != nil {
		return "", err
	}
	executable := filepath.Join(into, "scenarios.exe")
	cmd := exec.Command("go", "build", "-overlay", list, "-o", executable, s.Options.ImportPath+"/"+mainFolder)
	cmd.Dir = there(s.Dir)
	if said, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build of what %s is compiled to: %w\n%s", s.Options.Source, err, said)
	}
	return executable, nil
}

// there is the folder itself, or the nearest above it that exists.
func there(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}
