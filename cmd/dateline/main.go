// Command dateline reads raw wire stories from NATS, tags each with the
// people, organisations, places and topics in it, and publishes the enriched
// story.
//
// It is one program for all of it: the daemon (run), tools for single stories
// (tag, publish, tail, dead) and for the set-up (check, config). There is one
// file a command; app.go is the frame around them, errors.go the exit codes,
// render.go what a person sees of a record.
package main

import (
	"context"
	"os"
)

func main() {
	os.Exit(newApp(os.Stdin, os.Stdout, os.Stderr, os.Environ()...).run(context.Background(), os.Args[1:]))
}
