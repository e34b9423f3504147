package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value *string
	words []string
}

func newChoice(value *string, otherwise string, words ...string) *choice {
	*value = otherwise
	return &choice{value: value, words: words}
}

func (c *choice) Set(s string) error {
	if !slices.Contains(c.words, s) {
		return fmt.Errorf("must be one of %s", strings.Join(c.words, ", "))
	}
	*c.value = s
	return nil
}

func (c *choice) String() string { return *c.value }

func (c *choice) Type() string { return "word" }

// addTo declares the flag; the shell completes its words.
func (c *choice) addTo(cmd *cobra.Command, persistent bool, name, usage string) {
	flags := cmd.Flags()
	if persistent {
		flags = cmd.PersistentFlags()
	}
	flags.Var(c, name, usage)
	// It fails only for a flag that is not there or has completions already.
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp))
}
