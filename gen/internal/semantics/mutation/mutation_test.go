package mutation

import (
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/diagnostic"
)

const (
	specs = "../../../../specs"
	page  = "../../../../docs/analysis.md"
)

var (
	count  = flag.Int("mutants", 20, "how many mistakes of each kind to make; 0 makes all that can be made")
	seed   = flag.Uint64("seed", 1, "the seed by which they are chosen")
	worlds = flag.Int("worlds", 24, "how many flows of each route to run of what the checker passes")
	update = flag.Bool("update", false, "write the table of the documentation anew")
)

// apps are the right programs: every folder of specs.
func apps(t *testing.T) []*App {
	t.Helper()
	dirs, err := dsl.FindDirs([]string{specs + "/..."})
	require.NoError(t, err)
	var list []*App
	for _, dir := range dirs {
		texts, err := dsl.Load(dir)
		require.NoError(t, err)
		list = append(list, NewApp(filepath.Base(dir), texts, *worlds))
	}
	require.NotEmpty(t, list)
	return list
}

// The programs have no mistakes to begin with, neither by the checker nor in
// any flow that is run.
func TestAppsAreRight(t *testing.T) {
	for _, a := range apps(t) {
		assert.Equal(t, Judgement{Verdict: Same}, Judge(a, a.Texts, *worlds), a.Name)
	}
}

// Mistakes that break a promise are found. The score is printed; -v also shows
// each mistake that makes a difference and is not found.
func TestMistakesAreFound(t *testing.T) {
	all := apps(t)
	var scores []*score
	for _, k := range Kinds() {
		s := &score{kind: k, codes: map[diagnostic.Code]int{}}
		for _, m := range chosen(all, k) {
			texts := m.Texts()
			require.NotEqual(t, m.App.Texts, texts, "nothing is changed: %s, in %s", k.Name, m.App.Name)
			s.made = append(s.made, &made{app: m.App, texts: texts})
		}
		require.NotEmpty(t, s.made, "no mistake can be made: %s", k.Name)
		scores = append(scores, s)
	}
	judge(scores)
	for _, s := range scores {
		for _, m := range s.made {
			s.add(m.judgement)
			if m.judgement.Misses(s.kind) {
				t.Errorf("not found: %s", m.text(s.kind))
			} else if m.judgement.Verdict == Other {
				t.Logf("another program: %s", m.text(s.kind))
			}
		}
	}
	fmt.Printf("mistakes with seed %d, at most %d of each kind:\n%s", *seed, *count, table(scores, true))
	if *count == defaultOf(t, "mutants") && int(*seed) == defaultOf(t, "seed") {
		documented(t, table(scores, false))
	}
}

// chosen are some of the mistakes of a kind, of all apps.
func chosen(all []*App, k *Kind) []*Mutant {
	var list []*Mutant
	for _, a := range all {
		list = append(list, k.Mutants(a)...)
	}
	if *count == 0 || len(list) <= *count {
		return list
	}
	h := fnv.New64a()
	h.Write([]byte(k.Name))
	r := rand.New(rand.NewPCG(*seed, h.Sum64()))
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:*count]
}

// made is a mistake that was made.
type made struct {
	app       *App
	texts     []dsl.Text
	judgement Judgement
}

// judge judges mutants side by side.
func judge(scores []*score) {
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, s := range scores {
		for _, m := range s.made {
			slots <- struct{}{}
			wait.Go(func() {
				m.judgement = Judge(m.app, m.texts, *worlds)
				<-slots
			})
		}
	}
	wait.Wait()
}

// text shows what was changed, and the flow that does something else.
func (m *made) text(k *Kind) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, in %s; see %+v\n", k.Name, m.app.Name, m.judgement.Flow)
	for i, before := range m.app.Texts {
		if after := m.texts[i]; after.Text != before.Text {
			was, is := changed(before.Text, after.Text)
			fmt.Fprintf(&b, "%s\n  - %s\n  + %s\n", before.Path, strings.Join(was, "\n  - "), strings.Join(is, "\n  + "))
		}
	}
	return b.String()
}

// changed are the lines of two texts from the first to the last that differ.
func changed(before, after string) (was, is []string) {
	was, is = strings.Split(before, "\n"), strings.Split(after, "\n")
	for len(was) > 0 && len(is) > 0 && was[0] == is[0] {
		was, is = was[1:], is[1:]
	}
	for len(was) > 0 && len(is) > 0 && was[len(was)-1] == is[len(is)-1] {
		was, is = was[:len(was)-1], is[:len(is)-1]
	}
	return was, is
}

// score counts what became of the mistakes of a kind.
type score struct {
	kind     *Kind
	made     []*made
	verdicts [Broken + 1]int
	codes    map[diagnostic.Code]int
}

func (s *score) add(j Judgement) {
	s.verdicts[j.Verdict]++
	for _, c := range j.Codes {
		s.codes[c]++
	}
}

// found is how many of the mistakes that make a difference were found, in
// percent, rounded down.
func (s *score) found() string {
	differ := len(s.made) - s.verdicts[Same]
	if differ == 0 {
		return "–"
	}
	return fmt.Sprintf("%d%%", 100*s.verdicts[Found]/differ)
}

// table writes scores in Markdown, on demand with the codes that were given.
func table(scores []*score, codes bool) string {
	var b strings.Builder
	b.WriteString("| mistake | made | no difference | found | another program | missed |\n|---|---|---|---|---|---|\n")
	for _, s := range scores {
		name := s.kind.Name
		if s.kind.Promise == All {
			name = "**" + name + "**"
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %s | %d | %d |\n", name, len(s.made), s.verdicts[Same], s.found(), s.verdicts[Other], s.verdicts[Broken])
		if codes {
			for _, c := range slices.Sorted(maps.Keys(s.codes)) {
				fmt.Fprintf(&b, "    %4d %s\n", s.codes[c], c)
			}
		}
	}
	return b.String()
}

// documented compares the table of the documentation with what was found.
func documented(t *testing.T, want string) {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(text), "| mistake |")
	require.True(t, ok, "%s has no table of mistakes", page)
	end := strings.Index(rest, "\n\n")
	if end < 0 {
		end = len(rest) - 1
	}
	if *update {
		require.NoError(t, os.WriteFile(page, []byte(before+want+rest[end+1:]), 0o644))
		return
	}
	assert.Equal(t, want, "| mistake |"+rest[:end+1], "%s tells another score: go test ./gen/internal/semantics/mutation -update", page)
}

func defaultOf(t *testing.T, name string) int {
	t.Helper()
	var n int
	_, err := fmt.Sscan(flag.Lookup(name).DefValue, &n)
	require.NoError(t, err)
	return n
}
