package fit

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/place"
)

const algorithms = "testdata/algorithms.golden"

// TestAnotherAnswerIsAnotherAlgorithm holds the version of the algorithm to a digest of what it answers, so that a
// constant in code cannot change a score under the same model version. The digests of earlier versions stay.
func TestAnotherAnswerIsAnotherAlgorithm(t *testing.T) {
	data, err := os.ReadFile(algorithms)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	for line := range strings.Lines(string(data)) {
		version, digest, _ := strings.Cut(strings.TrimSpace(line), " ")
		known[version] = digest
	}
	version, digest := fmt.Sprint(algorithm), answersDigest(t)
	switch {
	case known[version] == "" && testkit.Update():
		if err := os.WriteFile(algorithms, fmt.Appendf(data, "%s %s\n", version, digest), 0o644); err != nil {
			t.Fatal(err)
		}
	case known[version] == "":
		t.Errorf("algorithm %s has no digest: run with -update", version)
	case known[version] != digest:
		t.Errorf("algorithm %s answers differently than before: raise the number in model.go, then run with -update", version)
	}
}

// answersDigest is over fulfilments, bands, conditions and gaps of pairs that touch every rule. The model is one kept
// for this, since what changes in model.json changes the version anyhow.
func answersDigest(t *testing.T) string {
	j := newJudge(t)
	data, err := os.ReadFile("testdata/model.json")
	if err != nil {
		t.Fatal(err)
	}
	if j.Model, err = ParseModel(data); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(21, 22))
	h := sha256.New()
	for range 4000 {
		v, c := anyVacancy(r), anyCandidate(r)
		o, p := j.Opening(&v), j.Profile(&c)
		o.Point, p.Point = anyPoint(r), anyPoint(r)
		q := j.Model.Plain(today, matcher.Viewer{All: r.IntN(2) == 0, Party: matcher.Party{Kind: matcher.UWV}})
		terms := j.Terms(&o, &p, &q)
		fmt.Fprint(h, o.SkillWeight, len(o.Occupations), len(p.Held), p.Likely, terms, j.Band(&o, &p, &terms), j.Failing(&o, &p, &q))
		for _, g := range j.Explain(&o, &p, &q, Brief, Dutch).Gaps {
			fmt.Fprint(h, g.Kind, g.Closable)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

func pick[V any](r *rand.Rand, of ...V) V { return of[r.IntN(len(of))] }

func anyPoint(r *rand.Rand) place.Point { return pick(r, place.Point{}, utrecht, amsterdam, groningen) }

func anyLevel(r *rand.Rand) *float64 {
	return pick(r, nil, pointer(float64(r.IntN(11))/10))
}

func anyWork(r *rand.Rand) matcher.Concept {
	return pick(r, matcher.Concept{}, matcher.Concept{Code: "o:lasser"}, matcher.Concept{Code: "o:verzorgende"}, matcher.Concept{Code: "o:verpleegkundige"},
		matcher.Concept{Label: "wijk verpleegkundige"}, matcher.Concept{Code: "own:1", Label: "lasser"}, matcher.Concept{Label: "zwaluwenteller"})
}

func anySkill(r *rand.Rand) matcher.Concept {
	return pick(r, matcher.Concept{Code: "s:wassen"}, matcher.Concept{Code: "s:medicatie"}, matcher.Concept{Code: "s:lassen"}, matcher.Concept{Code: "s:wondverzorging"},
		matcher.Concept{Label: "wonden verzorging"}, matcher.Concept{Code: "own:2"}, matcher.Concept{Code: "own:2", Label: "medicatie toedienen"})
}

func anyHours(r *rand.Rand) *matcher.Hours {
	from := float64(8 + r.IntN(28))
	return pick(r, nil, &matcher.Hours{Min: &from}, &matcher.Hours{Min: &from, Max: pointer(from + 4)})
}

func anyLanguages(r *rand.Rand) []matcher.Language {
	return pick(r, nil, []matcher.Language{{Code: "nld", Oral: pick(r, "", matcher.CEFR("A2"), "B1", "C1")}}, []matcher.Language{{Code: "eng", Oral: "B1", Written: "B2"}},
		[]matcher.Language{{Code: "nld", Written: "B2"}, {Code: "eng", Oral: "A2"}})
}

func anySalary(r *rand.Rand) *matcher.Salary {
	return pick(r, nil, &matcher.Salary{Min: pointer(float64(1800 + r.IntN(2000)))}, &matcher.Salary{Max: pointer(float64(14 + r.IntN(12))), Period: matcher.PerHour})
}

func anyPapers(r *rand.Rand) []matcher.Concept {
	return pick(r, nil, []matcher.Concept{}, []matcher.Concept{{Label: "VCA"}}, []matcher.Concept{{Label: "vca"}, {Label: "BHV"}})
}

func anyEducation(r *rand.Rand) (matcher.EducationLevel, matcher.Concept) {
	return matcher.EducationLevelAt(r.IntN(10)), pick(r, matcher.Concept{}, matcher.Concept{Label: "zorg"}, matcher.Concept{Label: "techniek"})
}

func anyVacancy(r *rand.Rand) matcher.Vacancy {
	v := matcher.Vacancy{
		ID: "v", Status: matcher.VacancyOpen, Occupation: anyWork(r), Title: pick(r, "", "Lasser", "verpleegkundige in de wijk", "Iemand gezocht"),
		Description: pick(r, "", "Je gaat medicatie toedienen."), Languages: anyLanguages(r), Hours: anyHours(r), Certificates: anyPapers(r), Salary: anySalary(r),
		IrregularHours: pick(r, nil, pointer(true), pointer(false)), RemoteShare: pick(r, nil, nil, pointer(0.4), pointer(1.0)),
		Contract:  matcher.Contract{Kind: pick(r, "", matcher.Regular, matcher.Apprenticeship), Term: pick(r, "", matcher.Permanent, matcher.Temporary)},
		StartDate: pick(r, 0, today, today+20), Company: matcher.CompanyRef{Sector: matcher.Sector{Code: pick(r, "", "86101", "25")}},
		DrivingLicences: pick(r, nil, []matcher.Licence{"B"}),
	}
	v.Education.MinimumLevel, v.Education.Field = anyEducation(r)
	for range r.IntN(4) {
		s := anySkill(r)
		v.Skills = append(v.Skills, matcher.SkillAsked{Code: s.Code, Label: s.Label, Importance: pick(r, "", matcher.Essential, matcher.Useful), Level: anyLevel(r)})
	}
	if r.IntN(3) == 0 {
		v.Experience = []matcher.ExperienceAsk{{Occupation: anyWork(r), MinimumYears: pointer(float64(1 + r.IntN(4)))}}
	}
	return v
}

func anyCandidate(r *rand.Rand) matcher.Candidate {
	c := matcher.Candidate{
		ID: "c", Status: matcher.CandidateAvailable, Languages: anyLanguages(r), Certificates: anyPapers(r), DrivingLicences: pick(r, nil, []matcher.Licence{}, []matcher.Licence{"C"}),
		Presentation: pick(r, "", "Was lasser. Ik zoek werk in de zorg.", "Ik kan wassen en wil verpleegkundige worden.", "Geen lasser meer."),
		Transport:    pick(r, nil, []matcher.Transport{matcher.Car}, []matcher.Transport{matcher.Bicycle, matcher.PublicTransport}, []matcher.Transport{matcher.Moped}, []matcher.Transport{matcher.OtherTransport}),
		Wishes: matcher.Wishes{
			Hours: anyHours(r), Salary: anySalary(r), IrregularHours: pick(r, nil, pointer(true), pointer(false)), StartFrom: pick(r, 0, today, today+50),
			MaxDistanceKm: pick(r, nil, nil, pointer(30.0)), MaxTravelMinutes: pick(r, nil, pointer(45.0), pointer(110.0)), Sectors: pick(r, nil, []matcher.Sector{{Code: "Q"}}),
			Contract: matcher.Contract{Kind: pick(r, "", matcher.Regular), Term: pick(r, "", matcher.Permanent, matcher.Temporary)},
		},
	}
	c.Education.Level, c.Education.Field = anyEducation(r)
	c.Education.Status = pick(r, "", matcher.Ongoing)
	for range r.IntN(4) {
		s := anySkill(r)
		c.Skills = append(c.Skills, matcher.SkillHeld{Code: s.Code, Label: s.Label, Level: anyLevel(r)})
	}
	for range r.IntN(3) {
		c.Experience = append(c.Experience, matcher.Experience{Occupation: anyWork(r), From: pick(r, 0, today-400), To: pick(r, 0, today-30)})
	}
	if r.IntN(2) == 0 {
		c.Wishes.Occupations = []matcher.Concept{anyWork(r)}
	}
	return c
}
