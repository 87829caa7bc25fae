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
			c.like = append(c.like, like.code)
			c.labelled = append(c.labelled, like.label)
			c.borrowed = append(c.borrowed, like.alternative...)
		}
	})
}

// lentKin is the closeness that occupations have by their built-in namesakes. The built-in taxonomy was made for moves
// between sectors; ESCO describes each occupation by skills of its own, so that a butcher and a cook share next to none.
type lentKin struct {
	own       *Taxonomy
	namesakes [][]OccupationID          // per occupation
	of        map[OccupationID][]uint32 // namesake -> occupations
}

// newLentKin gathers the namesakes of numbered occupations; nil where there are none.
func newLentKin(t *Taxonomy, s *source) (*lentKin, error) {
	k := &lentKin{namesakes: make([][]OccupationID, len(t.occupations)), of: map[OccupationID][]uint32{}}
	for i := range t.occupations {
		for _, code := range s.occupations[t.occupations[i].Code].like {
			if k.own == nil {
				own, err := BuiltIn()
				if err != nil {
					return nil, err
				}
				k.own = own
			}
			id := k.own.occupationIDs[code]
			k.namesakes[i] = append(k.namesakes[i], id)
			k.of[id] = append(k.of[id], uint32(i))
		}
	}
	return k, nil
}

// each calls use for every occupation that a namesake of occupation i is near to, with that closeness; more than once
// where several namesakes are.
func (k *lentKin) each(i uint32, use func(j uint32, closeness uint16)) {
	for _, like := range k.namesakes[i] {
		for _, near := range k.own.NearOccupations(like) {
			for _, j := range k.of[near.ID] {
				use(j, near.Closeness)
			}
		}
	}
}
