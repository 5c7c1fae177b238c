package scenario

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/gen"
	"github.com/syncgen/syncgen/runtime/scripted"
)

// Run plays scenarios, which have no errors, with the emitted code of the
// program, which has none either.
func Run(p *program.Program, scenarios []*Scenario, stage Stage) ([]*Result, *Coverage, error) {
	coverage := newCoverage(p)
	if len(scenarios) == 0 {
		return nil, coverage, nil
	}
	folder, err := os.MkdirTemp("", "syncgen-test")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(folder)
	executable, err := stage.build(p, folder)
	if err != nil {
		return nil, nil, err
	}
	t, err := begin(executable)
	if err != nil {
		return nil, nil, err
	}
	entries := gen.Entries(p, stage.Options)
	var results []*Result
	for _, s := range scenarios {
		player := &player{Result: &Result{Scenario: s}, program: p, coverage: coverage, vars: variables{}, met: map[*Line]bool{}}
		if err := t.play(player, player.start(entries)); err != nil {
			return nil, nil, fmt.Errorf("scenario %q: %w%s", s.Name(), err, t.end())
		}
		results = append(results, player.Result)
	}
	t.end()
	return results, coverage, nil
}

// talk is a process that runs flows.
type talk struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	to   *json.Encoder
	from *json.Decoder
	said strings.Builder // on standard error
}

func begin(executable string) (*talk, error) {
	t := &talk{cmd: exec.Command(executable)}
	t.cmd.Stderr = &t.said
	in, err := t.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := t.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	t.in, t.to, t.from = in, json.NewEncoder(in), json.NewDecoder(out)
	return t, t.cmd.Start()
}

// end lets the process end, and returns what it had to say.
func (t *talk) end() string {
	t.in.Close()
	_ = t.cmd.Wait() // how it ended is in what it said
	return "\n" + t.said.String()
}

// play runs the flow of one scenario.
func (t *talk) play(p *player, start *scripted.Start) error {
	if err := t.to.Encode(scripted.Message{Start: start}); err != nil {
		return err
	}
	for {
		var m scripted.Message
		if err := t.from.Decode(&m); err != nil {
			return fmt.Errorf("the process that runs flows ended: %w", err)
		}
		switch {
		case m.Call != nil:
			if err := t.to.Encode(scripted.Message{Reply: p.call(m.Call)}); err != nil {
				return err
			}
		case m.Step != nil:
			p.step(m.Step)
		case m.Decided != nil:
			p.coverage.decided(m.Decided)
		case m.Ended != nil:
			p.ended(m.Ended)
			return nil
		}
	}
}
