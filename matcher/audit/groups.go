package audit

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// unknown is the group of those of whom a dimension is not known.
const unknown = "unknown"

// dimension tells people apart in one respect.
type dimension struct {
	name string
	of   func(c *matcher.Candidate, p *fit.Profile, asOf matcher.Date) string
}

// dimensions are the respects in which chances are compared.
func (a *auditor) dimensions() []dimension {
	return []dimension{
		{"age", age},
		{"region", func(_ *matcher.Candidate, p *fit.Profile, _ matcher.Date) string { return a.region(p.Region) }},
		{"hours wished", hoursWished},
		{"first language", firstLanguage},
		{"banenafspraak", banenafspraak},
	}
}

func (a *auditor) region(number uint8) string {
	if number == 0 {
		return unknown
	}
	return a.judge.RegionCode(number)
}

// age bands people as criterion 6 of the letter's intake does: under 27, over 55, and between.
func age(c *matcher.Candidate, _ *fit.Profile, asOf matcher.Date) string {
	if c.Restricted == nil || c.Restricted.BirthYear == 0 {
		return unknown
	}
	switch years := asOf.Time().Year() - c.Restricted.BirthYear; {
	case years < 27:
		return "under 27"
	case years > 55:
		return "over 55"
	}
	return "27 to 55"
}

// fullTime is the working week, in tenths of an hour, from which CBS counts a job as full-time.
const fullTime = 350

func hoursWished(_ *matcher.Candidate, p *fit.Profile, _ matcher.Date) string {
	switch {
	case p.Hours.Max < 0:
		return unknown
	case p.Hours.Max < fullTime:
		return "part-time"
	}
	return "full-time"
}

// firstLanguage is a proxy of origin: another language than Dutch that someone masters better than Dutch.
func firstLanguage(c *matcher.Candidate, _ *fit.Profile, _ matcher.Date) string {
	dutch := slices.IndexFunc(c.Languages, func(l matcher.Language) bool { return l.Code == "nld" })
	if dutch < 0 {
		return unknown
	}
	for _, l := range c.Languages {
		if l.Oral.Rank() > c.Languages[dutch].Oral.Rank() {
			return "another"
		}
	}
	return "Dutch"
}

func banenafspraak(c *matcher.Candidate, _ *fit.Profile, _ matcher.Date) string {
	if c.Restricted == nil || c.Restricted.Banenafspraak == nil || !*c.Restricted.Banenafspraak {
		return "no, or unknown"
	}
	return "yes"
}
