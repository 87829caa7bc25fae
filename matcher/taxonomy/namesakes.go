package taxonomy

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

//go:embed namesakes/*.csv
var namesakes embed.FS

// What the codes of the built-in taxonomy and those of ESCO begin with.
const (
	ownOccupations = "urn:matchd:occupation:"
	ownSkills      = "urn:matchd:skill:"
	escoCodes      = "http://data.europa.eu/esco/"
)

// borrowNames gives occupations and skills of ESCO the names that the built-in taxonomy has for the same: abbreviations,
// titles of vacancies, names by licence or diploma, which official lists lack; and occupations that it does not tell apart
// names of their own. What is the same is our own work, by hand, in the folder namesakes: an occupation is recognised by its
// ISCO-08 group and Dutch label together, a skill by its English label. Other codes than ESCO's are left as they are.
func (s *source) borrowNames() error {
	folder, err := fs.Sub(builtin, "builtin")
	if err != nil {
		return fmt.Errorf("open built-in taxonomy: %w", err)
	}
	if err := s.borrowOccupationNames(folder); err != nil {
		return err
	}
	if err := s.borrowSkillNames(folder); err != nil {
		return err
	}
	return s.borrowDemands(folder)
}

// borrowDemands adds what the built-in namesakes of occupations ask, of skills that have a namesake too: what Dutch
// vacancies name for that work, where ESCO has it under a neighbouring skill.
func (s *source) borrowDemands(folder fs.FS) error {
	skills, occupations := map[string]string{}, map[string][]string{}
	for _, code := range slices.Sorted(maps.Keys(s.skills)) {
		for _, like := range s.skills[code].like {
			skills[like] = code
		}
	}
	for _, code := range slices.Sorted(maps.Keys(s.occupations)) {
		for _, like := range s.occupations[code].like {
			occupations[like] = append(occupations[like], code)
		}
	}
	return readTable(folder, "occupationSkillRelations_nl.csv", []string{"occupationUri", "relationType", "skillUri"}, func(r row) {
		skill, essential := skills[r.cell("skillUri")], r.cell("relationType") == "essential"
		for _, o := range occupations[r.cell("occupationUri")] {
			if skill != "" {
				s.demands = append(s.demands, demand{o, skill, essential})
			}
		}
	})
}

func (s *source) borrowOccupationNames(folder fs.FS) error {
	own, err := ownConcepts(folder, "occupations_nl.csv")
	if err != nil {
		return err
	}
	byLabel := map[string]*concept{}
	for code, c := range s.occupations {
		if strings.HasPrefix(code, escoCodes) {
			byLabel[c.group+" "+strings.ToLower(c.label)] = c
		}
	}
	return readTable(namesakes, "namesakes/occupations_nl.csv", []string{"iscoGroup", "preferredLabel"}, func(r row) {
		c, like := byLabel[r.cell("iscoGroup")+" "+strings.ToLower(r.cell("preferredLabel"))], own[ownOccupations+r.cell("like")]
		if c == nil {
			return
		}
		c.labelled = append(c.labelled, r.lines("names")...)
		if like != nil {
			c.like = append(c.like, like.code)
			c.labelled = append(c.labelled, like.label)
			c.borrowed = append(c.borrowed, like.alternative...)
		}
	})
}

func (s *source) borrowSkillNames(folder fs.FS) error {
	own, err := ownConcepts(folder, "skills_nl.csv")
	if err != nil {
		return err
	}
	byLabel := map[string]*concept{}
	codes := slices.Sorted(maps.Keys(s.skills))
	for _, code := range codes {
		for _, label := range s.skills[code].alternative { // the English label, where another language came first
			byLabel[plainly(label)] = s.skills[code]
		}
	}
	for _, code := range codes {
		byLabel[plainly(s.skills[code].label)] = s.skills[code]
	}
	return readTable(namesakes, "namesakes/skills_en.csv", []string{"preferredLabel", "like"}, func(r row) {
		c, like := byLabel[plainly(r.cell("preferredLabel"))], own[ownSkills+r.cell("like")]
		if c != nil && like != nil && !strings.HasPrefix(c.code, ownSkills) {
			c.like = append(c.like, like.code)
			c.labelled = append(c.labelled, like.label)
			c.borrowed = append(c.borrowed, like.alternative...)
		}
	})
}

func plainly(label string) string { return strings.ToLower(strings.TrimSpace(label)) }

// ownConcepts reads one table of the built-in taxonomy.
func ownConcepts(folder fs.FS, table string) (map[string]*concept, error) {
	own := map[string]*concept{}
	err := readTable(folder, table, []string{"conceptUri", "preferredLabel"}, func(r row) { addConcept(own, r) })
	return own, err
}

// lentKin is the closeness that occupations have by their built-in namesakes. The built-in taxonomy was made for moves
// between sectors; ESCO describes each occupation by skills of its own, so that a butcher and a cook share next to none.
type lentKin struct {
	own   *Taxonomy
	likes [][]Near[OccupationID]                // per occupation its namesakes, and the kinds of work that it is a kind of
	of    map[OccupationID][]Near[OccupationID] // the other way round
}

// kindOfIt is how much of a built-in occupation, in thousandths, an occupation is that only goes by one of its names: the
// built-in taxonomy takes a banketbakker for a bakker, ESCO tells them apart.
const kindOfIt = 900

// newLentKin gathers the namesakes of numbered occupations, if any are of ESCO.
func newLentKin(t *Taxonomy, s *source) (*lentKin, error) {
	k := &lentKin{likes: make([][]Near[OccupationID], len(t.occupations)), of: map[OccupationID][]Near[OccupationID]{}}
	for i := range t.occupations {
		code := t.occupations[i].Code
		if !strings.HasPrefix(code, escoCodes) {
			continue
		}
		if k.own == nil {
			own, err := BuiltIn()
			if err != nil {
				return nil, err
			}
			k.own = own
		}
		k.likes[i] = k.likesOf(s.occupations[code])
		for _, like := range k.likes[i] {
			k.of[like.ID] = append(k.of[like.ID], Near[OccupationID]{OccupationID(i), like.Closeness})
		}
	}
	return k, nil
}

// likesOf lists the namesakes of an occupation in full, and those that have its label, or a name we gave it, in part.
func (k *lentKin) likesOf(c *concept) []Near[OccupationID] {
	var likes []Near[OccupationID]
	add := func(id OccupationID, share uint16) {
		if !slices.ContainsFunc(likes, func(n Near[OccupationID]) bool { return n.ID == id }) {
			likes = append(likes, Near[OccupationID]{id, share})
		}
	}
	for _, code := range c.like {
		add(k.own.occupationIDs[code], thousand)
	}
	text := k.own.occupationText
	for _, name := range append([]string{c.label}, c.labelled...) {
		for _, e := range text.folded[squash(tokenise(name))] {
			if !text.entries[e].generic {
				add(OccupationID(text.entries[e].concept), kindOfIt)
			}
		}
	}
	return likes
}

// each calls use for every occupation that a namesake of occupation i is near to, with that closeness; more than once
// where several namesakes are.
func (k *lentKin) each(i uint32, use func(j uint32, closeness uint16)) {
	for _, like := range k.likes[i] {
		for _, near := range k.own.NearOccupations(like.ID) {
			for _, j := range k.of[near.ID] {
				use(uint32(j.ID), uint16(uint64(like.Closeness)*uint64(near.Closeness)*uint64(j.Closeness)/(thousand*thousand)))
			}
		}
	}
}
