package broker

import (
	"fmt"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/sector"
	"matchd/matcher/taxonomy"
)

// warner gathers what a record's sender should know of. Unknown codes are accepted: they are matched by text and label.
type warner struct {
	v    *fit.Vocabulary
	list []matcher.Warning
}

const suggested = 3

func (w *warner) concept(field string, c matcher.Concept, known func(string) bool, find func(string, int) []taxonomy.Hit) {
	if c.Code == "" || known(c.Code) {
		return
	}
	warning := matcher.Warning{Field: field + ".code", Reason: "unknown code, matched by its label and by equal codes only"}
	if c.Label != "" {
		for _, hit := range find(c.Label, suggested) {
			warning.Suggestions = append(warning.Suggestions, hit.Code)
		}
	}
	w.list = append(w.list, warning)
}

func (w *warner) occupation(field string, c matcher.Concept) {
	w.concept(field, c, func(code string) bool { _, ok := w.v.Taxonomy().OccupationID(code); return ok }, w.v.Taxonomy().FindOccupations)
}

func (w *warner) skill(field string, c matcher.Concept) {
	w.concept(field, c, func(code string) bool { _, ok := w.v.Taxonomy().SkillID(code); return ok }, w.v.Taxonomy().FindSkills)
}

func (w *warner) place(field string, p matcher.Place) {
	if p == (matcher.Place{}) || p.Country != "" && p.Country != "NL" {
		return
	}
	if _, ok := w.v.Places().Locate(p.Postcode, p.Municipality, p.Country); !ok {
		w.list = append(w.list, matcher.Warning{Field: field, Reason: "unknown postcode or municipality, distances are not known"})
	}
}

func (w *warner) sector(field string, s matcher.Sector) {
	edition := s.Edition
	if edition == "" {
		edition = sector.Edition2008
	}
	if s.Code != "" && !sector.Valid(s.Code, edition) {
		w.list = append(w.list, matcher.Warning{Field: field + ".code", Reason: "unknown sector in edition " + edition})
	}
}

func vacancyWarnings(v *fit.Vocabulary, r *matcher.Vacancy) []matcher.Warning {
	w := &warner{v: v}
	w.occupation("occupation", r.Occupation)
	for i := range r.Skills {
		w.skill(fmt.Sprintf("skills[%d]", i), r.Skills[i].Concept())
	}
	for i := range r.Experience {
		w.occupation(fmt.Sprintf("experience[%d].occupation", i), r.Experience[i].Occupation)
	}
	w.sector("company.sector", r.Company.Sector)
	w.place("place", r.Place)
	return w.list
}

func candidateWarnings(v *fit.Vocabulary, r *matcher.Candidate) []matcher.Warning {
	w := &warner{v: v}
	w.held("skills", r.Skills)
	w.occupation("employer.occupation", r.Employer.Occupation)
	for i, c := range r.Wishes.Occupations {
		w.occupation(fmt.Sprintf("wishes.occupations[%d]", i), c)
	}
	for i, s := range r.Wishes.Sectors {
		w.sector(fmt.Sprintf("wishes.sectors[%d]", i), s)
	}
	for i := range r.Experience {
		w.occupation(fmt.Sprintf("experience[%d].occupation", i), r.Experience[i].Occupation)
	}
	w.place("place", r.Place)
	return w.list
}

func (w *warner) held(field string, list []matcher.SkillHeld) {
	for i := range list {
		w.skill(fmt.Sprintf("%s[%d]", field, i), list[i].Concept())
	}
}

func surplusWarnings(v *fit.Vocabulary, r *matcher.Surplus) []matcher.Warning {
	w := &warner{v: v}
	w.occupation("occupation", r.Occupation)
	w.held("skills", r.Skills)
	w.sector("company.sector", r.Company.Sector)
	w.place("place", r.Place)
	return w.list
}

func companyWarnings(v *fit.Vocabulary, r *matcher.Company) []matcher.Warning {
	w := &warner{v: v}
	for i, s := range r.Sectors {
		w.sector(fmt.Sprintf("sectors[%d]", i), s)
	}
	for i, e := range r.Establishments {
		w.place(fmt.Sprintf("establishments[%d].place", i), e.Place)
	}
	for i, t := range r.RecognisedTraining {
		w.occupation(fmt.Sprintf("recognisedTraining[%d].occupation", i), t.Occupation)
	}
	return w.list
}
