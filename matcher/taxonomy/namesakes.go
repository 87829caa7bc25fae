package taxonomy

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed namesakes/*.csv
var namesakes embed.FS

// What the codes of the built-in taxonomy and those of ESCO begin with.
const (
	ownCodes  = "urn:matchd:occupation:"
	escoCodes = "http://data.europa.eu/esco/"
)

// borrowNames gives occupations of ESCO the names that the built-in taxonomy has for the same work:
// abbreviations, titles of vacancies, names by licence or diploma, which official lists lack. Which occupations are the
// same is our own work, by hand, in namesakes/occupations_nl.csv: an occupation is recognised by its ISCO-08 group and
// Dutch label together. Other codes than ESCO's are left as they are.
func (s *source) borrowNames() error {
	own := map[string]*concept{}
	folder, err := fs.Sub(builtin, "builtin")
	if err != nil {
		return fmt.Errorf("open built-in taxonomy: %w", err)
	}
	err = readTable(folder, "occupations_nl.csv", []string{"conceptUri", "preferredLabel"}, func(r row) { addConcept(own, r) })
	if err != nil {
		return err
	}
	byLabel := map[string]*concept{}
	for code, c := range s.occupations {
		if strings.HasPrefix(code, escoCodes) {
			byLabel[c.group+" "+strings.ToLower(c.label)] = c
		}
	}
	return readTable(namesakes, "namesakes/occupations_nl.csv", []string{"iscoGroup", "preferredLabel", "like"}, func(r row) {
		c, like := byLabel[r.cell("iscoGroup")+" "+strings.ToLower(r.cell("preferredLabel"))], own[ownCodes+r.cell("like")]
		if c != nil && like != nil {
			c.labelled = append(c.labelled, like.label)
			c.borrowed = append(c.borrowed, like.alternative...)
		}
	})
}
