package process

import (
	"os/exec"
	"syscall"
)

// ownGroup makes the command the first of a group of processes, which has its
// number: what it starts belongs to it, and a key that interrupts this process
// does not reach it.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func interrupt(group int) error { return syscall.Kill(-group, syscall.SIGINT) }

func kill(group int) error { return syscall.Kill(-group, syscall.SIGKILL) }

// lives reports whether there are processes in a group.
func lives(group int) bool { return syscall.Kill(-group, 0) == nil }
