package benchmarks

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The environment variables that make the test binary the client of a server:
// a process of its own, whose processor time is not the server's.
const (
	clientOf    = "SYNCGEN_BENCHMARK_CLIENT_OF"
	clientSends = "SYNCGEN_BENCHMARK_CLIENT_SENDS"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(clientOf); address != "" {
		if err := serveNumbers(address, os.Getenv(clientSends), os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// client has requests sent, one and the same again and again.
type client struct {
	send func(n int) error
	p99  []time.Duration // of each turn: what 99 of 100 requests took no longer than
}

// startClient starts a client of a server, which sends a request as it stands.
func startClient(tb testing.TB, address, request string) *client {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), clientOf+"="+address, clientSends+"="+request)
	command.Stderr = os.Stderr
	numbers, err := command.StdinPipe()
	require.NoError(tb, err)
	answers, err := command.StdoutPipe()
	require.NoError(tb, err)
	require.NoError(tb, command.Start())
	tb.Cleanup(func() {
		_ = numbers.Close()
		_ = command.Wait()
	})
	lines := bufio.NewReader(answers)
	c := new(client)
	c.send = func(n int) error {
		if _, err := fmt.Fprintln(numbers, n); err != nil {
			return err
		}
		var p99 time.Duration
		_, err := fmt.Fscanln(lines, &p99)
		c.p99 = append(c.p99, p99)
		return err
	}
	return c
}

// serveNumbers sends a request as often as each number that it reads says, and
// writes what 99 of 100 of them took no longer than when that is done.
func serveNumbers(address, request string, in io.Reader, out io.Writer) error {
	connections := make([]*connection, 4)
	for i := range connections {
		c, err := dial(address, request)
		if err != nil {
			return err
		}
		connections[i] = c
	}
	failed := make([]error, len(connections))
	for {
		var n int
		if _, err := fmt.Fscanln(in, &n); err != nil {
			return nil // the benchmark is over
		}
		var wait sync.WaitGroup
		for i, c := range connections {
			share := (n + i) / len(connections)
			wait.Go(func() { failed[i] = c.send(share) })
		}
		wait.Wait()
		var took []time.Duration
		for _, err := range failed {
			if err != nil {
				return err
			}
		}
		for _, c := range connections {
			took = append(took, c.took...)
		}
		slices.Sort(took)
		fmt.Fprintln(out, int64(took[len(took)*99/100]))
	}
}

// connection sends a request over one connection. It costs little: it writes
// the same bytes again and again, and reads as many as it knows to come.
type connection struct {
	net.Conn
	request []byte
	answer  []byte          // room for an answer: all have the same length
	took    []time.Duration // of the last turn's requests
}

func dial(address, request string) (*connection, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	if _, err = io.WriteString(conn, request); err != nil {
		return nil, err
	}
	var answer strings.Builder
	response, err := http.ReadResponse(bufio.NewReader(io.TeeReader(conn, &answer)), nil)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("answered %s: %s", response.Status, body)
	}
	return &connection{conn, []byte(request), make([]byte, answer.Len()), nil}, err
}

func (c *connection) send(n int) error {
	const ok = "HTTP/1.1 200"
	c.took = c.took[:0]
	for range n {
		begun := time.Now()
		if _, err := c.Write(c.request); err != nil {
			return err
		}
		if _, err := io.ReadFull(c, c.answer); err != nil {
			return err
		}
		if string(c.answer[:len(ok)]) != ok {
			return fmt.Errorf("answered %s", c.answer)
		}
		c.took = append(c.took, time.Since(begun))
	}
	return nil
}
