package fit

import "matchd/matcher"

// The rules of what can be made suitable (geschikt te maken). Praktijkleren, the longest training on the menu of the
// working document, takes at most 9 months: in our reading one level of NLQF, one level of CEFR, any certificate, and
// up to half of the asked skills where something near them is known.
const (
	suitableSkills  = 600_000 // fulfilment of skills, millionths
	trainableSkills = 300_000
	kinOccupation   = 700_000 // fulfilment of occupation that makes up for skills nobody listed
	nearOccupation  = 400_000
	closableSkill   = 300 // closeness in thousandths
)

// Band groups a pair by what stands between the person and the job. What is unknown does not count as lacking.
func (j *Judge) Band(o *Opening, p *Profile, t *Terms) matcher.Band {
	schooling := 0
	if o.Education > 0 && p.Education > 0 {
		schooling = max(0, int(o.Education-p.Education))
	}
	language := languageGap(o.Languages, p.Languages)
	skills, occupation := t[Skills], t[Occupation]
	able := skills.Value >= suitableSkills && skills.Known || occupation.Value >= kinOccupation && (!skills.Known || skills.Value >= trainableSkills)
	missing := t[Certificates].Known && t[Certificates].Value < matcher.Million
	switch {
	case able && schooling == 0 && language == 0 && !missing:
		return matcher.Suitable
	case schooling <= 1 && language <= 1 &&
		(able || skills.Known && skills.Value >= trainableSkills || occupation.Value >= nearOccupation):
		return matcher.Trainable
	}
	return matcher.Remote
}

// languageGap is the most levels of CEFR by which a language asked is missed, in speech or writing. A language that
// a list given does not have is missed by all it asks.
func languageGap(asked, held []Language) int {
	if held == nil {
		return 0
	}
	gap := 0
	for _, a := range asked {
		oral, written := 0, 0
		for _, h := range held {
			if h.Code != a.Code {
				continue
			}
			oral, written = int(h.Oral), int(h.Written)
			if oral == 0 {
				oral = int(a.Oral)
			}
			if written == 0 {
				written = int(a.Written)
			}
		}
		gap = max(gap, int(a.Oral)-oral, int(a.Written)-written)
	}
	return gap
}
