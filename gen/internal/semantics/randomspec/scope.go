package randomspec

import "fmt"

// variable is a variable of one sync or guard. What uses it is counted, so
// that one that nothing uses can be written as `_`.
type variable struct {
	name string
	t    *typ
	uses int
	// loose tells that only the uses say what type it has, so that they must
	// not ask for a wider one.
	loose bool
	// requested tells that it is a further value of a request, which may be
	// compared with null where it is an optional.
	requested bool
}

// scope is what a sync has bound so far.
type scope struct {
	g       *generator
	names   map[string]bool
	visible []*variable
	request *variable // bound to the request that the flow owes an answer
	// patterned are the actions of the patterns, farthest is the highest of
	// their numbers.
	patterned []*action
	farthest  int
	// level is the counter that bounds cycles: the one variable for the
	// parameter `n` of patterns. It is bound by so many of them.
	level    *variable
	levelled int
	calls    []*action   // that the sync may call
	found    []*variable // bound by lines of where to what they compute
	made     passage     // by the lines of a guard
	exactly  int         // above zero inside expressions whose parts have one type
	deep     bool        // inside of a block within a block
}

func (g *generator) scope() *scope {
	return &scope{g: g, names: map[string]bool{}, farthest: -1}
}

// wider returns a variable that may be passed where a wider type is expected.
func (s *scope) wider(good func(*variable) bool) *variable {
	if s.exactly > 0 {
		return nil
	}
	return s.find(func(v *variable) bool { return !v.loose && good(v) })
}

// bind makes a variable, named like the value it comes from where it can be.
func (s *scope) bind(wish string, t *typ) *variable {
	name := wish
	if s.names[name] || reserved[name] || s.g.r.IntN(3) == 0 {
		name = fmt.Sprintf("v%d", len(s.names))
	}
	for s.names[name] {
		name += "x"
	}
	s.names[name] = true
	v := &variable{name: name, t: t}
	s.visible = append(s.visible, v)
	return v
}

// reserved are words that this generator does not try as names of variables.
var reserved = map[string]bool{"first": true, "": true}

// any returns a visible variable of a type, or nil.
func (s *scope) any(t *typ) *variable {
	return s.find(func(v *variable) bool { return v.t.is(t) })
}

func (s *scope) find(good func(*variable) bool) *variable {
	var found []*variable
	for _, v := range s.visible {
		if good(v) {
			found = append(found, v)
		}
	}
	if len(found) == 0 {
		return nil
	}
	return pick(s.g.r, found...)
}

// use returns the name of a variable, as something that uses it.
func (s *scope) use(v *variable) string {
	v.uses++
	return v.name
}

// block runs f with bindings that end with it.
func (s *scope) block(f func()) {
	outer, found := len(s.visible), len(s.found)
	f()
	s.visible, s.found = s.visible[:outer], s.found[:found]
}
