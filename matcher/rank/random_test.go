package rank

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
)

// Sizes of the small world: few codes, so that many rows score alike and many are near to one another. Numbers above
// those of the taxonomy stand for codes it does not know.
const (
	worldOccupations = 25
	worldSkills      = 60
	unknownCodes     = 5
	today            = matcher.Date(740_000)
)

// world makes random rows and questions; the same seed gives the same ones.
type world struct {
	*rand.Rand
	judge  *fit.Judge
	points []place.Point
}

// newWorld builds a judge over a random taxonomy. Worlds share nothing.
func newWorld(t testing.TB, seed uint64) *world {
	t.Helper()
	w := &world{Rand: rand.New(rand.NewPCG(seed, 11))}
	graph, err := taxonomy.Load(w.taxonomyFiles())
	if err != nil {
		t.Fatal(err)
	}
	w.judge = fittest.JudgeOf(graph)
	for range 12 {
		w.points = append(w.points, place.Point{Lat: 5_200_000 + int32(w.IntN(80_000)), Lon: 500_000 + int32(w.IntN(120_000))})
	}
	w.points = append(w.points, place.Point{}, place.Point{Lat: 5_085_000, Lon: 435_000})
	return w
}

func (w *world) taxonomyFiles() fstest.MapFS {
	var occupations, skills, relations strings.Builder
	occupations.WriteString("conceptUri,iscoGroup,preferredLabel\n")
	skills.WriteString("conceptUri,preferredLabel\n")
	relations.WriteString("occupationUri,relationType,skillUri\n")
	for s := range worldSkills {
		fmt.Fprintf(&skills, "s:%02d,skill %02d\n", s, s)
	}
	for o := range worldOccupations {
		fmt.Fprintf(&occupations, "o:%02d,%d,occupation %02d\n", o, 1111+o%5*1000+o%3*100+o%2, o)
		from := o / 5 * 12
		for range 8 {
			fmt.Fprintf(&relations, "o:%02d,%s,s:%02d\n", o, pick(w, "essential", "optional"), (from+w.IntN(20))%worldSkills)
		}
	}
	return fstest.MapFS{
		"occupations_nl.csv":              {Data: []byte(occupations.String())},
		"skills_nl.csv":                   {Data: []byte(skills.String())},
		"occupationSkillRelations_nl.csv": {Data: []byte(relations.String())},
	}
}

func pick[V any](w *world, from ...V) V { return from[w.IntN(len(from))] }

func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

// some gives up to most distinct numbers below n, ascending; nil for unknown in three of ten cases.
func some[N ~uint32](w *world, most, n int) []N {
	if w.chance(30) {
		return nil
	}
	out := make([]N, 0, most)
	for range w.IntN(most + 1) {
		out = append(out, N(w.IntN(n)))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (w *world) occupations(most int) []fit.OccupationID {
	return some[fit.OccupationID](w, most, worldOccupations+unknownCodes)
}

func (w *world) level() int16 { return pick[int16](w, -1, 0, 300, 500, 501, 1000) }

func (w *world) languages() []fit.Language {
	if w.chance(40) {
		return nil
	}
	out := []fit.Language{}
	for _, code := range []string{"de", "en", "nl"} {
		if w.chance(40) {
			l := fit.Language{Oral: int8(w.IntN(7)), Written: int8(w.IntN(7))}
			copy(l.Code[:], code)
			out = append(out, l)
		}
	}
	return out
}

func (w *world) span() fit.Span {
	low := int16(w.IntN(40) * 10)
	return pick(w, fit.Span{Min: -1, Max: -1}, fit.Span{Min: low, Max: -1}, fit.Span{Min: -1, Max: low}, fit.Span{Min: low, Max: low + int16(w.IntN(100))})
}

func (w *world) date() matcher.Date {
	return pick(w, 0, today-400, today-1, today, today+1, today+30, today+200)
}

// set is a set of driving licences or means of transport, known in half of the cases.
func (w *world) set() fit.Set { return pick(w, 0, fit.Set(1<<31), fit.Set(1<<31|w.Uint32N(8))) }

func (w *world) tri() fit.Tri { return pick(w, fit.No, 0, fit.Yes) }

func (w *world) sector() matcher.Sector {
	return pick(w, matcher.Sector{}, matcher.Sector{Code: "86"}, matcher.Sector{Code: "8610", Edition: "2008"}, matcher.Sector{Code: "8711", Edition: "2025"},
		matcher.Sector{Code: "C"}, matcher.Sector{Code: "25"}, matcher.Sector{Code: "2511"}, matcher.Sector{Code: "zz"})
}

func (w *world) needs() fit.Needs {
	n := fit.Needs{
		Wished: w.occupations(pick(w, 3, 3, 3, 2*few)), Education: int8(w.IntN(19) - 9), EducationField: pick(w, "", "0913", "0715"),
		Languages: w.languages(), Licences: w.set(), Certificates: some[uint32](w, 3, 5), Hours: w.span(),
		ContractKind: pick(w, kinds()...), ContractTerm: pick(w, terms()...), Irregular: w.tri(),
		MaxMetres: pick[int32](w, 0, 0, 10_000, 40_000), MaxMinutes: pick[int16](w, 0, 0, 30, 60), CrossBorder: w.tri(), Transport: w.set(),
		From: w.date(), Pay: pick[int32](w, 0, 1500, 2000, 2500), Point: pick(w, w.points...), Region: uint8(w.IntN(4)),
		Abroad: pick(w, "", "", "", "BE"),
	}
	for _, s := range some[fit.SkillID](w, pick(w, 8, 8, 30), worldSkills+unknownCodes) {
		n.Skills = append(n.Skills, fit.SkillHeld{Skill: s, Level: w.level()})
	}
	n.SkillsOpen = len(n.Skills) > 0 && w.chance(30)
	if w.chance(10) {
		n.Skills, n.SkillsOpen = []fit.SkillHeld{}, false
	}
	for _, o := range w.occupations(3) {
		n.Held = append(n.Held, fit.Job{Occupation: o, From: w.date(), To: w.date()})
	}
	for i := 0; len(n.Held) == 0 && i < 3; i++ {
		n.Likely = append(n.Likely, fit.Near[fit.OccupationID]{ID: fit.OccupationID(w.IntN(worldOccupations)), Closeness: uint16(1 + w.IntN(1000))})
	}
	for range w.IntN(3) {
		n.WishedSectors = append(n.WishedSectors, w.sector())
	}
	return n
}

func (w *world) party() matcher.Party {
	return matcher.Party{Kind: pick(w, matcher.UWV, matcher.Municipality), Organisation: pick(w, "", "a", "b")}
}

func (w *world) person(id string) Person {
	return Person{fit.Profile{
		ID: id, Number: numberOf(id), Available: w.chance(85), Headcount: pick(w, 1, 1, 1, 20), Responsible: w.party(), Post: pick(w, nil, &fit.Post{}),
		Consent: matcher.Consent{SharedWith: pick(w, nil, []string{"uwv"}, []string{"a"}), Until: w.date()}, Needs: w.needs(),
	}}
}

func (w *world) asks() fit.Asks {
	n := w.needs()
	a := fit.Asks{
		Occupations: w.occupations(2), Certificates: slices.DeleteFunc(n.Certificates, func(c uint32) bool { return c == 0 }), Education: max(0, n.Education), EducationField: n.EducationField,
		Languages: slices.DeleteFunc(n.Languages, func(l fit.Language) bool { return l == fit.Language{} }), Licences: n.Licences, Hours: n.Hours, Irregular: n.Irregular, ContractKind: n.ContractKind, ContractTerm: n.ContractTerm,
		Remote: pick[int16](w, 0, 0, 0, 400, 999, 1000), Start: n.From, Closing: pick(w, 0, 0, w.date()), Pay: n.Pay, Sector: w.sector(),
		Point: n.Point, Region: n.Region, Abroad: n.Abroad,
	}
	for _, s := range some[fit.SkillID](w, pick(w, 8, 8, 30), worldSkills+unknownCodes) {
		asked := fit.SkillAsked{Skill: s, Weight: int32(1 + w.IntN(10_000)), Level: w.level()}
		if w.chance(20) {
			asked.Own = fit.SkillID(worldSkills + w.IntN(unknownCodes))
		}
		a.Skills = append(a.Skills, asked)
		a.SkillWeight += int64(asked.Weight)
	}
	for range w.IntN(3) {
		a.Experience = append(a.Experience, fit.ExperienceAsked{Occupations: []fit.OccupationID{fit.OccupationID(w.IntN(worldOccupations))}, Days: int32(w.IntN(800))})
	}
	return a
}

func (w *world) vacancy(id string) Vacancy {
	return Vacancy{fit.Opening{ID: id, Number: numberOf(id), Open: w.chance(85), Asks: w.asks()}}
}

// numberOf gives an id a number, some of them the same one.
func numberOf(id string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // a hash cannot fail
	return 1 + h.Sum32()%200
}

// rows gives n rows with distinct ids, half of them copies of earlier ones under another id.
func rows[R any](w *world, n int, row func(id string) R, copyOf func(R, string) R) []R {
	out := make([]R, n)
	for i, number := range w.Perm(n) {
		id := fmt.Sprintf("%c%d", 'a'+rune(number%7), number)
		if i > 0 && w.chance(50) {
			out[i] = copyOf(out[w.IntN(i)], id)
		} else {
			out[i] = row(id)
		}
	}
	return out
}

func (w *world) people(n int) []Person {
	return rows(w, n, w.person, func(p Person, id string) Person { p.ID, p.Number = id, numberOf(id); return p })
}

func (w *world) vacancies(n int) []Vacancy {
	return rows(w, n, w.vacancy, func(o Vacancy, id string) Vacancy { o.ID, o.Number = id, numberOf(id); return o })
}

func (w *world) reasons(percent int) (set fit.ReasonSet) {
	for id := range fit.Reasons {
		if w.chance(percent) {
			set = set.With(id)
		}
	}
	return set
}

// question draws weights, bounds and texts; ids are those of the listed side.
func (w *world) question(openings bool, ids []string) fit.Question {
	q := w.judge.Model.Plain(today, matcher.Viewer{All: w.chance(70), Party: w.party()})
	q.Openings = openings
	if w.chance(40) {
		q.Must = w.reasons(8)
	}
	if w.chance(30) {
		q.Regions = pick(w, []uint8{0}, []uint8{1, 3}, []uint8{2})
	}
	if w.chance(30) {
		q.Within = pick[int32](w, 1, 15_000, 50_000)
	}
	if w.chance(30) {
		shares := map[uint32]int64{}
		for range w.IntN(10) {
			shares[numberOf(pick(w, append(ids, "another")...))] = w.Int64N(matcher.Million + 1)
		}
		q.Texts = func(number uint32) int64 { return shares[number] }
	}
	if w.chance(70) {
		q.Weights = w.weights(q.Texts != nil)
	}
	return q
}

func (w *world) weights(text bool) fit.Weights {
	for {
		factors := map[fit.ReasonID]float64{}
		for id := range fit.Reasons {
			factors[id] = pick(w, 0, 0.5, 1, 1, 3, 20)
		}
		if weights, err := w.judge.Model.Weights(factors, w.reasons(pick(w, 0, 20, 85)), text); err == nil {
			return weights
		}
	}
}
