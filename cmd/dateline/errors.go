package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"github.com/nats-io/nats.go"
)

// What the program says to the shell. 64 and above are those of sysexits.h;
// 2 is left out because the Go runtime ends with it.
const (
	exitOK          = 0
	exitFailure     = 1
	exitFindings    = 3  // it worked, and something is not as it should be
	exitUsage       = 64 // the command line makes no sense
	exitData        = 65 // a story cannot be decoded
	exitUnreachable = 69 // no NATS server answers
	exitConfig      = 78 // the configuration is wrong
	exitInterrupted = 130
)

// exitError is an error that knows its exit code. With a nil err all has been
// said already and only the code is left to give.
type exitError struct {
	code int
	err  error
	hint string // what to do about it
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// fail gives err an exit code.
func fail(code int, err error) error { return &exitError{code: code, err: err} }

// failHint gives err an exit code and tells what can be done about it.
func failHint(code int, err error, hint string) error {
	return &exitError{code: code, err: err, hint: hint}
}

// exit ends the program with a code and without a further word.
func exit(code int) error { return &exitError{code: code} }

// usagef is an error in the command line; it is shown with a pointer to the
// command's help.
func usagef(format string, args ...any) error {
	return fail(exitUsage, fmt.Errorf(format, args...))
}

// exitCode is what the shell gets for an error. Errors that carry a code of
// their own decide; the rest is known by what they are.
func exitCode(err error) int {
	var coded *exitError
	switch {
	case err == nil, errors.Is(err, errReaderLeft):
		return exitOK
	case errors.As(err, &coded):
		return coded.code
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, nats.ErrNoServers), errors.Is(err, nats.ErrTimeout), errors.Is(err, nats.ErrConnectionClosed),
		errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrNoResponders):
		return exitUnreachable
	}
	return exitFailure
}

// errReaderLeft says that whoever read our output has seen enough, as in
// `dateline tag … | head -1`. That is no failure of ours.
var errReaderLeft = errors.New("nobody reads the output any more")

// output is stdout. It tells a reader that went away from a connection to a
// server that broke: both are EPIPE to the system.
type output struct{ w io.Writer }

func (o output) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		err = errReaderLeft
	}
	return n, err
}
