package driver

import (
	"bufio"
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"

	"github.com/syncgen/syncgen/gen/internal/semantics/checked"
	"github.com/syncgen/syncgen/runtime"
)

// Program is the emitted code of one program. New makes its app. Entries are
// the functions that begin flows, where those are in packages of their own.
type Program struct {
	Name    string
	New     func(run *Run, options ...runtime.Option) (any, error)
	Entries map[string]any
}

// Result is a line of what Main prints.
type Result struct {
	Program string
	Case    Case
	Trace   *Trace // without a tracer
	Traced  *Trace // with one
}

// Main runs flows of all programs and prints a Result in JSON for each. The
// specs of each program are in a folder of its name.
func Main(programs []Program) {
	specs := flag.String("specs", "", "the folder with the specs of the programs")
	flows := flag.Int("flows", 0, "how many flows to run from each root")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	for _, p := range programs {
		if err := p.run(filepath.Join(*specs, p.Name), *flows, json.NewEncoder(out)); err != nil {
			log.Fatalf("%s: %v", p.Name, err)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func (p Program) run(specs string, flows int, out *json.Encoder) error {
	files, err := ReadSpecs(specs)
	if err != nil {
		return err
	}
	prog, err := checked.Program(files)
	if err != nil {
		return err
	}
	run := &Run{program: prog, entries: p.Entries}
	plain, err := p.New(run)
	if err != nil {
		return err
	}
	traced, err := p.New(run, runtime.WithTracer(&tracer{run}))
	if err != nil {
		return err
	}
	for _, c := range Cases(prog, flows) {
		result := Result{Program: p.Name, Case: c}
		result.Trace = run.flow(plain, c)
		result.Traced = run.flow(traced, c)
		if err := out.Encode(result); err != nil {
			return err
		}
	}
	return nil
}

// WriteSpecs writes the files of a program into a folder.
func WriteSpecs(folder string, files map[string]string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// ReadSpecs reads what WriteSpecs wrote.
func ReadSpecs(folder string) (map[string]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		files[e.Name()] = string(text)
	}
	return files, nil
}

// tracer writes down which sync called each action.
type tracer struct{ run *Run }

func (t *tracer) Step(s *runtime.Step) {
	if s.Kind == runtime.ActionStep {
		sync, _ := s.Sync()
		t.run.trace.causes(sync.Name, s.Name)
	}
}

func (t *tracer) Ended(*runtime.FlowEnd) {}
