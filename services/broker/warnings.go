package broker

import (
	"fmt"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/reading"
	"matchd/matcher/sector"
	"matchd/matcher/taxonomy"
	"matchd/schemas"
)

// told is what the sender of a record is told of it: how its texts were read, and what could not be.
type told struct {
	resolved []schemas.Resolved
	warnings []matcher.Warning
}

// warner gathers what a record's sender should know of. Unknown codes are accepted: they are matched by text and label.
type warner struct {
	v *fit.Vocabulary
	told
}

const suggested = 3

// sureEnough is the confidence, in thousandths, below which a reading is doubtful: of a text that is read as surely, all
// words were understood.
const sureEnough = 900

func (w *warner) warn(field, reason string, hits []taxonomy.Hit) {
	warning := matcher.Warning{Field: field, Reason: reason}
	for _, hit := range hits {
		warning.Suggestions = append(warning.Suggestions, hit.Code)
	}
	w.warnings = append(w.warnings, warning)
}

// concept tells how a concept is read; known says whether any code came of it.
func (w *warner) concept(field string, c matcher.Concept, listed func(string) bool, find func(string, int) []taxonomy.Hit) (known bool) {
	if listed(c.Code) {
		return true
	}
	var hits []taxonomy.Hit
	if c.Label != "" {
		hits = find(c.Label, suggested)
	}
	if c.Code != "" {
		w.warn(field+".code", "unknown code, matched by its label and by equal codes only", hits)
	}
	known = len(hits) > 0 && hits[0].Confidence >= fit.ResolveFloor
	if known {
		w.resolve(field, hits[0].Code, hits[0].Label, hits[0].Confidence)
	}
	switch {
	case c.Label == "" || c.Code != "":
	case !known:
		w.warn(field+".label", "unknown name, matched by equal names only", hits)
	case hits[0].Confidence < sureEnough:
		w.warn(field+".label", "is read with little confidence", hits)
	}
	return known
}

func (w *warner) resolve(field, code, label string, sure uint16) {
	w.resolved = append(w.resolved, schemas.Resolved{Field: field, Code: code, Label: label, Confidence: matcher.Millionths(sure) * 1000})
}

// readings tells what was read in a text for fields that say nothing; only what is said outright is.
func (w *warner) readings(list []reading.Reading) {
	for _, r := range list {
		w.resolved = append(w.resolved, schemas.Resolved{Field: r.From, Fills: r.Field, Code: r.Value, Label: r.Label, Confidence: matcher.Million})
	}
}

func (w *warner) occupation(field string, c matcher.Concept) (known bool) {
	return w.concept(field, c, func(code string) bool { _, ok := w.v.Taxonomy().OccupationID(code); return ok }, w.v.Taxonomy().FindOccupations)
}

func (w *warner) skill(field string, c matcher.Concept) {
	w.concept(field, c, func(code string) bool { _, ok := w.v.Taxonomy().SkillID(code); return ok }, w.v.Taxonomy().FindSkills)
}

// occupationTold tells which occupation is read from a vacancy that names none we know.
func (w *warner) occupationTold(r *matcher.Vacancy) {
	o, ok := w.v.ToldOccupation(r)
	if ok {
		w.resolve(o.Field, o.Code, o.Label, o.Sure)
	}
	field, reason := o.Field, "the occupation is read from it with little confidence"
	switch {
	case r.Title != "" && o.Field != "title":
		field, reason = "title", "no occupation can be read from it"
	case !ok || o.Sure >= sureEnough:
		return
	}
	w.warn(field, reason, w.v.Taxonomy().FindOccupations(r.Title, suggested))
}

func (w *warner) place(field string, p matcher.Place) {
	if p == (matcher.Place{}) || p.Country != "" && p.Country != "NL" {
		return
	}
	if _, ok := w.v.Places().Locate(p.Postcode, p.Municipality, p.Country); !ok {
		w.warnings = append(w.warnings, matcher.Warning{Field: field, Reason: "unknown postcode or municipality, distances are not known"})
	}
}

func (w *warner) sector(field string, s matcher.Sector) {
	edition := s.Edition
	if edition == "" {
		edition = sector.Edition2008
	}
	if s.Code != "" && !sector.Valid(s.Code, edition) {
		w.warnings = append(w.warnings, matcher.Warning{Field: field + ".code", Reason: "unknown sector in edition " + edition})
	}
}

func vacancyWarnings(v *fit.Vocabulary, r *matcher.Vacancy) told {
	w := &warner{v: v}
	if !w.occupation("occupation", r.Occupation) {
		w.occupationTold(r)
	}
	for i := range r.Skills {
		w.skill(fmt.Sprintf("skills[%d]", i), r.Skills[i].Concept())
	}
	for i := range r.Experience {
		w.occupation(fmt.Sprintf("experience[%d].occupation", i), r.Experience[i].Occupation)
	}
	_, texts := v.Filled(r)
	w.readings(texts)
	w.sector("company.sector", r.Company.Sector)
	w.place("place", r.Place)
	return w.told
}

func candidateWarnings(v *fit.Vocabulary, r *matcher.Candidate) told {
	w := &warner{v: v}
	papers := reading.Papers(r)
	w.readings(papers.Readings())
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
	return w.told
}

func (w *warner) held(field string, list []matcher.SkillHeld) {
	for i := range list {
		w.skill(fmt.Sprintf("%s[%d]", field, i), list[i].Concept())
	}
}

func surplusWarnings(v *fit.Vocabulary, r *matcher.Surplus) told {
	w := &warner{v: v}
	w.occupation("occupation", r.Occupation)
	w.held("skills", r.Skills)
	w.sector("company.sector", r.Company.Sector)
	w.place("place", r.Place)
	return w.told
}

func companyWarnings(v *fit.Vocabulary, r *matcher.Company) told {
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
	return w.told
}
