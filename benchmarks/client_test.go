package benchmarks

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// clientOf is the environment variable that makes the test binary the client
// of a server: a process of its own, whose processor time is not the server's.
const clientOf = "SYNCGEN_BENCHMARK_CLIENT_OF"

func TestMain(m *testing.M) {
	if address := os.Getenv(clientOf); address != "" {
		if err := serveNumbers(address, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// startClient starts a client and returns what has it send n logins.
func startClient(tb testing.TB, address string) func(n int) error {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), clientOf+"="+address)
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
	return func(n int) error {
		if _, err := fmt.Fprintln(numbers, n); err != nil {
			return err
		}
		_, err := lines.ReadString('\n')
		return err
	}
}

// serveNumbers logs in as often as each number that it reads says, and writes
// it back when that is done.
func serveNumbers(address string, in io.Reader, out io.Writer) error {
	connections := make([]*connection, 4)
	for i := range connections {
		c, err := dial(address)
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
			wait.Go(func() { failed[i] = c.login(share) })
		}
		wait.Wait()
		for _, err := range failed {
			if err != nil {
				return err
			}
		}
		fmt.Fprintln(out, n)
	}
}

// connection logs in over one connection. It costs little: it writes the same
// bytes again and again, and reads as many as it knows to come.
type connection struct {
	net.Conn
	request []byte
	answer  []byte // room for an answer: all have the same length
}

func dial(address string) (*connection, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	request := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		loginPath, address, len(loginBody), loginBody)
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
	return &connection{conn, []byte(request), make([]byte, answer.Len())}, err
}

func (c *connection) login(n int) error {
	const ok = "HTTP/1.1 200"
	for range n {
		if _, err := c.Write(c.request); err != nil {
			return err
		}
		if _, err := io.ReadFull(c, c.answer); err != nil {
			return err
		}
		if string(c.answer[:len(ok)]) != ok {
			return fmt.Errorf("answered %s", c.answer)
		}
	}
	return nil
}
