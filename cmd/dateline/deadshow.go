package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/consumer"
)

func (a *app) deadShowCommand() *cobra.Command {
	var raw bool
	cmd := &cobra.Command{
		Use:   "show NUMBER",
		Short: "Show one dead letter: why, its headers and the story",
		Long: `Show prints a dead letter to be read: control characters in it are replaced. --raw
prints the story as it came, byte for byte, and nothing else.`,
		Example: `  dateline dead show 12
  dateline dead show 12 --raw > story.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("name one dead letter by its number; 'dateline dead list' shows them")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			numbers, err := parseNumbers(args)
			if err != nil {
				return err
			}
			d, err := a.openDead(cmd.Context())
			if err != nil {
				return err
			}
			defer d.close()
			l, err := d.letters.Get(cmd.Context(), numbers[0])
			if err != nil {
				return unknownNumber(err)
			}
			if !raw {
				return a.showDead(l)
			}
			if l.Omitted > 0 {
				return fmt.Errorf("dead letter %d: its %s did not fit into it and are no longer in %s", l.Sequence, bytesText(l.Omitted), l.InputStream)
			}
			_, err = a.stdout.Write(l.Data)
			return err
		},
	}
	cmd.Flags().BoolVar(&raw, "raw", false, "the story only, byte for byte")
	return cmd
}

// showDead prints a dead letter: its headers, an empty line, the story.
func (a *app) showDead(l consumer.DeadLetter) error {
	out := bufio.NewWriter(a.stdout)
	fmt.Fprintf(out, "%s %d\n", a.out.paint(styleDim, "Number:"), l.Sequence)
	for _, name := range slices.Sorted(maps.Keys(l.Header)) {
		if strings.HasPrefix(name, "Nats-") {
			continue // between the server and its clients
		}
		for _, value := range l.Header[name] {
			style := stylePlain
			if name == consumer.HeaderReason {
				style = styleBad
			}
			fmt.Fprintf(out, "%s %s\n", a.out.paint(styleDim, printable(name)+":"), a.out.paint(style, printable(value)))
		}
	}
	fmt.Fprintln(out)
	body := printableLines(string(l.Data))
	if l.Omitted > 0 {
		body = fmt.Sprintf("(its %s did not fit into the dead letter and are no longer in %s)", bytesText(l.Omitted), printable(l.InputStream))
	}
	fmt.Fprint(out, body)
	if !strings.HasSuffix(body, "\n") {
		io.WriteString(out, "\n")
	}
	return out.Flush()
}
