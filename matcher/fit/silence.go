package fit

import (
	"slices"

	"matchd/matcher"
)

// Silence is a field of a profile that says nothing.
type Silence struct {
	Field   string // as the profile names it
	reasons []ReasonID
	// fill gives the field what a vacancy asks, false where the vacancy asks nothing of it. The profile's own slices
	// stay as they are.
	fill func(v *Vocabulary, n *Needs, a *Asks, asOf matcher.Date) bool
}

// Silences lists the fields that a profile leaves open and that a score depends on, in a fixed order; none where the profile
// says something of them all.
func Silences(n *Needs) []Silence {
	var out []Silence
	for _, f := range []struct {
		silent bool
		Silence
	}{
		{!n.SkillsListed(), Silence{"skills", []ReasonID{Skills, Occupation}, fillSkills}},
		{len(n.Held) == 0, Silence{"experience", []ReasonID{Skills, Occupation, Experience}, fillExperience}},
		{n.Education <= 0, Silence{"education.level", []ReasonID{Education}, fillEducation}},
		{n.Languages == nil || openEnded(n.Languages), Silence{"languages", []ReasonID{Languages}, fillLanguages}},
		{n.Certificates == nil || openEnded(n.Certificates), Silence{"certificates", []ReasonID{Certificates}, fillCertificates}},
		{len(n.Wished) == 0, Silence{"wishes.occupations", []ReasonID{WishedOccupation}, fillWished}},
		{len(n.WishedSectors) == 0, Silence{"wishes.sectors", []ReasonID{WishedSector}, fillSectors}},
		{!n.Hours.Known(), Silence{"wishes.hours", []ReasonID{Hours}, fillHours}},
		{n.ContractKind == "" && n.ContractTerm == "", Silence{"wishes.contract", []ReasonID{Contract}, fillContract}},
		{n.Irregular == 0, Silence{"wishes.irregularHours", []ReasonID{IrregularHours}, fillIrregular}},
		{!n.Point.Known() && n.Abroad == "", Silence{"place", []ReasonID{Distance}, fillPlace}},
		{n.From == 0, Silence{"wishes.startFrom", []ReasonID{Start}, fillStart}},
		{n.Pay == 0, Silence{"wishes.salary", []ReasonID{Pay}, fillPay}},
	} {
		if f.silent {
			out = append(out, f.Silence)
		}
	}
	return out
}

// Opens reports whether a pair below the floor would reach it if the profile filled the field in with what the vacancy
// asks. Terms are those of the pair as it is. False where the vacancy asks nothing of the field. The profile stays as it
// is; only the reasons that the field touches are judged again.
func (j *Judge) Opens(s *Silence, o *Opening, p *Profile, q *Question, terms *Terms) bool {
	score := q.Weights.Score(terms)
	most := score
	for _, id := range s.reasons {
		most += q.Weights[id] - q.Weights.Contribution(id, terms[id])
	}
	if most < j.Model.Floor {
		return false
	}
	filled := *p
	if !s.fill(j.Vocabulary, &filled.Needs, &o.Asks, q.AsOf) {
		return false
	}
	for _, id := range s.reasons {
		score += q.Weights.Contribution(id, j.Term(id, o, &filled, q)) - q.Weights.Contribution(id, terms[id])
	}
	return score >= j.Model.Floor
}

func fillSkills(v *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.SkillsOpen, n.Skills = false, make([]SkillHeld, len(a.Skills))
	for i, s := range a.Skills {
		n.Skills[i] = SkillHeld{s.Skill, s.Level}
	}
	n.Likely = v.likely(n, n.Likely)
	return len(a.Skills) > 0
}

// fillExperience is work in the occupation, and in those in which experience is asked, for as long as is asked.
func fillExperience(_ *Vocabulary, n *Needs, a *Asks, asOf matcher.Date) bool {
	n.Held, n.Likely = nil, nil
	for _, o := range a.Occupations {
		n.Held = append(n.Held, Job{Occupation: o})
	}
	for _, e := range a.Experience {
		n.Held = append(n.Held, Job{Occupation: e.Occupations[0], From: asOf - matcher.Date(e.Days)})
	}
	return len(n.Held) > 0
}

func fillEducation(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	held, _ := atLeast(n.Education)
	n.Education = max(held, a.Education)
	return a.Education != 0
}

func fillLanguages(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	held := n.Languages
	n.Languages = slices.Clone(a.Languages)
	for _, l := range held {
		if !slices.ContainsFunc(a.Languages, func(o Language) bool { return o.Code == l.Code }) {
			n.Languages = append(n.Languages, l)
		}
	}
	n.Languages = slices.DeleteFunc(n.Languages, func(l Language) bool { return l == othersUnknown() })
	return len(a.Languages) > 0
}

func fillCertificates(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.Certificates = slices.Sorted(slices.Values(a.Certificates))
	return len(a.Certificates) > 0
}

func fillWished(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.Wished = a.Occupations
	return len(a.Occupations) > 0
}

func fillSectors(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.WishedSectors = []matcher.Sector{a.Sector}
	return a.Sector.Code != ""
}

func fillHours(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.Hours = a.Hours
	return a.Hours.Known()
}

func fillContract(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.ContractKind, n.ContractTerm = a.ContractKind, a.ContractTerm
	return a.ContractKind != "" || a.ContractTerm != ""
}

func fillIrregular(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.Irregular = a.Irregular
	return a.Irregular != 0
}

func fillPlace(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.Point = a.Point
	return a.Point.Known()
}

func fillStart(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.From = a.Start
	return a.Start != 0
}

func fillPay(_ *Vocabulary, n *Needs, a *Asks, _ matcher.Date) bool {
	n.Pay = a.Pay
	return a.Pay != 0
}
