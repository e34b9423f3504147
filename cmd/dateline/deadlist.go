package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/consumer"
)

func (a *app) deadListCommand() *cobra.Command {
	var filter deadFilter
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the dead letters, oldest first",
		Long: `List shows a line for each dead letter: its number, when it was given up, why, and
after how many deliveries. The number is what show, retry and drop take.`,
		Example: `  dateline dead list
  dateline dead list --kind undecodable --since 1d
  dateline dead list --json | jq -r .reason | sort | uniq -c`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if filter.limit < 0 {
				return usagef("--limit %d: must be 1 or more", filter.limit)
			}
			if _, err := parseSince(filter.since, time.Now()); err != nil {
				return err
			}
			d, err := a.openDead(cmd.Context())
			if err != nil {
				return err
			}
			defer d.close()
			chosen, err := d.choose(cmd.Context(), filter)
			if err != nil {
				return err
			}
			if len(chosen) == 0 {
				fmt.Fprintln(a.stderr, "no dead letters")
				return nil
			}
			if asJSON {
				return a.listDeadJSON(chosen)
			}
			return a.listDead(chosen)
		},
	}
	filter.addTo(cmd)
	cmd.Flags().IntVar(&filter.limit, "limit", 0, "at most `N`, the newest")
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON, one object a line")
	return cmd
}

// deadLine is a dead letter in the JSON of list.
type deadLine struct {
	Number        uint64    `json:"number"`
	Time          time.Time `json:"time"`
	Kind          string    `json:"kind"`
	Attempts      int       `json:"attempts"`
	Subject       string    `json:"subject"`
	Size          int       `json:"size"`
	InputStream   string    `json:"inputStream"`
	InputSequence uint64    `json:"inputSequence"`
	Reason        string    `json:"reason"`
}

func (a *app) listDeadJSON(letters []consumer.DeadLetter) error {
	out := bufio.NewWriter(a.stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, l := range letters {
		if err := enc.Encode(deadLine{
			Number: l.Sequence, Time: l.Time, Kind: l.Kind, Attempts: l.Attempts, Subject: l.Subject, Size: l.Size,
			InputStream: l.InputStream, InputSequence: l.InputSequence, Reason: l.Reason,
		}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// leastReason is the narrowest that the column of reasons gets, however narrow
// the terminal is.
const leastReason = 20

// listDead prints a table. On a terminal each letter has one line, and the
// reason is cut to fit; elsewhere it is printed whole.
func (a *app) listDead(letters []consumer.DeadLetter) error {
	rows := [][]string{{"NUMBER", "TIME", "KIND", "ATTEMPTS", "SUBJECT", "SIZE", "REASON"}}
	for _, l := range letters {
		rows = append(rows, []string{
			strconv.FormatUint(l.Sequence, 10), timeText(l.Time), printable(l.Kind), strconv.Itoa(l.Attempts),
			printable(l.Subject), bytesText(l.Size), printable(l.Reason),
		})
	}
	last := len(rows[0]) - 1
	widths := make([]int, last)
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], textWidth(row[i]))
		}
	}
	left := a.out.width
	for _, w := range widths {
		left -= w + len(gap)
	}
	out := bufio.NewWriter(a.stdout)
	for n, row := range rows {
		var line strings.Builder
		for i, w := range widths {
			pad := strings.Repeat(" ", w-textWidth(row[i]))
			if rightAligned(i) {
				line.WriteString(pad + row[i] + gap)
			} else {
				line.WriteString(row[i] + pad + gap)
			}
		}
		style := stylePlain
		if n == 0 {
			style = styleDim
		}
		reason := row[last]
		if a.out.is {
			reason = cutText(reason, max(left, leastReason))
		}
		fmt.Fprintln(out, a.out.paint(style, strings.TrimRight(line.String()+reason, " ")))
	}
	return out.Flush()
}

const gap = "  "

// rightAligned are the columns of numbers: number, attempts and size.
func rightAligned(column int) bool { return column == 0 || column == 3 || column == 5 }

// timeText is a time as the headers have it, to the second.
func timeText(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format(time.RFC3339)
}

// bytesText is a size for people.
func bytesText(n int) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}

func textWidth(s string) int {
	n := 0
	for _, r := range s {
		n += cells(r)
	}
	return n
}

// cutText cuts s to a width and marks that it did.
func cutText(s string, width int) string {
	if textWidth(s) <= width {
		return s
	}
	used := 0
	for i, r := range s {
		if used += cells(r); used > width-1 {
			return s[:i] + "…"
		}
	}
	return s
}
