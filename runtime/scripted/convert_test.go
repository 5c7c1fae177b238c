package scripted

import (
	"reflect"
	"testing"
	"time"

	"github.com/syncgen/syncgen/runtime"
)

type kind string

type part struct {
	Name  string
	Count runtime.Optional[int64]
}

type whole struct {
	Kind    kind
	Number  float64
	Whole   int64
	Flag    bool
	Day     runtime.Date
	At      time.Time
	Bytes   []byte
	Any     runtime.JSON
	Secret  runtime.Secret
	Parts   []part
	Nothing runtime.Optional[[]string]
	List    runtime.Optional[[]string]
}

// What is written is read as it was, and has no names.
func TestConvert(t *testing.T) {
	given := whole{
		Kind: "K", Number: 2.5, Whole: 1 << 60, Flag: true,
		Day:   runtime.NewDate(2026, time.January, 2),
		At:    time.Date(2026, time.January, 2, 3, 4, 5, 6e6, time.UTC),
		Bytes: []byte("bytes"), Any: runtime.JSON(`{"a":null}`),
		Secret: runtime.NewSecret("secret"),
		Parts:  []part{{Name: "first", Count: runtime.Some[int64](1)}, {Name: "second"}},
		List:   runtime.Some([]string{"a", "b"}),
	}
	const want = `["K",2.5,1152921504606846976,true,"2026-01-02","2026-01-02T03:04:05.006Z","Ynl0ZXM=",{"a":null},"secret",` +
		`[["first",[1]],["second",null]],null,[["a","b"]]]`
	written := encode(given)
	if string(written) != want {
		t.Errorf("encode gave\n%s\nand not\n%s", written, want)
	}
	var read whole
	if err := decode(written, reflect.ValueOf(&read).Elem()); err != nil {
		t.Fatal(err)
	}
	if again := encode(read); string(again) != want {
		t.Errorf("after decode, encode gave\n%s", again)
	}
	if !read.Secret.Equal(given.Secret) || read.Day != given.Day || !read.At.Equal(given.At) {
		t.Errorf("decode gave %+v", read)
	}
}

// A value of another type is an error, and not another value.
func TestDecodeMistyped(t *testing.T) {
	for _, text := range []string{`1`, `["K","2.5"]`, `["K",2.5,1.5]`, `["K",2.5,1,true,"2026-02-30"]`} {
		var read whole
		if err := decode([]byte(text), reflect.ValueOf(&read).Elem()); err == nil {
			t.Errorf("%s was read as %+v", text, read)
		}
	}
}
