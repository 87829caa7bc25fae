package rank

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
)

// country makes people and vacancies as skewed as a real labour market: occupations by Zipf's law, skills mostly those
// of the occupation, places by inhabitants, and seven in ten of the other fields known.
type country struct {
	*rand.Rand
	judge       *fit.Judge
	graph       *taxonomy.Taxonomy
	postcodes   []place.Location
	inhabitants []float64 // cumulative
	common      []float64 // cumulative weight of occupations
	skills      []float64 // cumulative weight of skills beside those of the occupation
	order       []int     // which occupation has which rank of commonness
	sections    []float64 // cumulative weight of sections
}

// sections are open vacancies by section of SBI 2008, A to S, in thousandths of all: mean of 2022 Q3 to 2023 Q2, CBS
// StatLine 80472ned (CC BY 4.0).
func sections() []float64 {
	return []float64{7, 1, 81, 5, 4, 59, 200, 45, 80, 54, 26, 8, 96, 68, 56, 30, 151, 14, 16}
}

// sector is a section in the sizes of CBS.
func (c *country) sector() matcher.Sector {
	return matcher.Sector{Code: string(rune('A' + c.draw(c.sections))), Edition: "2008"}
}

func newCountry(t testing.TB) *country {
	t.Helper()
	judge := fittest.Judge()
	graph, places := judge.Taxonomy(), judge.Places()
	c := &country{Rand: rand.New(rand.NewPCG(7, 7)), graph: graph, judge: judge}
	for _, p := range places.Postcodes() {
		if at, ok := places.Locate(p.Code, "", ""); ok {
			c.postcodes = append(c.postcodes, at)
			c.inhabitants = cumulate(c.inhabitants, float64(p.Inhabitants))
		}
	}
	for i := range graph.Occupations() {
		c.common = cumulate(c.common, math.Pow(float64(i+3), -1))
	}
	for i := range graph.Skills() {
		c.skills = cumulate(c.skills, math.Pow(float64(i+3), -1))
	}
	for _, share := range sections() {
		c.sections = cumulate(c.sections, share)
	}
	c.order = c.Perm(graph.Occupations())
	return c
}

func cumulate(sums []float64, weight float64) []float64 {
	if len(sums) > 0 {
		weight += sums[len(sums)-1]
	}
	return append(sums, weight)
}

func (c *country) draw(sums []float64) int {
	i, _ := slices.BinarySearch(sums, c.Float64()*sums[len(sums)-1])
	return min(i, len(sums)-1)
}

func (c *country) chance(percent int) bool { return c.IntN(100) < percent }

// known gives v in seven of ten cases, else the zero value.
func known[V any](c *country, v V) (out V) {
	if c.chance(70) {
		return v
	}
	return out
}

func (c *country) occupation() fit.OccupationID { return fit.OccupationID(c.order[c.draw(c.common)]) }

// kin is the occupation itself, one near it, or now and then any.
func (c *country) kin(o fit.OccupationID) fit.OccupationID {
	near := c.judge.NearOccupations(o)
	switch n := c.IntN(10); {
	case n < 5:
		return o
	case n < 8:
		return near[c.IntN(len(near))].ID
	}
	return c.occupation()
}

func (c *country) skillsOf(o fit.OccupationID, n int) []fit.SkillID {
	asked := c.graph.Occupation(taxonomy.OccupationID(o))
	var out []fit.SkillID
	for range n {
		switch list := slices.Concat(asked.Essential, asked.Essential, asked.Optional); {
		case len(list) > 0 && c.chance(75):
			out = append(out, fit.SkillID(list[c.IntN(len(list))]))
		default:
			out = append(out, fit.SkillID(c.draw(c.skills)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *country) level() int16 {
	if c.chance(50) {
		return -1
	}
	return int16(c.IntN(11) * 100)
}

func (c *country) needs(o fit.OccupationID) fit.Needs {
	at := c.postcodes[c.draw(c.inhabitants)]
	n := fit.Needs{
		Education: known(c, int8(1+c.IntN(9))), EducationField: known(c, fmt.Sprintf("%04d", 100+c.IntN(80)*10)), Licences: known(c, fit.Set(1<<31|1<<4)),
		Hours: fit.Span{Min: -1, Max: -1}, ContractKind: known(c, matcher.Regular), ContractTerm: known(c, terms()[1+c.IntN(2)]),
		Irregular: known(c, fit.Tri(c.IntN(2)*2-1)), From: known(c, today+matcher.Date(c.IntN(120))), Pay: known(c, 1400+int32(c.IntN(20))*50),
		Transport: known(c, fit.Set(1<<31|1<<3|1<<4)), Point: at.Point, Municipality: at.Municipality,
	}
	n.Region, _ = c.judge.Region(at.Region)
	if c.chance(70) {
		low := int16(160 + c.IntN(6)*40)
		n.Hours = fit.Span{Min: low, Max: low + int16(c.IntN(3)*40)}
	}
	if c.chance(70) {
		n.Languages = []fit.Language{{Code: [3]byte{'n', 'l'}, Oral: int8(2 + c.IntN(5)), Written: int8(1 + c.IntN(5))}}
		if c.chance(40) {
			n.Languages = append(n.Languages, fit.Language{Code: [3]byte{'p', 'l'}, Oral: int8(1 + c.IntN(6))})
		}
	}
	if c.chance(70) {
		n.Certificates = []uint32{}
		for range c.IntN(4) {
			n.Certificates = append(n.Certificates, 1+uint32(c.draw(c.skills[:60])))
		}
		slices.Sort(n.Certificates)
		n.Certificates = slices.Compact(n.Certificates)
	}
	if c.chance(85) {
		for _, s := range c.skillsOf(o, 3+c.IntN(9)) {
			n.Skills = append(n.Skills, fit.SkillHeld{Skill: s, Level: c.level()})
		}
	} else if n.SkillsOpen = c.chance(50); n.SkillsOpen {
		for _, s := range c.skillsOf(o, 1+c.IntN(3)) {
			n.Skills = append(n.Skills, fit.SkillHeld{Skill: s, Level: -1})
		}
	}
	return n
}

func (c *country) person(i int) Person {
	o := c.occupation()
	n := c.needs(o)
	if c.chance(85) {
		for j := range 1 + c.IntN(3) {
			from := today - matcher.Date((j+1)*900+c.IntN(800))
			n.Held = append(n.Held, fit.Job{Occupation: c.kin(o), From: known(c, from), To: from + 700})
		}
	}
	if c.chance(70) {
		n.Wished = append(n.Wished, c.kin(o))
	}
	if c.chance(50) {
		n.WishedSectors = []matcher.Sector{c.sector()}
	}
	if len(n.Held) == 0 {
		n.Likely = c.likely(n.Skills)
	}
	n.MaxMetres = known(c, int32(10+c.IntN(8)*10)*1000)
	return Person{fit.Profile{ID: fmt.Sprintf("c-%07d", i), Available: c.chance(92), Headcount: 1, Needs: n}}
}

func (c *country) vacancy(i int) Vacancy {
	o := c.occupation()
	n := c.needs(o)
	a := fit.Asks{
		Occupations: []fit.OccupationID{o}, Certificates: n.Certificates[:min(1, len(n.Certificates))], Education: n.Education, Languages: n.Languages[:min(1, len(n.Languages))],
		Hours: n.Hours, Irregular: n.Irregular, ContractKind: n.ContractKind, ContractTerm: n.ContractTerm, Start: n.From, Pay: n.Pay + 200,
		Sector: c.sector(), Point: n.Point, Region: n.Region, Municipality: n.Municipality,
	}
	if c.chance(10) {
		a.Remote = int16(c.IntN(6) * 200)
	}
	if c.chance(5) {
		a.Occupations = nil
	}
	for _, s := range c.skillsOf(o, 4+c.IntN(8)) {
		asked := fit.SkillAsked{Skill: s, Weight: int32(6 * (250 + 3*int(c.judge.Rarity(s))/4)), Level: c.level()}
		a.Skills = append(a.Skills, asked)
		a.SkillWeight += int64(asked.Weight)
	}
	if len(a.Occupations) > 0 && c.chance(40) {
		a.Experience = []fit.ExperienceAsked{{Occupations: a.Occupations, Days: 365 * int32(1+c.IntN(4))}}
	}
	return Vacancy{fit.Opening{ID: fmt.Sprintf("v-%07d", i), Open: c.chance(92), Positions: 1, Asks: a}}
}

// likely is what skills point to, as a profile is compiled: from a fifth of what an occupation asks, sure from a half.
func (c *country) likely(held []fit.SkillHeld) (out []fit.Near[fit.OccupationID]) {
	skills := make([]taxonomy.SkillID, len(held))
	for i, s := range held {
		skills[i] = taxonomy.SkillID(s.Skill)
	}
	for _, o := range c.graph.OccupationsAsking(skills) {
		if o.Covered >= 200 {
			out = append(out, fit.Near[fit.OccupationID]{ID: fit.OccupationID(o.ID), Closeness: uint16(min(1000, 2*int(o.Covered)))})
		}
	}
	return out
}
