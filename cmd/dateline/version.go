package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"dateline/enrich/data"
)

// version is the version of the program: in `dateline version`, in every
// record and in the name of the creator of its tags.
const version = "0.1.0"

// creatorPrefix begins the name that marks our tags among those that came with
// a story.
const creatorPrefix = "urn:dateline:"

// build says what exactly this binary is.
type build struct {
	Version  string       `json:"version"`
	Go       string       `json:"go"`
	Platform string       `json:"platform"`
	Commit   string       `json:"commit,omitempty"`
	Time     string       `json:"time,omitempty"` // of the commit
	Modified bool         `json:"modified"`       // built from more than the commit
	Models   []modelBuild `json:"models"`
}

type modelBuild struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Show the version of the program and its models",
		Example: `  dateline version
  dateline version --json | jq -r .commit`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			b, err := thisBuild()
			if err != nil {
				return err
			}
			if asJSON {
				return a.printJSON(b)
			}
			_, err = fmt.Fprint(a.stdout, b)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func thisBuild() (build, error) {
	b := build{Version: version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Commit = s.Value
			case "vcs.time":
				b.Time = s.Value
			case "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	manifest, err := data.Read()
	if err != nil {
		return build{}, err
	}
	for _, f := range manifest.Files {
		b.Models = append(b.Models, modelBuild{Name: f.Name, Bytes: f.Bytes, SHA256: f.SHA256})
	}
	return b, nil
}

// String is the build as people read it.
func (b build) String() string {
	s := fmt.Sprintf("dateline %s (%s, %s)\n", b.Version, b.Go, b.Platform)
	if b.Commit != "" {
		modified := ""
		if b.Modified {
			modified = ", modified"
		}
		s += fmt.Sprintf("commit %s of %s%s\n", b.Commit, b.Time, modified)
	}
	for _, m := range b.Models {
		s += fmt.Sprintf("model %-15s %s %9d bytes\n", m.Name, shortSum(m.SHA256), m.Bytes)
	}
	return s
}

// printJSON writes v to stdout, indented.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// noArgs is for commands that take none.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("takes no arguments, got %q", args[0])
	}
	return nil
}
