//go:build unix

package main

import (
	"syscall"
	"time"
)

// processTime is how long the processor has worked for this program, on all
// threads. Unlike the time of the wall it does not count what others do on the
// same machine.
func processTime() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0 // it fails for no process but one that is not there
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
