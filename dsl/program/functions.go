package program

import (
	"github.com/syncgen/syncgen/dsl/diagnostic"
	"github.com/syncgen/syncgen/dsl/spelling"
	"github.com/syncgen/syncgen/dsl/syntax"
)

// functions are the built-in functions and the names of their arguments.
var functions = map[string][]string{
	"uuid": {}, "now": {}, "len": {"value"}, "lower": {"text"}, "upper": {"text"}, "trim": {"text"},
	"contains": {"whole", "part"}, "startsWith": {"text", "start"}, "endsWith": {"text", "end"},
	"after": {"text", "prefix"},
}

// functionNames lists them in the order of the language's reference.
var functionNames = []string{"uuid", "now", "len", "lower", "upper", "trim", "contains", "startsWith", "endsWith", "after"}

// checkApply checks the call of a function.
func (b *binder) checkApply(e *syntax.Apply) {
	args, known := functions[e.Func.Name]
	switch {
	case !known:
		d := finding(diagnostic.UnknownFunction, e.Func.At, "no such function", "there is no function `%s`", e.Func.Name)
		meant := spelling.Closest(e.Func.Name, functionNames)
		guard := b.r.guards[e.Func.Name]
		if guard == nil {
			guard = b.r.guards[capitalized(e.Func.Name)]
		}
		switch {
		case guard != nil:
			meant = ""
			help(&d, "`%s` is a %s: its use fills a line of `where`", guard.Name, guard.Decl.Kind())
		case meant == "":
			note(&d, "the functions are %s", quoted(functionNames))
			help(&d, "what needs more than these is a query of a concept")
		}
		b.unknown(d, e.Func.Name, e.Func, meant)
	case len(e.Args) < len(args):
		missing := args[len(e.Args):]
		d := finding(diagnostic.MissingArgument, e.Func.At, "left out: "+quoted(missing), "`%s` takes %s", e.Func.Name, countOf(len(args), "argument"))
		b.report(d)
	case len(e.Args) > len(args):
		at := e.Args[len(args)].Span().To(e.Args[len(e.Args)-1].Span())
		b.report(finding(diagnostic.UnknownParameter, at, "one too many", "`%s` takes %s", e.Func.Name, countOf(len(args), "argument")))
	}
}

// checkResults checks what an aggregate takes of each row.
func (b *binder) checkResults(l *syntax.AggregateLine) {
	if l.Results == nil {
		return
	}
	kind := l.Kind.String()
	switch n := len(l.Results.List); {
	case n == 0:
		b.vague = true
		b.report(finding(diagnostic.MissingArgument, l.Results.At, "nothing to take", "`%s` takes a value of each row", kind))
	case n > 1 && l.Kind != syntax.Collect:
		d := finding(diagnostic.UnknownParameter, l.Results.List[1].At, "one too many", "`%s` takes one value of each row", kind)
		if l.Kind == syntax.First {
			help(&d, "take a record: `%s (%s: { %s, %s }) { … }`", kind, l.Name.Name, l.Results.List[0].Name.Name, l.Results.List[1].Name.Name)
		}
		b.report(d)
	}
}
