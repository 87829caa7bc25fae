package broker

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/matcher/fit"
)

// filledIn puts what a vacancy asks in one field of a profile, record to record; false where it asks nothing of it.
func filledIn(j *fit.Judge, field string, c matcher.Candidate, r *matcher.Vacancy, o *fit.Opening) (matcher.Candidate, bool) {
	var work []matcher.Concept
	for _, id := range o.Occupations {
		work = append(work, matcher.Concept{Code: j.OccupationCode(id)})
	}
	switch field {
	case "skills":
		for _, s := range o.Skills {
			held := matcher.SkillHeld{Code: j.SkillCode(s.Skill)}
			if s.Level >= 0 {
				level := float64(s.Level) / 1000
				held.Level = &level
			}
			c.Skills = append(c.Skills, held)
		}
		return c, len(c.Skills) > 0
	case "experience":
		for _, w := range work {
			c.Experience = append(c.Experience, matcher.Experience{Occupation: w, From: transferDay - 20*366})
		}
		for _, e := range r.Experience {
			c.Experience = append(c.Experience, matcher.Experience{Occupation: e.Occupation, From: transferDay - 20*366})
		}
		return c, len(c.Experience) > 0
	case "education.level":
		c.Education.Level = matcher.EducationLevelAt(int(o.Education))
		return c, c.Education.Level != ""
	case "languages":
		c.Languages = r.Languages
		return c, len(r.Languages) > 0
	case "certificates":
		c.Certificates = r.Certificates
		return c, len(r.Certificates) > 0
	case "wishes.occupations":
		c.Wishes.Occupations = work
		return c, len(work) > 0
	case "wishes.sectors":
		c.Wishes.Sectors = []matcher.Sector{r.Company.Sector}
		return c, r.Company.Sector.Code != ""
	case "wishes.hours":
		c.Wishes.Hours = spanHours(o.Hours)
		return c, o.Hours.Known()
	case "wishes.contract":
		c.Wishes.Contract = r.Contract
		return c, r.Contract != matcher.Contract{}
	case "wishes.irregularHours":
		irregular := o.Irregular == fit.Yes
		c.Wishes.IrregularHours = &irregular
		return c, o.Irregular != 0
	case "place":
		c.Place = r.Place
		return c, r.Place != matcher.Place{}
	case "wishes.startFrom":
		c.Wishes.StartFrom = r.StartDate
		return c, r.StartDate != 0
	}
	c.Wishes.Salary = r.Salary
	return c, r.Salary != nil
}

func TestFindabilityIsWhatFillingInWouldOpen(t *testing.T) {
	m := newMarket(t)
	all, err := population.New(population.Config{
		Seed: 3, AsOf: transferDay, Candidates: 40, Vacancies: 200, Surpluses: 1, Companies: 20,
		Taxonomy: m.judge.Taxonomy(), Places: m.judge.Places(),
	})
	if err != nil {
		t.Fatal(err)
	}
	vacancies := make([]matcher.Vacancy, 200)
	records := make([]any, len(vacancies))
	for i := range vacancies {
		vacancies[i] = all.Vacancy(i)
		records[i] = &vacancies[i]
	}
	m.fold(t, records...)
	said := map[string]int{}
	for i := range 6 {
		c := all.Candidate(i)
		if i%3 == 0 {
			c = matcher.Candidate{ID: c.ID, Revision: 1, Status: c.Status, ResponsibleParty: c.ResponsibleParty, Skills: c.Skills}
		} else if i%3 == 1 {
			c.Skills, c.Presentation, c.Wishes.Occupations = nil, "", nil
		}
		m.fold(t, &c)
		got, err := m.Findability(t.Context(), Asked[FindabilityQuestion]{Caller: Caller{Roles: AllRoles(), Viewer: matcher.Viewer{All: true}}, Q: FindabilityQuestion{CandidateID: c.ID}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range got.Unknown {
			want := opensByHand(m.judge, f.Field, c, vacancies)
			if said[f.Field] += want; f.Opens != want {
				t.Errorf("profile %d: %s opens %d, want %d", i, f.Field, f.Opens, want)
			}
		}
	}
	if said["skills"] == 0 || said["experience"] == 0 || said["wishes.occupations"] == 0 {
		t.Errorf("nothing to open: %v", said)
	}
}

func opensByHand(j *fit.Judge, field string, c matcher.Candidate, vacancies []matcher.Vacancy) (opens int) {
	q := j.Model.Plain(transferDay, matcher.Viewer{All: true})
	q.Openings = true
	before := j.Profile(&c)
	for i := range vacancies {
		o := j.Opening(&vacancies[i])
		terms := j.Terms(&o, &before, &q)
		if !j.Eligible(&o, &before, &q) || q.Weights.Score(&terms) >= j.Model.Floor {
			continue
		}
		filled, asked := filledIn(j, field, c, &vacancies[i], &o)
		if !asked {
			continue
		}
		after := j.Profile(&filled)
		if terms := j.Terms(&o, &after, &q); q.Weights.Score(&terms) >= j.Model.Floor {
			opens++
		}
	}
	return opens
}

func TestFindabilityStopsWhenNobodyWaits(t *testing.T) {
	m := newMarket(t)
	c := matcher.Candidate{ID: "c", Revision: 1, Status: matcher.CandidateAvailable}
	m.fold(t, &c)
	var list []any
	for i := range patience {
		list = append(list, &matcher.Vacancy{ID: fmt.Sprint("v", i), Revision: 1, Status: matcher.VacancyOpen})
	}
	m.fold(t, list...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := m.Findability(ctx, Asked[FindabilityQuestion]{Caller: Caller{Roles: AllRoles(), Viewer: matcher.Viewer{All: true}}, Q: FindabilityQuestion{CandidateID: "c"}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}
