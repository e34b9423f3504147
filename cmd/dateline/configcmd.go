package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/consumer/wire"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show what can be configured, and what is",
		Example: `  dateline config default > dateline.yml   a file to start from, all keys explained
  dateline config effective                what holds here, and where it comes from
  dateline config schema > schema.json     for editors that complete and check YAML`,
	}
	cmd.AddCommand(a.configDefaultCommand(), a.configEffectiveCommand(), a.configSchemaCommand())
	return cmd
}

func (a *app) configDefaultCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "default",
		Short: "Print the default configuration, every key explained",
		Long: `Default prints a configuration file with all keys, their defaults and what they
are for. Keep of it what you change: keys that are left out keep their default.`,
		Example: "  dateline config default > dateline.yml",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := a.stdout.Write(config.Default())
			return err
		},
	}
}

func (a *app) configEffectiveCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "effective",
		Short: "Print the configuration that holds here, and where each value comes from",
		Long: `Effective prints the configuration that the other commands would work with:
flags win over the environment, the environment over the file, and the file over
the defaults. Each value says where it comes from. Secrets are hidden.`,
		Example: `  dateline config effective --config dateline.yml
  NATS_URL=nats://wire.example:4222 dateline config effective`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			cfg, origins, err := a.loadConfig()
			if err != nil {
				return err
			}
			_, err = a.stdout.Write(config.Effective(cfg, origins))
			return err
		},
	}
}

func (a *app) configSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [config|record]",
		Short: "Print the JSON schema of the configuration, or of a record",
		Example: `  dateline config schema > dateline.schema.json
  dateline config schema record > record.schema.json`,
		ValidArgs: []string{"config", "record"},
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 1 && args[0] != "config" && args[0] != "record" {
				return fmt.Errorf("name one schema: config or record")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			schema := wire.RecordSchema()
			if len(args) == 0 || args[0] == "config" {
				var err error
				if schema, err = config.Schema(); err != nil {
					return err
				}
			}
			_, err := a.stdout.Write(schema)
			return err
		},
	}
}
