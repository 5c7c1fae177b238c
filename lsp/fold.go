package lsp

import (
	"github.com/syncgen/syncgen/dsl/source"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// fold is a part of a file that can be folded away.
type fold struct {
	at      source.Span
	comment bool
}

// folds lists the declarations, the sections of concepts, the clauses of syncs,
// blocks and runs of comments that fill more than one line.
func folds(tree *syntax.File) []fold {
	f := folder{file: tree.Source}
	for _, d := range tree.Decls {
		f.add(d.Span())
		switch d := d.(type) {
		case *syntax.Concept:
			f.concept(d)
		case *syntax.Sync:
			f.clause(d.WhenKeyword, lastCall(d.When))
			f.clause(d.WhereKeyword, lastLine(d.Where))
			f.clause(d.ThenKeyword, lastCall(d.Then))
			f.lines(d.Where)
		case *syntax.Guard:
			f.lines(d.Where)
		}
	}
	f.comments(tree.Comments)
	return f.list
}

type folder struct {
	file *source.File
	list []fold
}

func (f *folder) line(offset int32) int { return f.file.Position(offset).Line }

func (f *folder) add(at source.Span) {
	if at.Valid() && f.line(at.Start) < f.line(at.End) {
		f.list = append(f.list, fold{at: at})
	}
}

func (f *folder) concept(d *syntax.Concept) {
	if d.State != nil {
		f.add(d.State.At)
	}
	for i, list := range [][]*syntax.Action{d.Actions, d.Queries} {
		keyword := []syntax.Keyword{d.ActionsKeyword, d.QueriesKeyword}[i]
		if len(list) > 0 && keyword.At.Valid() {
			f.add(keyword.At.To(list[len(list)-1].At))
		}
		for _, a := range list {
			f.add(a.At)
		}
	}
}

func (f *folder) clause(keyword syntax.Keyword, last source.Span) {
	if keyword.At.Valid() && last.Valid() {
		f.add(keyword.At.To(last))
	}
}

func lastCall(list []*syntax.Call) source.Span {
	if len(list) == 0 {
		return source.Span{}
	}
	return list[len(list)-1].At
}

func lastLine(list []syntax.Line) source.Span {
	if len(list) == 0 {
		return source.Span{}
	}
	return list[len(list)-1].Span()
}

func (f *folder) lines(list []syntax.Line) {
	for _, l := range list {
		switch l := l.(type) {
		case *syntax.BlockLine:
			f.block(l.Block)
		case *syntax.AggregateLine:
			f.block(l.Block)
		}
	}
}

func (f *folder) block(b *syntax.Block) {
	if b != nil {
		f.add(b.At)
		f.lines(b.Lines)
	}
}

// comments folds comments on lines that follow each other.
func (f *folder) comments(list []syntax.Comment) {
	for i := 0; i < len(list); {
		run := list[i].At
		next := i + 1
		for next < len(list) && f.line(list[next].At.Start) == f.line(run.End)+1 {
			run.End = list[next].At.End
			next++
		}
		if next > i+1 {
			f.list = append(f.list, fold{run, true})
		}
		i = next
	}
}
