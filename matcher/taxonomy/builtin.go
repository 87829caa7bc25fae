package taxonomy

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed builtin/*.csv
var builtin embed.FS

// BuiltIn loads our own Dutch taxonomy, authored for this service in the form of the ESCO download: occupations of all
// ISCO-08 major groups but the armed forces' ranks, with codes urn:matchd:occupation:<name> and
// urn:matchd:skill:<name>. It is a small stand-in for the full classification; it contains nothing of ESCO. Which work has
// a row was chosen by going through the unit groups of ISCO-08 that have work in the Netherlands: where what is asked is its
// own, an occupation; else another name of the nearest one.
func BuiltIn() (*Taxonomy, error) {
	folder, err := fs.Sub(builtin, "builtin")
	if err != nil {
		return nil, fmt.Errorf("open built-in taxonomy: %w", err)
	}
	return Load(folder)
}
