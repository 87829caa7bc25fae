package vum

import (
	"strings"

	"matchd/matcher"
)

// Options is what VUM does not say and the reader must.
type Options struct {
	DistanceUnitMetres int           // unit of maximaleReisafstand: 1000 in the standard (also where 0), 100 in the accreditation corpus
	Revision           int64         // of every record read
	ResponsibleParty   matcher.Party // of every candidate read
}

const metresPerKm = 1000

// Vacancy reads one vacature as an open vacancy. The error is a matcher.InvalidError with every wrong field: of VUM
// where a type is wrong, of ours where a value breaks a rule.
func Vacancy(line []byte, o Options) (matcher.Vacancy, error) {
	var in vacancy
	if err := read(line, &in); err != nil {
		return matcher.Vacancy{}, err
	}
	v := matcher.Vacancy{
		ID: in.ID, Revision: o.Revision, Status: matcher.VacancyOpen, Company: in.company(),
		Title: strings.TrimSpace(in.Title), Description: joined(in.Description, in.Conditions.Text),
		Occupation: matcher.Concept{Code: in.Occupation.Code}, Experience: in.experience(), Certificates: certificates(in.Courses),
		Education: matcher.EducationAsk{MinimumLevel: matcher.EducationFromVUM(int(in.Level))},
		Languages: languages(in.Languages), DrivingLicences: licences(in.Licences),
		Hours: in.Hours.value(), IrregularHours: in.Flexibility.Irregular.yes(), Contract: agreed(in.Contracts),
		Place: matcher.Place{Postcode: in.Address.Postcode}, StartDate: in.Conditions.Start, ClosingDate: in.Closing, Salary: salary(in.Conditions.Salary),
	}
	if v.Education.MinimumLevel == "" {
		v.Education.MinimumLevel = lowest(in.Schooling)
	}
	for _, c := range unique(in.Competences) {
		v.Skills = append(v.Skills, matcher.SkillAsked{Code: c.Code})
	}
	if wrong := v.Check(); len(wrong) > 0 {
		return matcher.Vacancy{}, matcher.InvalidError(wrong)
	}
	return v, nil
}

// company has no number: VUM does not exchange it.
func (in *vacancy) company() matcher.CompanyRef {
	c := matcher.CompanyRef{Name: strings.TrimSpace(in.Employer.Name), Sector: in.Sector.value()}
	if c.Sector.IsZero() {
		c.Sector = only(unique(in.Employer.Sectors)).value()
	}
	return c
}

// experience is the least number of years that the list names, in the vacancy's own occupation.
func (in *vacancy) experience() []matcher.ExperienceAsk {
	var least *float64
	for _, e := range in.Experience {
		if e.Years != nil && *e.Years <= matcher.MaxYears && (least == nil || *e.Years < *least) {
			least = e.Years
		}
	}
	if least == nil {
		return nil
	}
	return []matcher.ExperienceAsk{{Occupation: matcher.Concept{Code: in.Occupation.Code}, MinimumYears: least}}
}

// Candidate reads one werkzoekende as an available candidate, without any contact data. The error is as that of Vacancy.
func Candidate(line []byte, o Options) (matcher.Candidate, error) {
	var in candidate
	if err := read(line, &in); err != nil {
		return matcher.Candidate{}, err
	}
	q := &in.Qualification
	v := matcher.Candidate{
		ID: in.ID, Revision: o.Revision, Status: matcher.CandidateAvailable, ResponsibleParty: o.ResponsibleParty,
		Place: matcher.Place{Postcode: in.Mobility.Postcode}, Presentation: strings.TrimSpace(in.Presentation), Wishes: in.wishes(o),
		Certificates: certificates(q.Courses), Education: matcher.Education{Level: matcher.EducationFromVUM(int(q.Level))},
		Languages: languages(q.Languages), DrivingLicences: licences(q.Licences), Transport: transport(in.Vehicles), Restricted: in.restricted(),
	}
	if v.Education.Level == "" {
		v.Education = highest(q.Schooling)
	}
	for _, c := range unique(q.Competences) {
		v.Skills = append(v.Skills, matcher.SkillHeld{Code: c.Code})
	}
	for _, e := range q.Experience {
		if e.From != 0 && e.To != 0 && e.From > e.To {
			e.From, e.To = 0, 0
		}
		if job := (matcher.Experience{Occupation: matcher.Concept{Code: e.Occupation.Code}, From: e.From, To: e.To}); job != (matcher.Experience{}) {
			v.Experience = append(v.Experience, job)
		}
	}
	if wrong := v.Check(); len(wrong) > 0 {
		return matcher.Candidate{}, matcher.InvalidError(wrong)
	}
	return v, nil
}

func (in *candidate) wishes(o Options) matcher.Wishes {
	w := matcher.Wishes{
		Hours: in.Hours.value(), Contract: agreed(in.Contracts), IrregularHours: in.Flexibility.Irregular.yes(),
		MaxTravelMinutes: in.Mobility.Minutes, StartFrom: in.Flexibility.From,
	}
	for _, b := range unique(in.Occupations) {
		w.Occupations = append(w.Occupations, matcher.Concept{Code: b.Code})
	}
	for _, s := range unique(in.Sectors) {
		if v := s.value(); !v.IsZero() {
			w.Sectors = append(w.Sectors, v)
		}
	}
	for _, i := range unique(in.Qualification.Interests) {
		w.Interests = append(w.Interests, i.Name)
	}
	if d := in.Mobility.Distance; d != nil {
		unit := o.DistanceUnitMetres
		if unit == 0 {
			unit = metresPerKm
		}
		km := *d * float64(unit) / metresPerKm
		w.MaxDistanceKm = &km
	}
	return w
}

// needed is all that VUM says of a need.
const needed = "ja"

// restricted is the special-category part, nil where nothing of it is known.
func (in *candidate) restricted() *matcher.Restricted {
	r := matcher.Restricted{Banenafspraak: in.Registered.yes()}
	if in.Needs.Workplace == 1 {
		r.WorkplaceNeeds = needed
	}
	if in.Needs.Support == 1 {
		r.SupportNeeds = needed
	}
	if r == (matcher.Restricted{}) {
		return nil
	}
	return &r
}

func joined(texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, "\n\n")
}
