package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func checkCommand() *cobra.Command {
	var rebuild bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Verify the models against their manifest, or build them anew and compare",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sources, out := folders(cmd)
			m, files, err := readModels(out)
			if err != nil {
				return err
			}
			if err := m.Verify(files); err != nil {
				return err
			}
			if rebuild {
				if err := compare(cmd, sources, files); err != nil {
					return err
				}
			}
			for _, f := range m.Files {
				fmt.Fprintf(cmd.OutOrStdout(), "%s  %s  %d bytes\n", f.SHA256, f.Name, f.Bytes)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&rebuild, "rebuild", false, "build every model anew in a temporary folder and compare the bytes")
	return cmd
}

// compare builds every model from sources and names all that come out
// different from files.
func compare(cmd *cobra.Command, sources string, files map[string][]byte) error {
	folder, err := os.MkdirTemp("", "dateline-build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	for _, model := range []string{"gazetteer", "topic", "entity", "knowledge"} {
		root := rootCommand()
		root.SetArgs([]string{model, "--data", sources, "--out", folder})
		root.SetErr(cmd.ErrOrStderr())
		root.SetOut(cmd.ErrOrStderr())
		if err := root.ExecuteContext(cmd.Context()); err != nil {
			return fmt.Errorf("rebuild %s: %w", model, err)
		}
	}
	m, built, err := readModels(folder)
	if err != nil {
		return err
	}
	var differ error
	for _, f := range m.Files {
		if !bytes.Equal(built[f.Name], files[f.Name]) {
			differ = errors.Join(differ, fmt.Errorf("%s: the sources now give %d other bytes", f.Name, f.Bytes))
		}
	}
	return differ
}
