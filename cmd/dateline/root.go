package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// The groups of the help, in its order.
const (
	groupMain  = "main"
	groupCare  = "care"
	groupOther = "other"
)

// rootCommand builds the tree of commands. It is made anew for every run.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Tag wire stories with people, organisations, places and topics",
		Long: `Dateline reads raw wire stories from NATS, tags each with the people,
organisations, places and topics in it, and publishes the enriched story.`,
		Example: `  dateline demo                       see it work, with nothing to set up
  dateline tag story.json             tag one story from a file
  dateline run --config dateline.yml  work on a stream until told to stop`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { fmt.Fprint(a.stdout, a.help(cmd)) })
	root.AddGroup(
		&cobra.Group{ID: groupMain, Title: "Main"},
		&cobra.Group{ID: groupCare, Title: "Care"},
		&cobra.Group{ID: groupOther, Title: "Other"},
	)
	root.SetHelpCommand(a.helpCommand())
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if cmd.HasSubCommands() { // a flag of a command that is none is not what is wrong
			return cmp.Or(knownSubcommand(cmd, cmd.Flags().Args()), err)
		}
		return err
	})

	flags := root.PersistentFlags()
	flags.StringVar(&a.flags.config, "config", "", "configuration `FILE` (YAML)")
	flags.StringVar(&a.flags.nats, "nats", "", "NATS servers, `URL`s separated by commas (also $NATS_URL)")
	flags.StringVar(&a.flags.admin, "admin", "", "`ADDRESS` of metrics, health and console (also $DATELINE_ADMIN)")
	newChoice(&a.flags.logLevel, "", "debug", "info", "warn", "error").
		addTo(root, true, "log-level", "least severe `LEVEL` that is logged: debug, info, warn, error")
	newChoice(&a.flags.logFormat, "", "auto", "text", "json").
		addTo(root, true, "log-format", "`FORMAT` of the log: auto (text on a terminal), text, json")
	flags.StringArrayVar(&a.flags.set, "set", nil, "set any key of the configuration, as `KEY=VALUE`")
	flags.BoolVar(&a.flags.noColor, "no-color", false, "no colours, even on a terminal (also $NO_COLOR)")

	a.order = nil
	add := func(group string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = group
			a.order = append(a.order, c.Name())
			root.AddCommand(c)
		}
	}
	add(groupMain, a.runCommand(), a.demoCommand(), a.tagCommand(), a.publishCommand(), a.tailCommand(), a.replayCommand())
	add(groupCare, a.deadCommand(), a.diffCommand(), a.explainCommand(), a.compareCommand(), a.expectCommand(), a.checkCommand(), a.configCommand(), a.learnHomeCommand())
	add(groupOther, a.versionCommand(), a.completionCommand())
	a.finish(root)
	return root
}

// finish gives every command what all have in common: it is noted when one
// starts, and a command that only holds others says which.
func (a *app) finish(cmd *cobra.Command) {
	cmd.Flags().SortFlags = false
	cmd.DisableFlagsInUseLine = true
	if cmd.HasSubCommands() && cmd.Args == nil {
		cmd.Args = knownSubcommand
	}
	if cmd.HasSubCommands() && cmd.RunE == nil {
		cmd.RunE = func(*cobra.Command, []string) error {
			return usagef("%s needs a command: %s", cmd.Name(), strings.Join(names(cmd), ", "))
		}
	}
	if run := cmd.RunE; run != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			a.started = true
			if a.flags.noColor {
				a.out.colour, a.err.colour = false, false
			}
			return run(cmd, args)
		}
	}
	cmd.InitDefaultHelpFlag()
	_ = cmd.Flags().MarkHidden("help") // who reads the flags has found it
	for _, c := range cmd.Commands() {
		a.finish(c)
	}
}

// knownSubcommand refuses what is not a command and suggests what may have
// been meant.
func knownSubcommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cmd.SuggestionsMinimumDistance = 2
	if similar := cmd.SuggestionsFor(args[0]); len(similar) > 0 {
		return fmt.Errorf("unknown command %q; did you mean %s?", args[0], strings.Join(similar, " or "))
	}
	return fmt.Errorf("unknown command %q; there is %s", args[0], strings.Join(names(cmd), ", "))
}

func names(cmd *cobra.Command) []string {
	var all []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			all = append(all, c.Name())
		}
	}
	return all
}
