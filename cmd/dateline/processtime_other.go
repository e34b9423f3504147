//go:build !unix

package main

import "time"

// processTime is the time of the wall, where that of the processor is not to
// be had.
func processTime() time.Duration { return time.Duration(time.Now().UnixNano()) }
