package gen

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl"
	"github.com/syncgen/syncgen/dsl/program"
)

// stampFile is the file of every output that has the stamp: a line that says
// what the output was made from and what it is.
const stampFile = "app.go"

const stampFormat = "// syncgen: from %q, specs %s, output %s"

var stampPattern = regexp.MustCompile(`^// syncgen: from ("(?:[^"\\]|\\.)*"), specs (\w+), output (\w+)$`)

// Fingerprint identifies what an output is made from: the texts of the specs,
// the options, and the tool's version.
func Fingerprint(options Options, texts []dsl.Text) string {
	texts = slices.Clone(texts)
	slices.SortFunc(texts, func(a, b dsl.Text) int { return strings.Compare(a.Path, b.Path) })
	h := sha256.New()
	// Lengths keep two lists of texts from reading the same.
	fmt.Fprintf(h, "%q %q %q %q %d\n", options.Source, options.Version, options.Package, options.ImportPath, options.SplitAbove)
	for _, t := range texts {
		writeSized(h, t.Path)
		writeSized(h, t.Text)
	}
	return shortSum(h)
}

func writeSized(h hash.Hash, text string) {
	fmt.Fprintf(h, "%d:", len(text))
	_, _ = io.WriteString(h, text)
}

// shortSum is enough of a hash to notice a change by.
func shortSum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:16]) }

// fingerprint is the Fingerprint of a program that was read.
func fingerprint(options Options, p *program.Program) string {
	var texts []dsl.Text
	for _, f := range p.Sources.Files() {
		if !strings.HasPrefix(f.Path, "<") { // the built-in concepts are the tool's own
			texts = append(texts, dsl.Text{Path: f.Path, Text: f.Text})
		}
	}
	return Fingerprint(options, texts)
}

// stamp writes the stamp into the output.
func (o *Output) stamp(source, specs string) {
	line := fmt.Sprintf(stampFormat+"\n", source, specs, sumOf(o.Files))
	header, rest, _ := bytes.Cut(o.Files[stampFile], []byte("\n"))
	o.Files[stampFile] = slices.Concat(header, []byte("\n"), []byte(line), rest)
}

// sumOf identifies the contents of files. The stamp itself does not count.
func sumOf(files map[string][]byte) string {
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(files)) {
		content := files[path]
		if path == stampFile {
			_, _, content = readStamp(content)
		}
		sum := sha256.Sum256(content)
		writeSized(h, path)
		_, _ = h.Write(sum[:])
	}
	return shortSum(h)
}

// readStamp returns the last two parts of a file's stamp, and the file without
// it. The parts are empty where it has none.
func readStamp(content []byte) (specs, output string, rest []byte) {
	header, after, _ := bytes.Cut(content, []byte("\n"))
	line, after, _ := bytes.Cut(after, []byte("\n"))
	parts := stampPattern.FindSubmatch(line)
	if parts == nil {
		return "", "", content
	}
	return string(parts[2]), string(parts[3]), slices.Concat(header, []byte("\n"), after)
}

// Source returns the Options.Source of the output in a folder, or "" when
// there is no output of this tool in it.
func Source(dir string) (string, error) {
	content, err := readOwn(dir, stampFile)
	if content == nil {
		return "", err
	}
	_, after, _ := bytes.Cut(content, []byte("\n"))
	line, _, _ := bytes.Cut(after, []byte("\n"))
	parts := stampPattern.FindSubmatch(line)
	if parts == nil {
		return "", nil
	}
	return strconv.Unquote(string(parts[1]))
}

// Sum identifies the output: two with the same sum have the same files.
func (o *Output) Sum() string { return sumOf(o.Files) }

// UpToDate looks for an output in a folder that was made from specs and
// options with this fingerprint, and has not been touched since. It returns the
// output's sum, and how many files it has.
func UpToDate(dir, fingerprint string) (sum string, files int, ok bool) {
	content, err := readOwn(dir, stampFile)
	if err != nil || content == nil {
		return "", 0, false
	}
	specs, output, _ := readStamp(content)
	if specs == "" || specs != fingerprint {
		return "", 0, false
	}
	own, err := ownFiles(dir)
	return output, len(own), err == nil && sumOf(own) == output
}
