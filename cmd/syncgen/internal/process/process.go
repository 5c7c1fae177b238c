// Package process runs a command that is started again and again.
package process

import (
	"io"
	"os/exec"
	"time"
)

// Command runs at most once at a time, with all the processes that it starts.
type Command struct {
	Args           []string
	Stdout, Stderr io.Writer
	Grace          time.Duration // between being asked to end and being made to

	running *exec.Cmd
	ended   chan error
}

// Restart ends the command if it runs, and starts it.
func (c *Command) Restart() error {
	c.Stop()
	cmd := exec.Command(c.Args[0], c.Args[1:]...)
	cmd.Stdout, cmd.Stderr = c.Stdout, c.Stderr
	cmd.WaitDelay = c.Grace // what is left behind may keep the output open
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() {
		ended <- cmd.Wait()
		close(ended)
	}()
	c.running, c.ended = cmd, ended
	return nil
}

// Ended gets the result of the command when it ends by itself. Whoever takes
// it calls Stop, which ends what the command has left behind.
func (c *Command) Ended() <-chan error { return c.ended }

// Stop asks all processes of the command to end, and ends those that have not
// within the time of grace. It returns when there are none.
func (c *Command) Stop() {
	if c.running == nil {
		return
	}
	group := c.running.Process.Pid
	_ = interrupt(group) // which may have ended meanwhile
	over := time.After(c.Grace)
	ended := c.ended
	for ended != nil || lives(group) {
		select {
		case <-ended:
			ended = nil
		case <-time.After(5 * time.Millisecond):
		case <-over:
			_ = kill(group)
			if ended != nil {
				<-ended
			}
			c.running, c.ended = nil, nil
			return
		}
	}
	c.running, c.ended = nil, nil
}
