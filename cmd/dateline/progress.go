package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// progressPeriod is how often the bar is drawn, progressWidth how many columns
// it has beside its figures.
const (
	progressPeriod = 100 * time.Millisecond
	progressWidth  = 30
)

// progress shows on stderr how far a command has come. A nil progress shows
// nothing.
type progress struct{ bar *progressbar.ProgressBar }

// newProgress returns nil unless somebody can see it: stderr is a terminal,
// the total is known, and the output does not go to the same terminal.
func (a *app) newProgress(total int64, what string, bytes bool) *progress {
	if a.out.is {
		return nil
	}
	return a.drawProgress(total, what, bytes)
}

// drawProgress is newProgress for a command whose output comes at the end, and
// may go to the same terminal.
func (a *app) drawProgress(total int64, what string, bytes bool) *progress {
	if !a.err.is || total <= 0 {
		return nil
	}
	return &progress{progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(a.stderr),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowBytes(bytes),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(progressWidth),
		progressbar.OptionEnableColorCodes(a.err.colour),
		progressbar.OptionThrottle(progressPeriod),
		progressbar.OptionClearOnFinish(),
	)}
}

func (p *progress) add(n int) {
	if p != nil {
		_ = p.bar.Add(n) // what cannot be drawn is not missed
	}
}

// clear makes room for a line of another kind.
func (p *progress) clear() {
	if p != nil {
		_ = p.bar.Clear()
	}
}
