package process

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A command that is asked to end may do what it has to before it does.
func TestStopAsksFirst(t *testing.T) {
	out := &output{}
	c := shell(out, `trap 'echo bye; exit 0' INT; echo up; while :; do sleep 0.01; done`)
	require.NoError(t, c.Restart())
	out.waitFor(t, "up\n")
	c.Stop()
	assert.Equal(t, "up\nbye\n", out.String())

	c.Stop() // again is nothing
	require.NoError(t, c.Restart())
	out.waitFor(t, "up\nbye\nup\n")
	require.NoError(t, c.Restart())
	out.waitFor(t, "up\nbye\nup\nbye\nup\n")
	c.Stop()
}

// One that does not listen is ended all the same, with what it has started; and
// what a command has left behind ends with it. A pipe is at its end when all
// processes are that hold it.
func TestStopInsists(t *testing.T) {
	const child = `sh -c "trap '' INT; echo child; while :; do sleep 0.01; done"`
	for name, script := range map[string]string{
		"does not listen": `trap '' INT; ` + child,
		"left behind":     child + ` & sleep 0.05; exit 3`,
	} {
		t.Run(name, func(t *testing.T) {
			r, w, err := os.Pipe()
			require.NoError(t, err)
			defer r.Close()
			require.NoError(t, r.SetReadDeadline(time.Now().Add(10*time.Second)))
			c := &Command{Args: []string{"sh", "-c", script}, Stdout: w, Grace: 50 * time.Millisecond}
			require.NoError(t, c.Restart())
			require.NoError(t, w.Close())
			line, err := bufio.NewReader(r).ReadString('\n')
			require.NoError(t, err)
			assert.Equal(t, "child\n", line)
			c.Stop()
			rest, err := io.ReadAll(r)
			require.NoError(t, err)
			assert.Empty(t, string(rest))
		})
	}
}

func TestEnded(t *testing.T) {
	out := &output{}
	c := shell(out, `echo wrong >&2; exit 3`)
	assert.Nil(t, c.Ended(), "nothing runs yet")
	require.NoError(t, c.Restart())
	select {
	case result := <-c.Ended():
		assert.EqualError(t, result, "exit status 3")
	case <-time.After(10 * time.Second):
		t.Fatal("the command does not end")
	}
	assert.Equal(t, "wrong\n", out.String())
	c.Stop()
	assert.Nil(t, c.Ended())

	c.Args = []string{"./no-such-command"}
	require.Error(t, c.Restart())
	c.Stop()
}

func shell(out io.Writer, script string) *Command {
	return &Command{Args: []string{"sh", "-c", script}, Stdout: out, Stderr: out, Grace: 10 * time.Second}
}

// output is what a command has printed so far.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

func (o *output) waitFor(t *testing.T, text string) {
	t.Helper()
	require.Eventually(t, func() bool { return o.String() == text }, 10*time.Second, time.Millisecond, "%q", text)
}
