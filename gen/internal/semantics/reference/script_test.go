package reference_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl/program"
	"github.com/syncgen/syncgen/dsl/types"
	"github.com/syncgen/syncgen/gen/internal/semantics/reference"
	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// script is a world written down line by line:
//
//	> Clock.tick {"n": 1}                       the root and its inputs
//	limit 5                                      the most actions of a flow
//	Profile.authenticate => {"user": "bob"}      how an action completes; each line once, the last for ever
//	Profile.authenticate => fails
//	Store._list => {"item": "a"} {"item": "b"}   the rows of a query
//	Store._list {"owner": "bob"} => …            its rows for these inputs
//	Store._list @2 => …                          its rows once two actions have completed
type script struct {
	t           *testing.T
	program     *program.Program
	root        *program.Action
	inputs      value.Record
	options     reference.Options
	completions map[string][]string
	rows        map[string][]rows
	actions     int
}

type rows struct {
	after  int
	inputs string // canonical; empty for any
	rows   []string
}

func readScript(t *testing.T, p *program.Program, text string) *script {
	s := &script{t: t, program: p, completions: map[string][]string{}, rows: map[string][]rows{}}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if name, ok := strings.CutPrefix(line, "> "); ok {
			name, inputs, _ := strings.Cut(name, " ")
			s.root = s.action(name)
			s.inputs = s.record(inputs, s.root.Params)
			continue
		}
		if limit, ok := strings.CutPrefix(line, "limit "); ok {
			n, err := strconv.Atoi(limit)
			require.NoError(t, err)
			s.options.Actions = n
			continue
		}
		left, right, ok := strings.Cut(line, " => ")
		require.True(t, ok, "`%s` is no line of a script", line)
		name, when, _ := strings.Cut(left, " ")
		if !strings.Contains(name, "._") {
			s.completions[name] = append(s.completions[name], right)
			continue
		}
		r := rows{}
		if right != "none" {
			r.rows = strings.SplitAfter(right, "} ")
		}
		if count, ok := strings.CutPrefix(when, "@"); ok {
			n, err := strconv.Atoi(count)
			require.NoError(t, err)
			r.after = n
		} else if when != "" {
			r.inputs = value.Canonical(s.record(when, s.query(name).Params))
		}
		s.rows[name] = append(s.rows[name], r)
	}
	return s
}

func (s *script) Act(action *program.Action, _ value.Record) (reference.Completion, error) {
	s.actions++
	name := action.FullName()
	lines := s.completions[name]
	if len(lines) == 0 {
		lines = []string{"{}"}
	}
	if len(lines) > 1 {
		s.completions[name] = lines[1:]
	}
	if lines[0] == "fails" {
		return reference.Completion{}, errors.New("fails")
	}
	var given map[string]any
	require.NoError(s.t, json.Unmarshal([]byte(lines[0]), &given))
	for _, o := range action.Outcomes {
		if len(o.Results) == len(given) && (len(given) == 0 || given[o.Results[0].Name] != nil) {
			return reference.Completion{Outcome: o, Results: s.record(lines[0], o.Results)}, nil
		}
	}
	require.Fail(s.t, "no such outcome", "`%s` has no outcome like %s", name, lines[0])
	return reference.Completion{}, nil
}

func (s *script) Query(query *program.Query, inputs value.Record) ([]value.Record, error) {
	var found []string
	for _, r := range s.rows[query.FullName()] {
		if s.actions >= r.after && (r.inputs == "" || r.inputs == value.Canonical(inputs)) {
			found = r.rows
		}
	}
	var result []value.Record
	for _, row := range found {
		if row == "fails" {
			return nil, errors.New("fails")
		}
		result = append(result, s.record(row, query.Results))
	}
	return result, nil
}

func (s *script) UUID() string   { return fmt.Sprintf("uuid%d", s.actions) }
func (s *script) Now() time.Time { return time.Date(2026, 1, 2, 3, 4, s.actions, 0, time.UTC) }

func (s *script) action(name string) *program.Action {
	concept, action, _ := strings.Cut(name, ".")
	a := s.program.Concept(concept).Action(action)
	require.NotNil(s.t, a, name)
	return a
}

func (s *script) query(name string) *program.Query {
	concept, query, _ := strings.Cut(name, ".")
	q := s.program.Concept(concept).Query(query)
	require.NotNil(s.t, q, name)
	return q
}

// record reads a JSON object as values of the declared types. What is not
// declared is one of the further values of `...`.
func (s *script) record(text string, params []*program.Param) value.Record {
	given := map[string]any{}
	if text != "" {
		require.NoError(s.t, json.Unmarshal([]byte(text), &given), text)
	}
	var record value.Record
	for _, p := range params {
		record = append(record, value.Named{Name: p.Name, Value: typed(given[p.Name], p.Type)})
		delete(given, p.Name)
	}
	for name, v := range given {
		record = append(record, value.Named{Name: name, Value: typed(v, nil)})
	}
	return record
}

// typed makes a value of a type of what JSON has for it.
func typed(v any, t types.Type) any {
	switch v := v.(type) {
	case nil:
		if t == nil {
			return value.Null // concepts know absent values alone
		}
	case float64:
		if p, ok := t.(types.Primitive); ok && p == types.Number {
			return v
		}
		return int64(v)
	case []any:
		for i := range v {
			v[i] = typed(v[i], value.Resolve(t).(*types.List).Elem)
		}
		return v
	case map[string]any:
		var record value.Record
		for _, f := range value.Resolve(t).(*types.Record).Fields {
			record = append(record, value.Named{Name: f.Name, Value: typed(v[f.Name], f.Type)})
		}
		return record
	}
	return v
}
