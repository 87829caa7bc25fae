package fit

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/place"
)

// Opening is a vacancy as ranking knows it: numbers only. Compiled once and then shared, as a Profile is.
type Opening struct {
	ID        string
	Number    uint32 // as Profile's, in a count of its own
	Open      bool   // the vacancy's status; a closing date is judged against the day asked for
	Company   string // its id; empty = unknown
	Name      string // of the company, for people to read
	Title     string // likewise, of the vacancy
	Positions int    // that decisions left
	Offered   int    // positions before that
	Asks
}

// Asks is the part of a vacancy that the score depends on. Slices are shared and must not be changed.
type Asks struct {
	Occupations    []OccupationID // one, or two where a code is unknown and its label known; any of them
	Skills         []SkillAsked   // one each: the taxonomy's ascending by Skill, then others by name
	Inferred       bool           // nobody listed skills: they are the essential ones of the occupation
	SkillWeight    int64          // sum of the skills' weights
	Experience     []ExperienceAsked
	Certificates   []uint32 // numbers of Vocabulary.Certificate, in the order of their names
	Education      int8     // rank of the lowest level that will do; 0 = none asked
	EducationField string   // ISCED-F code, or its name folded
	Languages      []Language
	Licences       Set  // of matcher.Licences by their index, those asked alone
	Hours          Span // per week, in tenths of an hour
	Irregular      Tri
	ContractKind   matcher.ContractKind
	ContractTerm   matcher.ContractTerm
	OpenHiring     bool
	Remote         int16        // thousandths of the work done from home; 0 where unknown
	Start          matcher.Date // first day of work; 0 = unknown
	Closing        matcher.Date // last day on which it can be applied for; 0 = unknown
	Pay            int32        // most offered, euro cents an hour; 0 = unknown
	Sector         matcher.Sector
	Point          place.Point // of the work
	Region         uint8       // Vocabulary.Region; 0 = unknown or abroad
	Municipality   string      // GMnnnn
	Abroad         string      // country, where it is not the Netherlands
	Words          Words       // of what the taxonomy does not know
}

// SkillAsked is a skill with its weight in the skills reason and the mastery asked in thousandths, -1 = unknown. The weight
// counts importance (1 : 0.6 : 0.3, after CompetentNL) times rarity; only its share of Asks.SkillWeight means anything.
type SkillAsked struct {
	Skill     SkillID
	Own       SkillID // the number of its code, where Skill was told by its label; 0 = none. Either will do
	Weight    int32
	Level     int16
	Essential bool
}

// ExperienceAsked is experience asked in any of some occupations, in days.
type ExperienceAsked struct {
	Occupations []OccupationID // one at least
	Days        int32          // 365.25 a year, of full or part time alike
}

// Opening compiles a vacancy. Skills that its text names and nobody listed are asked as useful; a vacancy that lists
// none at all is taken to ask what its occupation always asks. A missing occupation is read from the title, other fields that
// say nothing from title and description, see Filled. As Profile it costs what its texts are long, cannot fail, and gives
// what no list knows a number that stays.
func (v *Vocabulary) Opening(from *matcher.Vacancy) Opening {
	filled, _ := v.Filled(from)
	r := &filled
	a := Asks{
		Education: int8(r.Education.MinimumLevel.Rank()), EducationField: conceptKey(r.Education.Field),
		Languages: languages(r.Languages), Licences: licences(r.DrivingLicences, false), Hours: span(r.Hours),
		Irregular: tri(r.IrregularHours), ContractKind: r.Contract.Kind, ContractTerm: r.Contract.Term,
		OpenHiring: r.OpenHiring != nil && *r.OpenHiring,
		Remote:     max(0, level(r.RemoteShare)), Start: r.StartDate, Closing: r.ClosingDate, Pay: mostPay(r.Salary),
		Sector: r.Company.Sector,
	}
	a.Certificates = v.certificatesAsked(r.Certificates, &a.Words)
	v.readSkills(&a, r)
	for _, s := range a.Skills {
		a.SkillWeight += int64(s.Weight)
	}
	a.Experience = v.experienceAsked(r, a.Occupations)
	n := Needs{}
	v.locate(&n, r.Place)
	a.Point, a.Region, a.Municipality, a.Abroad = n.Point, n.Region, n.Municipality, n.Abroad
	return Opening{
		ID: r.ID, Open: r.Status == matcher.VacancyOpen, Company: r.Company.ID, Name: r.Company.Name, Title: r.Title,
		Positions: r.Places(), Offered: r.Places(), Asks: a,
	}
}

// readSkills finds what the vacancy asks and in which occupation, each of which may have to be told from the other.
func (v *Vocabulary) readSkills(a *Asks, r *matcher.Vacancy) {
	listed, named := v.listedSkills(r, &a.Words), v.namedSkills(r)
	ids, known := v.Occupation(r.Occupation)
	v.noteOccupations(&a.Words, ids, r.Occupation)
	if a.Occupations = ids; !known {
		if told, ok := v.occupationOf(r, append(listed, named...)); ok {
			a.Occupations = append(ids, told.ID)
		}
	}
	if a.Inferred = len(listed) == 0; a.Inferred {
		for i, s := range named {
			named[i] = v.asked(s.Skill, matcher.Important, -1)
		}
		for _, o := range a.Occupations {
			for _, id := range v.EssentialSkills(o) {
				listed = append(listed, v.asked(id, matcher.Useful, -1))
			}
		}
	}
	a.Skills = v.oneEach(append(listed, named...), a.Words)
}

// oneEach merges mentions of one skill, the weightiest and highest standing, and orders them without regard to the
// numbers of what the taxonomy does not know.
func (v *Vocabulary) oneEach(all []SkillAsked, own Words) []SkillAsked {
	slices.SortStableFunc(all, func(a, b SkillAsked) int {
		return cmp.Or(cmp.Compare(a.Skill, b.Skill), cmp.Compare(b.Weight, a.Weight), cmp.Compare(b.Level, a.Level))
	})
	out := all[:0]
	for _, s := range all {
		if last := len(out) - 1; last < 0 || out[last].Skill != s.Skill {
			out = append(out, s)
		} else if out[last].Own == 0 {
			out[last].Own = s.Own
		}
	}
	unknown, _ := slices.BinarySearchFunc(out, SkillID(v.taxonomy.Skills()), func(s SkillAsked, id SkillID) int { return cmp.Compare(s.Skill, id) })
	slices.SortStableFunc(out[unknown:], func(a, b SkillAsked) int {
		return cmp.Or(cmp.Compare(v.SkillName(a.Skill, own), v.SkillName(b.Skill, own)), cmp.Compare(b.Weight, a.Weight), cmp.Compare(b.Level, a.Level))
	})
	return out
}

func (v *Vocabulary) listedSkills(r *matcher.Vacancy, own *Words) (asked []SkillAsked) {
	for i := range r.Skills {
		s := &r.Skills[i]
		ids, _ := v.Skill(s.Concept())
		if len(ids) == 0 {
			continue
		}
		one := v.asked(ids[0], cmp.Or(s.Importance, matcher.Important), level(s.Level))
		if len(ids) > 1 {
			one.Own = ids[1]
		}
		v.noteSkills(own, ids[:1], s.Concept())
		asked = append(asked, one)
	}
	return asked
}

// certificatesAsked are ordered by name, one each.
func (v *Vocabulary) certificatesAsked(list []matcher.Concept, own *Words) []uint32 {
	out := v.certificateSet(list)
	for _, c := range list {
		own.add(certificateWord, v.Certificate(c), c)
	}
	slices.SortStableFunc(out, func(a, b uint32) int {
		return cmp.Compare(own.label(certificateWord, a), own.label(certificateWord, b))
	})
	return out
}

// namedSkills are those that the vacancy's text names.
func (v *Vocabulary) namedSkills(r *matcher.Vacancy) (asked []SkillAsked) {
	for _, text := range []string{r.Title, r.Description} {
		if text == "" {
			continue
		}
		for _, hit := range v.taxonomy.SkillsIn(text) {
			id, _ := v.taxonomy.SkillID(hit.Code)
			asked = append(asked, v.asked(SkillID(id), matcher.Useful, -1))
		}
	}
	return asked
}

// asked weighs a skill by importance, 1 : 0.6 : 0.3 as CompetentNL's open design has it, and by rarity, because a
// skill that nearly every occupation asks says little: the commonest counts a quarter of the rarest.
func (v *Vocabulary) asked(id SkillID, i matcher.Importance, level int16) SkillAsked {
	share := int32(6)
	switch i {
	case matcher.Essential:
		share = 10
	case matcher.Useful:
		share = 3
	}
	return SkillAsked{Skill: id, Weight: share * (250 + 3*int32(v.Rarity(id))/4), Level: level, Essential: i == matcher.Essential}
}

const daysPerYear = 365.25

func (v *Vocabulary) experienceAsked(r *matcher.Vacancy, occupations []OccupationID) []ExperienceAsked {
	var out []ExperienceAsked
	for _, e := range r.Experience {
		ids, _ := v.Occupation(e.Occupation)
		if len(ids) == 0 {
			ids = occupations
		}
		if len(ids) == 0 || e.MinimumYears == nil {
			continue
		}
		out = append(out, ExperienceAsked{ids, int32(*e.MinimumYears * daysPerYear)})
	}
	return out
}
