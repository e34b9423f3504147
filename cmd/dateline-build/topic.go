package main

import "github.com/spf13/cobra"

func topicCommand() *cobra.Command {
	return &cobra.Command{Use: "topic", Short: "Train the topic tagger on labelled news", Args: cobra.NoArgs}
}
