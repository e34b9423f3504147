package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// help is what a command says of itself: what it does, examples, and then the
// reference.
func (a *app) help(cmd *cobra.Command) string {
	var b strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short + "."
	}
	fmt.Fprintf(&b, "%s\n", strings.TrimSpace(about))
	section := func(title, text string) {
		if text = strings.TrimRight(text, "\n"); text != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", a.out.paint(styleBold, title), text)
		}
	}
	if cmd.HasExample() {
		section("Examples", cmd.Example)
	}
	section("Usage", usageLines(cmd))
	for _, g := range cmd.Groups() {
		section(g.Title, a.commandList(cmd, g.ID))
	}
	if len(cmd.Groups()) == 0 {
		section("Commands", a.commandList(cmd, ""))
	}
	section("Flags", cmd.LocalFlags().FlagUsages())
	section("Flags of all commands", cmd.InheritedFlags().FlagUsages())
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n'%s COMMAND --help' tells more about a command.\n", cmd.CommandPath())
	}
	if cmd == cmd.Root() {
		section("Exit codes", `  0  done              64  wrong usage          78  wrong configuration
  1  failure           65  undecodable story   130  interrupted
  3  findings          69  NATS unreachable`)
	}
	return b.String()
}

func usageLines(cmd *cobra.Command) string {
	if !cmd.HasAvailableSubCommands() {
		return "  " + cmd.UseLine() + flagsHint(cmd)
	}
	return "  " + cmd.CommandPath() + " COMMAND" + flagsHint(cmd)
}

func flagsHint(cmd *cobra.Command) string {
	if strings.Contains(cmd.Use, "[--") || !cmd.HasAvailableLocalFlags() {
		return ""
	}
	return " [flags]"
}

// commandList lists the commands of a group, the most important first. cobra
// gives them in alphabetical order.
func (a *app) commandList(cmd *cobra.Command, group string) string {
	commands := slices.Clone(cmd.Commands())
	slices.SortStableFunc(commands, func(x, y *cobra.Command) int {
		return cmp.Compare(slices.Index(a.order, x.Name()), slices.Index(a.order, y.Name()))
	})
	var b strings.Builder
	for _, c := range commands {
		if c.GroupID == group && (c.IsAvailableCommand() || c.Name() == "help") {
			fmt.Fprintf(&b, "  %-12s %s\n", c.Name(), c.Short)
		}
	}
	return b.String()
}

// helpCommand is `dateline help`, for who does not think of --help.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Example: "  dateline help tag",
		GroupID: groupOther,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("there is no command %q", strings.Join(args, " "))
			}
			return about.Help()
		},
	}
}
