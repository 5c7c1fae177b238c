package lsp_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.lsp.dev/protocol"
)

var update = flag.Bool("update", false, "write what the server says into docs/editing.md")

const page = "../docs/editing.md"

// The pictures of the documentation are what the server says: a text with a bar
// where the cursor is, and in a box what the editor shows there.
func TestPicturesOfThePage(t *testing.T) {
	read, err := os.ReadFile(page)
	require.NoError(t, err)
	before := string(read)
	files := map[string]string{}
	var out strings.Builder
	pictures := 0
	for i, part := range strings.Split(before, "```") {
		words, body, _ := strings.Cut(part, "\n")
		lang, name, _ := strings.Cut(words, " ")
		switch {
		case i%2 == 0 || name == "":
			out.WriteString(part)
		case lang != "text":
			files[name] = body
			out.WriteString(part)
		default:
			pictures++
			text := upToBox(body)
			e := begin(t, files, "sightings.sync")
			shown := e.picture(name, text)
			out.WriteString(words + "\n" + text + boxed(shown))
		}
		out.WriteString("```")
	}
	require.NotZero(t, pictures)
	after := strings.TrimSuffix(out.String(), "```")
	if *update {
		require.NoError(t, os.WriteFile(page, []byte(after), 0o644))
	}
	assert.Equal(t, before, after)
}

func upToBox(body string) string {
	text, _, _ := strings.Cut(body, "  ┌")
	return text
}

// boxed draws a box around lines.
func boxed(text string) string {
	const most = 118
	var lines []string
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		for utf8.RuneCountInString(line) > most {
			cut := strings.LastIndexByte(line[:most], ' ')
			lines, line = append(lines, line[:cut]), "  "+line[cut+1:]
		}
		lines = append(lines, line)
	}
	widest := 0
	for _, l := range lines {
		widest = max(widest, utf8.RuneCountInString(l))
	}
	bar := strings.Repeat("─", widest+2)
	var b strings.Builder
	fmt.Fprintf(&b, "  ┌%s┐\n", bar)
	for _, l := range lines {
		fmt.Fprintf(&b, "  │ %s%s │\n", l, strings.Repeat(" ", widest-utf8.RuneCountInString(l)))
	}
	fmt.Fprintf(&b, "  └%s┘\n", bar)
	return b.String()
}

// picture is what the editor shows of a kind for a text, which is part of the
// program or is put behind it.
func (e *editor) picture(kind, text string) string {
	e.t.Helper()
	const name = "sightings.sync"
	mark := strings.TrimSuffix(text, "\n")
	plain := strings.Replace(mark, "|", "", 1)
	found := e.wait(name)
	if !strings.Contains(e.texts[name], plain) {
		found = e.change(name, e.texts[name]+"\n"+plain+"\n")
	}
	if !strings.Contains(mark, "|") {
		mark = "|" + mark
	}
	place := e.position(name, mark)
	var lines []string
	switch kind {
	case "findings":
		for _, d := range found {
			lines = append(lines, at(d.Range.Start)+" "+fmt.Sprint(d.Code)+": "+fmt.Sprint(d.Message))
			for _, r := range d.RelatedInformation {
				lines = append(lines, "  "+e.place(r.Location)+": "+r.Message)
			}
		}
	case "actions":
		for _, a := range e.actions(name, mark) {
			lines = append(lines, a.Title)
		}
	case "hover":
		fence := regexp.MustCompile("(?m)^```.*\n?") // is how code is set
		lines = append(lines, fence.ReplaceAllString(e.hover(name, mark), ""))
	case "hints":
		whole := e.texts[name]
		start := strings.Index(whole, plain)
		end := protocol.Position{Line: uint32(strings.Count(whole[:start+len(plain)], "\n")) + 1}
		hints, err := e.server.InlayHint(e.ctx, &protocol.InlayHintParams{TextDocument: place.TextDocument, Range: protocol.Range{Start: place.Position, End: end}})
		require.NoError(e.t, err)
		for i := len(hints) - 1; i >= 0; i-- {
			at := offset(whole, hints[i].Position) - start
			plain = plain[:at] + string(hints[i].Label.(protocol.String)) + plain[at:]
		}
		lines = append(lines, plain)
	case "signature":
		help, err := e.server.SignatureHelp(e.ctx, &protocol.SignatureHelpParams{TextDocumentPositionParams: place})
		require.NoError(e.t, err)
		label := help.Signatures[0].Label
		n, _ := help.ActiveParameter.Get()
		active := help.Signatures[0].Parameters[n].Label.(protocol.ParameterInformationLabelTuple)
		lines = append(lines, label, strings.Repeat(" ", int(active[0]))+strings.Repeat("‾", int(active[1]-active[0])))
	case "completion":
		result, err := e.server.Completion(e.ctx, &protocol.CompletionParams{TextDocumentPositionParams: place})
		require.NoError(e.t, err)
		for _, item := range result.(*protocol.CompletionList).Items {
			detail, _ := item.Detail.Get()
			line := fmt.Sprintf("%-12s %s", item.Label, detail)
			if about, ok := item.Documentation.(*protocol.MarkupContent); ok {
				line += ", " + about.Value
			}
			lines = append(lines, line)
		}
	case "hierarchy":
		items, err := e.server.PrepareCallHierarchy(e.ctx, &protocol.CallHierarchyPrepareParams{TextDocumentPositionParams: place})
		require.NoError(e.t, err)
		incoming, err := e.server.IncomingCalls(e.ctx, &protocol.CallHierarchyIncomingCallsParams{Item: items[0]})
		require.NoError(e.t, err)
		for _, c := range incoming {
			lines = append(lines, "from "+c.From.Name)
		}
		lines = append(lines, items[0].Name)
		outgoing, err := e.server.OutgoingCalls(e.ctx, &protocol.CallHierarchyOutgoingCallsParams{Item: items[0]})
		require.NoError(e.t, err)
		for _, c := range outgoing {
			lines = append(lines, "  to "+c.To.Name)
		}
	default:
		e.t.Fatalf("%s: a picture of what?", kind)
	}
	return strings.Join(lines, "\n")
}
