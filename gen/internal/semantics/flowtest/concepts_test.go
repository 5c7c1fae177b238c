package flowtest

// concepts is what the rules of all programs are about: actions with outcomes
// of every shape and queries of every number of rows.
var concepts = map[string]string{
	"acting.concept": `concept Acting

purpose do things that can go one way or another

principle after something is done, it has gone one way

state
  a set of Things

actions
  a0 (n: Integer, s: String, o: optional String)
  a1 (n: Integer, s: String, o: optional String) : (x: Integer)
  a2 (n: Integer, s: String, o: optional String) : (x: Integer)
  a2 (n: Integer, s: String, o: optional String) : (error: String)
  a3 (n: Integer, s: String, o: optional String)
  a3 (n: Integer, s: String, o: optional String) : (error: String)
  a4 (n: Integer, s: String, o: optional String) : (x: Integer)
  a4 (n: Integer, s: String, o: optional String) : (y: String)
  a5 (n: Integer, s: String, o: optional String) : (x: Integer)
  a5 (n: Integer, s: String, o: optional String) : (y: String)
  a5 (n: Integer, s: String, o: optional String) : (error: String)
  a6 (n: Integer, s: String, o: optional String) : (x: Integer)
  a6 (n: Integer, s: String, o: optional String) : (error: String)
  a7 (n: Integer, s: String, o: optional String) : (x: Integer)
  tagged (tag: String, n: Integer) : (x: Integer)
  tagged (tag: String, n: Integer) : (error: String)
  try (n: Integer) : (x: Integer)
  try (n: Integer) : (error: String)
  share (n: Integer) : (x: Integer)
  share (n: Integer) : (error: String)
  note (n: Integer, s: String, f: Flag, o: optional String)
  list (l: set of String)
`,
	"reading.concept": `concept Reading

purpose know things

principle what is known can be asked for

state
  a set of Facts

queries
  _one (n: Integer) : one (v: Integer, f: Flag, e: of RED or GREEN or BLUE)
  _perhaps (n: Integer, s: String) : optional (v: Integer, w: String)
  _some (n: Integer) : (v: Integer, w: String)
`,
	"ticking.concept": `concept Ticking

purpose begin flows at a time, and know when each has ended

principle after a tick everything that it is for is done

state
  a set of Ticks

actions
  system tick (kind: String, rn: Integer, rs: String, rf: Flag, ro: optional String, rl: set of String) : (tick: Tick)
  done (tick: Tick, status: optional Integer)
    answers tick
`,
}
