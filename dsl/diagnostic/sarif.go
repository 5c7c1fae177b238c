package diagnostic

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/dsl/source"
)

// SARIF renders the findings as a log of SARIF 2.1.0, with a rule for each
// code. Version is that of the tool.
func (r *Report) SARIF(w io.Writer, version string) error {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "syncgen", Version: version, SemanticVersion: strings.TrimPrefix(version, "v"), InformationURI: homepage, Rules: sarifRules(r.codes()),
		}},
		BaseIDs:    r.baseIDs(),
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	seen := map[string]int{}
	for _, f := range r.shown() {
		run.Results = append(run.Results, f.sarif(r.codes(), seen))
	}
	if more := r.withheldLine(); more != "" {
		run.Invocations = []sarifInvocation{{Successful: true, Notifications: []sarifNotification{{Level: "note", Message: sarifText{more}}}}}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifRules(codes []Code) []sarifRule {
	rules := []sarifRule{}
	for _, c := range codes {
		rules = append(rules, sarifRule{
			ID:      c,
			Short:   sarifText{c.Summary()},
			Help:    sarifHelp{c.prose(), c.linked()},
			HelpURI: c.Page(),
			Default: sarifConfiguration{c.Severity().String()},
		})
	}
	return rules
}

// sarif gives one result, by one of the codes; seen counts those of each
// fingerprint so far.
func (f finding) sarif(codes []Code, seen map[string]int) sarifResult {
	out := sarifResult{
		RuleID: f.Code, Level: f.Severity.String(),
		Message: sarifText{strings.Join(append([]string{f.Message}, f.remarks()...), "\n")},
	}
	if i := slices.Index(codes, f.Code); i >= 0 {
		out.RuleIndex = &i
	}
	if file := f.sources.File(f.Primary.Span.File); file != nil {
		out.Locations = []sarifLocation{f.location(f.Primary)}
		mark := fingerprint(f.Code, file, f.Primary.Span)
		seen[mark]++
		out.Fingerprints = map[string]string{"codeAndLine/v1": mark + ":" + strconv.Itoa(seen[mark])}
	}
	for i, l := range f.Secondary {
		related := f.location(l)
		related.ID = i + 1
		out.Related = append(out.Related, related)
	}
	if len(f.Trail) > 0 {
		var steps []sarifStep
		for _, s := range f.Trail {
			steps = append(steps, sarifStep{f.location(s.Label), s.Depth})
		}
		out.Flows = []sarifFlow{{[]sarifThread{{steps}}}}
	}
	if f.Fix != nil {
		out.Fixes = f.sarifFixes()
	}
	return out
}

// fingerprint tells a finding from others also when lines above it come and go.
func fingerprint(code Code, file *source.File, at source.Span) string {
	line := strings.TrimSpace(file.Line(file.Position(at.Start).Line))
	sum := sha256.Sum256([]byte(string(code) + "\x00" + path.Base(file.Name()) + "\x00" + line))
	return hex.EncodeToString(sum[:8])
}

// sarifFixes is the one fix of a finding, file by file.
func (f finding) sarifFixes() []sarifFix {
	fix := sarifFix{Description: sarifText{f.Fix.Title}, Properties: sarifSafe{f.Fix.Safe}}
	for _, file := range f.sources.Files() {
		change := sarifChange{Location: artifact(file)}
		for _, e := range f.Fix.Edits {
			if e.Span.File == file.ID {
				change.Replacements = append(change.Replacements, sarifReplacement{region(file, e.Span), sarifText{e.New}})
			}
		}
		if len(change.Replacements) > 0 {
			fix.Changes = append(fix.Changes, change)
		}
	}
	if len(fix.Changes) == 0 {
		return nil
	}
	return []sarifFix{fix}
}

// location says where a label is. There is nothing to open for one in a text
// that comes with the compiler: it has its words alone.
func (f finding) location(l Label) sarifLocation {
	var out sarifLocation
	if l.Text != "" {
		out.Message = &sarifText{l.Text}
	}
	file := f.sources.File(l.Span.File)
	if file == nil {
		return out
	}
	if file.BuiltIn() {
		out.Message = &sarifText{strings.TrimSpace(placeOf(file, l.Span) + " " + l.Text)}
		return out
	}
	out.Physical = &sarifPhysical{artifact(file), region(file, withoutLineEnding(file, l.Span))}
	return out
}

// How SARIF names the folder that paths start from: as it is, and as it was at
// the revision that it is compared with.
const (
	sourceRoot = "%SRCROOT%"
	pastRoot   = "%BEFORE%"
)

// baseIDs says what paths start from.
func (r *Report) baseIDs() map[string]sarifBase {
	ids := map[string]sarifBase{sourceRoot: {sarifText{"the folder that syncgen was run in"}}}
	for _, f := range r.shown() {
		for _, file := range f.sources.Files() {
			if file.Revision != "" {
				ids[pastRoot] = sarifBase{sarifText{"the folder that syncgen was run in, at the revision " + file.Revision}}
			}
		}
	}
	return ids
}

func artifact(f *source.File) sarifArtifact {
	file, base := f.Path, sourceRoot
	if f.Revision != "" {
		file, base = f.Name(), pastRoot
	}
	if path.IsAbs(file) {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: file}).String()}
	}
	// A name with a colon in its first part would be read as a scheme.
	return sarifArtifact{URI: strings.ReplaceAll((&url.URL{Path: path.Clean(file)}).EscapedPath(), ":", "%3A"), BaseID: base}
}

func region(file *source.File, s source.Span) sarifRegion {
	from, to := file.Position(s.Start), file.Position(s.End)
	return sarifRegion{from.Line, from.Column, to.Line, to.Column}
}
