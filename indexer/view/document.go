package view

import (
	"cmp"
	"slices"
	"strings"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/sector"
)

// Kind of a record, as it stands before its id in the index: who changes one of the texts raises mappingVersion.
type Kind string

// The kinds that are folded.
const (
	Vacancies  Kind = "vacancy"
	Candidates Kind = "candidate"
	Surpluses  Kind = "surplus"
	Companies  Kind = "company"
	Decisions  Kind = "decision"
)

// Kinds lists them all, in the order of the topics.
func Kinds() []Kind { return []Kind{Vacancies, Candidates, Surpluses, Companies, Decisions} }

func documentID(k Kind, id string) string { return string(k) + "/" + id }

func (d document) place(v *fit.Vocabulary, p matcher.Place) {
	at, ok := v.Places().Locate(p.Postcode, p.Municipality, p.Country)
	if !ok {
		return
	}
	d.set(fieldRegion, at.Region)
	d.set(fieldMunicipality, at.Municipality)
	if at.Point.Known() {
		d.point(degrees(at.Point.Lat), degrees(at.Point.Lon))
	}
}

// hours indexes the least and the most; where only one is known it bounds the other.
func (d document) hours(h *matcher.Hours) {
	if h == nil {
		return
	}
	if least := cmp.Or(h.Min, h.Max); least != nil {
		d.number(fieldHoursMin, *least)
	}
	if most := cmp.Or(h.Max, h.Min); most != nil {
		d.number(fieldHoursMax, *most)
	}
}

// text gathers what full text finds: a line each, once.
type text struct{ lines []string }

func (t *text) add(words ...string) {
	for _, w := range words {
		if w != "" && !slices.Contains(t.lines, w) {
			t.lines = append(t.lines, w)
		}
	}
}

func (t *text) String() string { return strings.Join(t.lines, "\n") }

// occupations and skills index the codes of concepts.
func (d document) occupations(v *fit.Vocabulary, t *text, list ...matcher.Concept) {
	d.set(fieldOccupation, codesOf(t, list, v.Occupation, v.OccupationCode, v.OccupationLabel)...)
}

func (d document) skills(v *fit.Vocabulary, t *text, list ...matcher.Concept) {
	d.set(fieldSkill, codesOf(t, list, v.Skill, v.SkillCode, v.SkillLabel)...)
}

// codesOf is the codes that the taxonomy gives to concepts, and those that were sent; the labels of both become text.
func codesOf[ID any](t *text, list []matcher.Concept, find func(matcher.Concept) ([]ID, bool), code, label func(ID) string) []string {
	var codes []string
	for _, c := range list {
		ids, _ := find(c)
		for _, id := range ids {
			codes = append(codes, code(id))
			t.add(label(id))
		}
		codes = append(codes, c.Code)
		t.add(c.Label)
	}
	return unique(codes)
}

func unique(values []string) []string {
	seen := map[string]bool{"": true}
	out := values[:0]
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

func divisions(list ...matcher.Sector) []string {
	var out []string
	for _, s := range list {
		if d, ok := sector.Division(s.Code); ok {
			out = append(out, d)
		}
	}
	return unique(out)
}

func (d document) vacancy(v *fit.Vocabulary, r *matcher.Vacancy) {
	t := &text{}
	d.set(fieldStatus, string(r.Status))
	d.set(fieldCompany, r.Company.ID)
	d.set(fieldSector, divisions(r.Company.Sector)...)
	d.set(fieldEducation, string(r.Education.MinimumLevel))
	d.set(fieldKindOfWork, string(r.Contract.Kind))
	d.set(fieldTerm, string(r.Contract.Term))
	d.set(fieldLicence, plain(r.DrivingLicences)...)
	d.set(fieldLanguage, languageCodes(r.Languages)...)
	d.place(v, r.Place)
	d.hours(r.Hours)
	d.text(fieldTitle, r.Title)
	t.add(r.Title, r.Description, r.Company.Name)
	d.occupations(v, t, r.Occupation)
	var asked []matcher.Concept
	for _, s := range r.Skills {
		asked = append(asked, s.Concept())
	}
	d.skills(v, t, asked...)
	for _, c := range r.Certificates {
		t.add(c.Label)
	}
	d.text(fieldText, t.String())
}

func (d document) candidate(v *fit.Vocabulary, r *matcher.Candidate) {
	t := &text{}
	d.set(fieldStatus, string(r.Status))
	d.set(fieldCompany, r.Employer.ID)
	d.set(fieldSituation, string(r.Situation))
	d.set(fieldSector, divisions(append([]matcher.Sector{r.Employer.Sector}, r.Wishes.Sectors...)...)...)
	d.set(fieldEducation, string(r.Education.Level))
	d.set(fieldKindOfWork, string(r.Wishes.Contract.Kind))
	d.set(fieldTerm, string(r.Wishes.Contract.Term))
	d.set(fieldLicence, plain(r.DrivingLicences)...)
	d.set(fieldLanguage, languageCodes(r.Languages)...)
	d.set(fieldParty, sharing(r)...)
	d.number(fieldConsent, float64(cmp.Or(r.Consent.Until, forever)))
	d.place(v, r.Place)
	d.hours(r.Wishes.Hours)
	t.add(r.Presentation)
	jobs := append([]matcher.Concept{r.Employer.Occupation}, r.Wishes.Occupations...)
	for _, e := range r.Experience {
		jobs = append(jobs, e.Occupation)
	}
	d.occupations(v, t, jobs...)
	var held []matcher.Concept
	for _, s := range r.Skills {
		held = append(held, s.Concept())
	}
	d.skills(v, t, held...)
	for _, c := range r.Certificates {
		t.add(c.Label)
	}
	d.text(fieldText, t.String())
}

// forever is later than any day that a consent can end on.
const forever = 1 << 30

// sharing lists for whom a profile is: the responsible party as kind/organisation, others as the consent has them.
func sharing(r *matcher.Candidate) []string {
	out := []string{responsible(r.ResponsibleParty)}
	if len(r.Consent.SharedWith) > 0 {
		out = append(out, sharedAtAll)
	}
	for _, with := range r.Consent.SharedWith {
		out = append(out, sharedWith(with))
	}
	return out
}

// sharedAtAll stands for a profile that somebody beyond the responsible party may see.
const sharedAtAll = "shared"

func sharedWith(with string) string { return sharedAtAll + "/" + with }

func responsible(p matcher.Party) string {
	return "responsible/" + string(p.Kind) + "/" + p.Organisation
}

func (d document) surplus(v *fit.Vocabulary, r *matcher.Surplus) {
	t := &text{}
	d.set(fieldStatus, string(r.Status))
	d.set(fieldCompany, r.Company.ID)
	d.set(fieldSector, divisions(r.Company.Sector)...)
	d.set(fieldEducation, string(r.Education.Level))
	d.place(v, r.Place)
	d.hours(r.Hours)
	t.add(r.Company.Name)
	d.occupations(v, t, r.Occupation)
	var held []matcher.Concept
	for _, s := range r.Skills {
		held = append(held, s.Concept())
	}
	d.skills(v, t, held...)
	d.text(fieldText, t.String())
}

func (d document) company(r *matcher.Company) {
	d.set(fieldStatus, string(r.Status))
	d.set(fieldSector, divisions(r.Sectors...)...)
	d.text(fieldText, r.Name)
}

func (d document) decision(r *matcher.Decision) {
	d.set(fieldStatus, string(r.Status))
}

func plain(list []matcher.Licence) []string {
	out := make([]string, len(list))
	for i, l := range list {
		out[i] = string(l)
	}
	return out
}

func languageCodes(list []matcher.Language) []string {
	out := make([]string, len(list))
	for i, l := range list {
		out[i] = l.Code
	}
	return out
}
