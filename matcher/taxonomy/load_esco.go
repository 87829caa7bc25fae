package taxonomy

import (
	"io/fs"
	"strings"
)

// concept is an occupation or a skill as the files give it.
type concept struct {
	code, label string
	alternative []string
	group       string // ISCO-08 code, occupations only
	kind        string // skillType, skills only
	level       string // our own column educationLevel, occupations only
	// Of the built-in occupation that is the same work, occupations only: its label, and its other names.
	labelled, borrowed []string
	like               []string // its code
}

// demand is one line of occupationSkillRelations.
type demand struct {
	occupation, skill string
	essential         bool
}

// relation is one line of skillSkillRelations or, with essential false, of broaderRelationsSkillPillar.
type relation struct {
	from, to  string
	essential bool
}

// move is one line of occupationMoves.
type move struct {
	from, to string
	near     bool
}

// source collects what the files of a folder say, before it becomes numbered.
type source struct {
	occupations, skills map[string]*concept
	demands             []demand
	related, broader    []relation
	moves               []move
	groups              map[string]string
}

// Load reads a folder in the form of the official ESCO CSV download, in any language or several, each file plain or
// gzipped. Our own format is the same form with three additions: a column educationLevel in occupations, the
// skillType "attitude", and a table occupationMoves (occupationUri, moveType "near" or "step",
// relatedOccupationUri) of moves that people make between occupations whose skills and group hardly show it.
//
// Only occupations_<language> must be there; skills, occupationSkillRelations, skillSkillRelations,
// broaderRelationsSkillPillar, ISCOGroups and occupationMoves are used when present, all other files are left alone. Where several
// languages give a label the Dutch one is preferred and the others become alternatives. A skill that is only named in
// a relation carries its code as label. The error is a [*FileError] that names the file and the column.
func Load(fsys fs.FS) (*Taxonomy, error) {
	tables, err := listTables(fsys)
	if err != nil {
		return nil, err
	}
	if len(tables["occupations"]) == 0 {
		return nil, &FileError{File: "occupations_<language>.csv", Err: ErrMissingFile}
	}
	s := &source{occupations: map[string]*concept{}, skills: map[string]*concept{}, groups: map[string]string{}}
	for _, reader := range s.readers() {
		for _, name := range tables[reader.table] {
			if err := readTable(fsys, name, reader.required, reader.use); err != nil {
				return nil, err
			}
		}
	}
	if err := s.borrowNames(); err != nil {
		return nil, err
	}
	return assemble(s)
}

// tableReader tells which table to read, which columns it must have, and what to do with a record.
type tableReader struct {
	table    string
	required []string
	use      func(row)
}

// readers lists the tables of the download in the order in which they must be read. Column names are those of
// ESCO v1.2.
func (s *source) readers() []tableReader {
	return []tableReader{
		{"occupations", []string{"conceptUri", "preferredLabel"}, func(r row) { addConcept(s.occupations, r) }},
		{"skills", []string{"conceptUri", "preferredLabel"}, func(r row) { addConcept(s.skills, r) }},
		{"occupationskillrelations", []string{"occupationUri", "relationType", "skillUri"}, func(r row) {
			s.demands = append(s.demands, demand{r.cell("occupationUri"), r.cell("skillUri"), r.cell("relationType") == "essential"})
		}},
		{"skillskillrelations", []string{"originalSkillUri", "relationType", "relatedSkillUri"}, func(r row) {
			s.related = append(s.related, relation{r.cell("originalSkillUri"), r.cell("relatedSkillUri"), r.cell("relationType") == "essential"})
		}},
		{"broaderrelationsskillpillar", []string{"conceptUri", "broaderUri"}, func(r row) {
			s.broader = append(s.broader, relation{from: r.cell("conceptUri"), to: r.cell("broaderUri")})
		}},
		{"occupationmoves", []string{"occupationUri", "moveType", "relatedOccupationUri"}, func(r row) {
			s.moves = append(s.moves, move{r.cell("occupationUri"), r.cell("relatedOccupationUri"), r.cell("moveType") == "near"})
		}},
		{"iscogroups", []string{"code", "preferredLabel"}, func(r row) {
			if code := r.cell("code"); s.groups[code] == "" {
				s.groups[code] = r.cell("preferredLabel")
			}
		}},
	}
}

// addConcept adds a record, or its labels as alternatives when an earlier language already gave the concept.
// Records that the download marks obsolete are left out.
func addConcept(into map[string]*concept, r row) {
	code, label := r.cell("conceptUri"), r.cell("preferredLabel")
	if r.cell("status") == "obsolete" {
		return
	}
	alternative := append(r.lines("altLabels"), r.lines("hiddenLabels")...)
	if known := into[code]; known != nil {
		known.alternative = append(append(known.alternative, label), alternative...)
		return
	}
	into[code] = &concept{
		code: code, label: label, alternative: alternative,
		group: strings.TrimPrefix(r.cell("iscoGroup"), "C"), kind: r.cell("skillType"), level: r.cell("educationLevel"),
	}
}
