// Command dateline-build makes the compiled models that dateline carries,
// from public sources that lie in a folder beside the repository.
//
//	--data (corpora, gazetteers, vocabularies) → --out (*.bin, manifest.json)
//
// The same sources give the same bytes: no clock, no randomness without a
// fixed seed, no order that depends on a map.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := rootCommand().ExecuteContext(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "dateline-build:", err)
		os.Exit(1)
	}
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline-build",
		Short: "Build the models that dateline carries",
		Long: `Builds the compiled models of enrich/data from public sources, and writes
down in its manifest what they were made from and how well they score.`,
		Example: `  go run ./cmd/dateline-build gazetteer
  go run ./cmd/dateline-build topic --data ../shared/data
  go run ./cmd/dateline-build check --rebuild`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().String("data", "../shared/data", "folder of the sources")
	root.PersistentFlags().String("out", "enrich/data", "folder of the compiled models and their manifest")
	root.AddCommand(gazetteerCommand(), topicCommand(), entityCommand(), knowledgeCommand(), checkCommand())
	return root
}

// folders returns where the sources are and where the models go.
func folders(cmd *cobra.Command) (sources, out string) {
	return cmd.Flag("data").Value.String(), cmd.Flag("out").Value.String()
}
