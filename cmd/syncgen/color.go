package main

// colorFlag is for commands whose output may have colours.
type colorFlag struct {
	Color string `enum:"auto,always,never" default:"auto" help:"When to use colour: auto (on a terminal, unless NO_COLOR is set), always or never."`
}

func (f colorFlag) wanted(s *session) bool {
	return f.Color == "always" || f.Color == "auto" && s.terminal && !s.noColor && !s.dumb
}
