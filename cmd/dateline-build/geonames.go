package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"dateline/enrich/data"
	"dateline/enrich/gazetteer"
)

// dumpFlags are what `dateline-build gazetteer` can be told of dumps.
type dumpFlags struct {
	folder string
	to     string
	min    int
}

// placesRe are the dumps of places: the whole world, the cities from a size
// on, one country.
var placesRe = regexp.MustCompile(`^(allCountries|cities\d+|no-country|[A-Z]{2})\.txt(\.gz)?$`)

// buildFromDumps compiles the dumps in a folder into one file, for
// places.gazetteer to point at.
func buildFromDumps(cmd *cobra.Command, flags dumpFlags) error {
	known, err := gazetteer.Read(data.Gazetteer())
	if err != nil {
		return err
	}
	d := gazetteer.Dumps{MinPopulation: flags.min, Known: known}
	var files dumpFiles
	defer files.close()
	if d.Countries, err = files.open(flags.folder, "countryInfo.txt"); err != nil {
		return err
	}
	if d.Admin1, err = files.open(flags.folder, "admin1CodesASCII.txt"); err != nil {
		return err
	}
	if d.Admin2, err = files.open(flags.folder, "admin2Codes.txt"); err != nil {
		return err
	}
	entries, err := os.ReadDir(flags.folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if placesRe.MatchString(e.Name()) {
			r, err := files.open(flags.folder, e.Name())
			if err != nil {
				return err
			}
			d.Places = append(d.Places, r)
		}
	}
	if len(d.Places) == 0 {
		return fmt.Errorf("%s: no allCountries.txt, cities500.txt or dump of a country, unpacked or as .gz", flags.folder)
	}
	switch r, err := files.open(flags.folder, "alternateNamesV2.txt"); {
	case err == nil:
		d.Alternates = r
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	records, err := d.Load()
	if err != nil {
		return fmt.Errorf("%s: %w", flags.folder, err)
	}
	bin, err := gazetteer.Build(records, known.Traits())
	if err != nil {
		return err
	}
	if _, err := gazetteer.Read(bin); err != nil {
		return fmt.Errorf("what was built cannot be read: %w", err)
	}
	if err := replace(flags.to, bin); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %d places, %d bytes; set places.gazetteer to it\n", flags.to, len(records), len(bin))
	return nil
}

// dumpFiles are dumps that are open.
type dumpFiles []io.Closer

// open opens a dump, or the same packed by gzip.
func (d *dumpFiles) open(folder, name string) (io.Reader, error) {
	path := filepath.Join(folder, name)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && filepath.Ext(name) != ".gz" {
		if packed, e := os.Open(path + ".gz"); e == nil {
			f, err, name = packed, nil, name+".gz"
		}
	}
	if err != nil {
		return nil, err
	}
	*d = append(*d, f)
	if filepath.Ext(name) != ".gz" {
		return f, nil
	}
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

func (d dumpFiles) close() {
	for _, f := range d {
		f.Close() // it was only read
	}
}
