// Command generate makes the tables of package place from a folder of CBS
// open data, in the flattened form that the NOTICE of the tables describes.
//
//	go run ./generate <source folder> <tables folder>
package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"matchd/matcher/place"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: generate <source folder> <tables folder>")
		os.Exit(2)
	}
	if err := run(os.DirFS(os.Args[1]), os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run writes the tables and reads them back, so that what it leaves behind is
// known to load.
func run(source fs.FS, target string) error {
	files, err := tables(source)
	if err != nil {
		return fmt.Errorf("make tables: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(target, name), []byte(files[name]), 0o644); err != nil {
			return fmt.Errorf("write table: %w", err)
		}
	}
	made, err := place.Load(os.DirFS(target))
	if err != nil {
		return fmt.Errorf("check tables: %w", err)
	}
	fmt.Printf("tables %s: %d regions, %d municipalities, %d postcodes\n",
		made.Version(), len(made.Regions()), len(made.Municipalities()), len(made.Postcodes()))
	return nil
}

// lines joins records into a file with the given header.
func lines(header string, records []string) string {
	return header + "\n" + strings.Join(records, "\n") + "\n"
}
