package syntax

import (
	"strings"

	"pgregory.net/rapid"
)

// generator draws random trees that a parser could have made.
type generator struct{ t *rapid.T }

func (g generator) n(most int) int { return rapid.IntRange(0, most).Draw(g.t, "n") }

func (g generator) chance(percent int) bool {
	return rapid.IntRange(0, 99).Draw(g.t, "chance") < percent
}

func some[T any](g generator, least, most int, draw func() T) []T {
	var list []T
	for range rapid.IntRange(least, most).Draw(g.t, "some") {
		list = append(list, draw())
	}
	return list
}

func maybe[T any](g generator, percent int, draw func() T) (none T) {
	if g.chance(percent) {
		return draw()
	}
	return none
}

// Names that are also words of the language are fine where no other reading
// is possible; variables at the beginning of a line are drawn from plain.
var (
	fieldNames   = []string{"user", "session", "limit", "order", "first", "count", "when", "where", "then", "sync", "use", "as", "for", "not", "true", "null", "some", "of", "set", "émile", "_"}
	plain        = []string{"user", "session", "article", "url", "x", "results", "größe", "use", "as"}
	conceptNames = []string{"User", "Requesting", "Sessioning", "A"}
)

func (g generator) ident(pool []string) Ident {
	return Ident{Name: rapid.SampledFrom(pool).Draw(g.t, "name")}
}

func (g generator) file() *File {
	return &File{Decls: some(g, 0, 4, func() Decl {
		switch g.n(7) {
		case 0, 1:
			return g.guard()
		case 2, 3:
			return &Use{Concept: g.ident(conceptNames), Name: g.ident(conceptNames)}
		}
		return g.sync()
	})}
}

func (g generator) sync() *Sync {
	return &Sync{
		Name:  g.ident(conceptNames),
		When:  some(g, 1, 3, func() *Call { return g.call(pattern) }),
		Where: some(g, 0, 4, func() Line { return g.line(2) }),
		Then:  some(g, 1, 3, func() *Call { return g.call(invoking) }),
	}
}

func (g generator) guard() *Guard {
	name := func() *Field { return &Field{Name: g.ident(plain)} }
	d := &Guard{View: g.chance(30), Name: g.ident(conceptNames), Params: some(g, 0, 3, name), Where: some(g, 1, 3, func() Line { return g.line(1) })}
	if g.chance(50) {
		d.Results = append([]*Field{}, some(g, 0, 2, name)...)
	}
	return d
}

func (g generator) call(r role) *Call {
	concept := g.ident(conceptNames)
	c := &Call{Concept: &concept, Name: g.ident([]string{"request", "authenticate", "where", "sync", "use"}), Inputs: g.fields(r.inputs())}
	if r == query {
		c.Name = g.ident([]string{"_getUser", "_q"})
		if g.chance(20) {
			c.Concept, c.Name = nil, g.ident([]string{"SignedIn", "IsOwner"})
		}
	}
	if r != invoking && g.chance(70) {
		c.Outputs = g.fields(matches)
	}
	return c
}

func (g generator) fields(m mode) *Fields {
	return &Fields{List: some(g, 0, 5, func() *Field { return g.field(m, 2) })}
}

func (g generator) field(m mode, depth int) *Field {
	f := &Field{Name: g.ident(fieldNames)}
	if m == matches {
		f.Optional = g.chance(20)
		if f.Optional && g.chance(50) {
			f.Default = g.expr(1)
		}
	}
	switch {
	case !reserved(f.Name.Name) && g.chance(40):
	case m == matches:
		f.Value = g.match(depth)
	default:
		f.Value = g.expr(depth)
	}
	return f
}

func (g generator) match(depth int) Expr {
	switch g.n(6) {
	case 0:
		if depth > 0 {
			return &Record{Fields: some(g, 0, 3, func() *Field { return g.field(matches, depth-1) })}
		}
		return &Bool{Value: true}
	case 1:
		return &Name{Ident{Name: "_"}}
	case 2:
		return g.literalText()
	case 3:
		return &Unary{Op: Negate, X: &Int{Value: 7}}
	case 4:
		return &Null{}
	}
	return &Name{g.ident(plain)}
}

func (g generator) literalText() *Text {
	value := rapid.StringOf(rapid.SampledFrom([]rune("ab \"\\$${}\n\t\r\x00é'/"))).Draw(g.t, "text")
	if value == "" {
		return &Text{}
	}
	return &Text{Parts: []Expr{&TextPart{Value: value}}}
}

func (g generator) expr(depth int) Expr {
	if depth == 0 {
		return g.leaf()
	}
	sub := func() Expr { return g.expr(depth - 1) }
	switch g.n(11) {
	case 0:
		return &Binary{Op: g.operator(), X: g.operand(depth - 1), Y: g.operand(depth - 1)}
	case 1:
		return &Unary{Op: Not, X: g.operand(depth - 1)}
	case 2:
		return &Unary{Op: Negate, X: g.operand(depth - 1)}
	case 3:
		return &If{Cond: sub(), Then: sub(), Else: sub()}
	case 4:
		return &Record{Fields: some(g, 0, 3, func() *Field { return g.quotedField(depth - 1) })}
	case 5:
		return &List{Items: some(g, 0, 3, sub)}
	case 6:
		return &Apply{Func: g.ident([]string{"len", "uuid", "contains"}), Args: some(g, 0, 2, sub)}
	case 7:
		return &Paren{X: sub()}
	case 8:
		return &Select{X: &Name{g.ident(plain)}, Name: g.ident(fieldNames)}
	case 9:
		return &Text{Parts: []Expr{&TextPart{Value: "$"}, sub(), &TextPart{Value: "{"}, sub()}}
	case 10: // a chain, as needs no brackets
		x := g.leaf()
		op := g.operator()
		for range 1 + g.n(8) {
			x = &Binary{Op: op, X: x, Y: g.leaf()}
		}
		return x
	}
	return g.leaf()
}

// operand is an expression that any operator may stand beside.
func (g generator) operand(depth int) Expr {
	switch e := g.expr(depth).(type) {
	case *Binary, *Unary, *If:
		return &Paren{X: e}
	default:
		return e
	}
}

func (g generator) quotedField(depth int) *Field {
	f := g.field(values, depth)
	if f.Value != nil && g.chance(20) {
		f.Name.Name = rapid.SampledFrom([]string{"Content-Type", "a b", "${", "\"", "1"}).Draw(g.t, "quoted")
	}
	return f
}

func (g generator) operator() Op {
	return rapid.SampledFrom([]Op{Or, And, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In, Coalesce, Add, Subtract, Multiply, Divide}).Draw(g.t, "op")
}

func (g generator) leaf() Expr {
	switch g.n(6) {
	case 0:
		return &Int{Value: 42}
	case 1:
		return &Float{Value: 1.5, Raw: "1.5"}
	case 2:
		return g.literalText()
	case 3:
		return &Bool{Value: false}
	case 4:
		return &Null{}
	}
	return &Name{g.ident(plain)}
}

func (g generator) line(depth int) Line {
	otherwise := func() *Else { return maybe(g, 30, g.otherwise) }
	switch g.n(6) {
	case 0:
		return &QueryLine{Call: g.call(query), Else: otherwise()}
	case 1:
		return &FilterLine{Cond: g.expr(3), Else: otherwise()}
	case 2:
		return &BindLine{Name: g.ident(plain), Value: g.expr(3), Else: otherwise()}
	case 3:
		return &ForLine{Name: g.ident(plain), In: g.expr(1), Else: otherwise()}
	case 4:
		if depth > 0 {
			return &BlockLine{Kind: rapid.SampledFrom([]AggregateKind{Some, None}).Draw(g.t, "kind"), Block: g.block(depth), Else: otherwise()}
		}
	case 5:
		if depth > 0 {
			return g.aggregate(depth)
		}
	}
	return &FilterLine{Cond: &Name{g.ident(plain)}}
}

func (g generator) aggregate(depth int) *AggregateLine {
	kind := rapid.SampledFrom([]AggregateKind{Collect, First, Count, Sum, Min, Max, Some, None}).Draw(g.t, "kind")
	l := &AggregateLine{Name: g.ident(plain), Kind: kind, Block: g.block(depth)}
	switch kind {
	case Count, Some, None:
		return l
	case First, Min, Max:
		switch g.n(2) {
		case 0:
			l.Default = g.expr(2)
		case 1:
			l.Else = g.otherwise()
		}
	}
	l.Results = &Fields{List: some(g, 1, 3, func() *Field { return g.field(values, 1) })}
	return l
}

func (g generator) block(depth int) *Block {
	b := &Block{Lines: some(g, 1, 3, func() Line { return g.line(depth - 1) })}
	b.OrderBy = maybe(g, 30, func() []*OrderKey {
		return some(g, 1, 3, func() *OrderKey { return &OrderKey{Key: g.operand(1), Desc: g.chance(50)} })
	})
	if g.chance(30) {
		b.Limit = rapid.SampledFrom([]Expr{&Int{Value: 20}, &Name{Ident{Name: "x"}}, &Paren{X: &Name{Ident{Name: "x"}}}}).Draw(g.t, "limit")
	}
	return b
}

func (g generator) otherwise() *Else {
	e := &Else{Actions: some(g, 1, 2, func() *Call { return g.call(invoking) })}
	e.Braces = len(e.Actions) > 1 || g.chance(30)
	return e
}

func (g generator) concept() *Concept {
	c := &Concept{
		Name:       g.ident(conceptNames),
		TypeParams: some(g, 0, 2, func() Ident { return g.ident(conceptNames) }),
		Purpose:    maybe(g, 80, g.prose),
		Principle:  maybe(g, 80, g.prose),
		Actions:    some(g, 0, 4, func() *Action { return g.action("create", "delete", "state", "purpose", "answers", "batch") }),
		Queries:    some(g, 0, 2, g.query),
	}
	if g.chance(70) {
		c.State = &State{Sets: some(g, 0, 3, g.set)}
	}
	return c
}

// prose draws text with the words in it that could end it.
func (g generator) prose() *Prose {
	words := rapid.SampledFrom([]string{"it's", "\"a", "actions", "state", "requires", "effects", "concept Foo", "create (user: User)", "don't // that", "(", "}"})
	lines := some(g, 1, 4, func() string {
		return strings.Join(some(g, 1, 3, func() string { return words.Draw(g.t, "word") }), " ")
	})
	return &Prose{Text: strings.Join(lines, rapid.SampledFrom([]string{"\n", "\n\n"}).Draw(g.t, "gap"))}
}

func (g generator) action(names ...string) *Action {
	a := &Action{Name: g.ident(names), Params: g.params(), System: g.chance(20)}
	if g.chance(70) {
		a.Results = g.params()
		a.Cardinality = Cardinality(g.n(2))
	}
	if g.chance(20) {
		answers := g.ident(plain)
		a.Answers = &answers
	}
	a.Requires = maybe(g, 50, g.prose)
	a.Effects = maybe(g, 50, g.prose)
	return a
}

func (g generator) query() *Action {
	q := g.action("_getUser", "_q")
	if g.chance(30) {
		q.System, q.Batch = false, &Place{}
	}
	return q
}

func (g generator) params() *Params {
	p := &Params{List: some(g, 0, 4, func() *Param { return g.param(2) })}
	if g.chance(10) {
		p.Rest = &Place{}
	}
	return p
}

func (g generator) param(depth int) *Param {
	return &Param{Name: g.ident(fieldNames), Optional: g.chance(20), Type: g.typeExpr(depth)}
}

func (g generator) typeExpr(depth int) TypeExpr {
	if depth == 0 {
		return &NamedType{g.ident(conceptNames)}
	}
	switch g.n(4) {
	case 0:
		return &OptionalType{Elem: g.typeExpr(depth - 1)}
	case 1:
		return &ListType{Set: g.chance(50), Elem: g.typeExpr(depth - 1)}
	case 2:
		return &RecordType{Fields: some(g, 0, 3, func() *Param { return g.param(depth - 1) })}
	case 3:
		return &EnumType{Constants: some(g, 1, 3, func() Ident { return g.ident([]string{"DRAFT", "PUBLISHED"}) })}
	}
	return &NamedType{g.ident(conceptNames)}
}

func (g generator) set() *StateSet {
	set := &StateSet{Element: g.chance(20), Object: g.ident(conceptNames)}
	if g.chance(30) {
		subset := g.ident(conceptNames)
		set.Subset = &subset
	}
	set.Fields = some(g, 0, 4, func() *StateField {
		f := &StateField{Optional: g.chance(20), Type: g.typeExpr(1)}
		if _, enum := f.Type.(*EnumType); enum || g.chance(70) {
			name := g.ident([]string{"user", "a", "an", "purpose", "state", "concept", "requires", "with"})
			f.Name = &name
		}
		switch f.Type.(type) { // the field has its own optional
		case *OptionalType, *RecordType:
			f.Type = &NamedType{g.ident(conceptNames)}
		}
		return f
	})
	return set
}
