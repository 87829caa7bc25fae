package audit

import (
	"slices"

	"matchd/matcher"
)

// Change is something about a person that must not move anyone in a ranking for a vacancy.
type Change struct {
	Name  string
	Why   string                                      // why it must not matter
	Apply func(c matcher.Candidate) matcher.Candidate // the person with it changed
}

// Neutral are the changes that must not matter: the restricted fields, and what stands for them or for a person's
// past with authorities. Region, hours, languages asked and schooling do matter to a job, so that they can stand for
// age or origin in a ranking: Fairness reports on those.
func Neutral() []Change {
	return []Change{
		{"birth year", "age says nothing about the work (Wet gelijke behandeling op grond van leeftijd)", restrict(func(r *matcher.Restricted) { r.BirthYear = 4_000 - max(1_930, r.BirthYear) })},
		{"banenafspraak", "the target group is helped, never ranked lower", restrict(func(r *matcher.Restricted) {
			given := r.Banenafspraak == nil || !*r.Banenafspraak
			r.Banenafspraak = &given
		})},
		{"workplace needs", "health is no one's business in a ranking (GDPR article 9)", restrict(func(r *matcher.Restricted) { r.WorkplaceNeeds += " rolstoel" })},
		{"support needs", "debts and care are no one's business in a ranking", restrict(func(r *matcher.Restricted) { r.SupportNeeds += " schulden" })},
		{"first language", "a language nobody asks is a proxy of origin", func(c matcher.Candidate) matcher.Candidate {
			if c.Languages != nil {
				c.Languages = append(slices.Clone(c.Languages), matcher.Language{Code: neverAsked, Oral: "C2", Written: "C2"})
			}
			return c
		}},
		{"situation", "unemployment is no judgement of someone's work", func(c matcher.Candidate) matcher.Candidate {
			if c.Situation = matcher.Unemployed; c.SurplusID != "" {
				c.Situation = matcher.AtRisk
			}
			return c
		}},
		{"employer's name", "where someone worked is not what they can do", func(c matcher.Candidate) matcher.Candidate { c.Employer.Name += " & Zn."; return c }},
		{"interests", "what someone likes is for the talk", func(c matcher.Candidate) matcher.Candidate {
			c.Wishes.Interests = []string{"lezen", "tuinieren"}
			return c
		}},
	}
}

// neverAsked is a code of ISO 639-3 that no vacancy asks: mis, uncoded languages.
const neverAsked = "mis"

func restrict(change func(*matcher.Restricted)) func(matcher.Candidate) matcher.Candidate {
	return func(c matcher.Candidate) matcher.Candidate {
		var r matcher.Restricted
		if c.Restricted != nil {
			r = *c.Restricted
		}
		change(&r)
		c.Restricted = &r
		return c
	}
}
