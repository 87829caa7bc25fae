package fit

import (
	"slices"

	"matchd/matcher"
)

// The rules of what can be made suitable (geschikt te maken). Praktijkleren, the longest training on the menu of the
// working document, is training for an mbo diploma or part of one and takes at most 9 months. In our reading that
// closes, for one person:
//
//   - schooling: one level of NLQF, up to mbo-4 (level 4); an associate degree or a bachelor takes years;
//   - language: one level of CEFR, in speech and writing;
//   - certificates: any, as they come with short courses;
//   - an essential skill: only where the person lists one near it, or one follows from their work;
//   - other skills: those with one near likewise, and any other as long as at most three fifths of what is asked is
//     left to learn, or after work in an occupation that is near.
//
// Someone is trainable of whom every such gap can be closed. Someone is suitable who has three quarters of the skills,
// or worked in the occupation or one of its next of kin and is not known to have less than two fifths of the skills,
// who lacks no essential skill beyond training and has no other gap of these. All others are remote. What is not known
// is not lacking, and where neither skills nor work are known nothing says that training would do: that is remote too.
// Work farther than people go daily is remote for who said nothing of how far they go; whoever did is held to that by
// a condition. The bounds are in the model.

// Band groups a pair by what stands between the person and the job. What is unknown does not count as lacking. Terms are
// those of Judge.Terms of the same pair; conditions are not looked at.
func (j *Judge) Band(o *Opening, p *Profile, t *Terms) matcher.Band {
	if j.tooFar(o, p) {
		return matcher.Remote
	}
	return j.Aptitude(o, p, t)
}

// Aptitude is the band by what the person can alone, for who judges the distance otherwise, as transfers do.
func (j *Judge) Aptitude(o *Opening, p *Profile, t *Terms) matcher.Band {
	schooling, language := schoolingGap(o.Education, p.Education), languageGap(o.Languages, p.Languages)
	skills, occupation := t[Skills], t[Occupation]
	kin := occupation.Known && occupation.Value >= j.Model.Bands.Kin
	few := skills.Known && skills.Value < j.Model.Bands.Trainable
	able := skills.Known && skills.Value >= j.Model.Bands.Suitable || kin && (!few || j.unnamed(&p.Needs) > 0)
	missing := t[Certificates].Known && t[Certificates].Value < matcher.Million
	switch {
	case !j.closableSchooling(o.Education, p.Education) || language > 1 || !j.learnable(t) || j.lacksEssential(o, p, t):
		return matcher.Remote
	case able && schooling == 0 && language == 0 && !missing:
		return matcher.Suitable
	}
	return matcher.Trainable
}

// learnable reports whether training of at most 9 months is enough for the skills that are not essential.
func (j *Judge) learnable(t *Terms) bool {
	return t[Skills].Known && t[Skills].Value >= j.Model.Bands.Trainable || t[Occupation].Value >= j.Model.Bands.Near
}

// tooFar reports whether the work is farther, days worked from home taken off, than people go who set no limit.
func (j *Judge) tooFar(o *Opening, p *Profile) bool {
	if p.MaxMetres > 0 || p.MaxMinutes > 0 && p.Transport.Known() {
		return false
	}
	metres, known := Metres(&o.Asks, &p.Needs)
	return known && metres*int(1000-o.Remote)/1000 > j.Model.Bands.Farthest
}

// lacksEssential reports whether somebody whose skills are known has none near an essential one, neither listed nor by what
// follows from the occupation that the skills reason rests on (support). What takes longer to find comes later.
func (j *Judge) lacksEssential(o *Opening, p *Profile, t *Terms) bool {
	var implied []Near[SkillID]
	for i := range o.Skills {
		s := &o.Skills[i]
		if !s.Essential || len(p.Skills) == 0 || j.unnamed(&p.Needs) > 0 || j.listsNear(s, p) {
			continue
		}
		if !t[Skills].Known || !j.anyImpliesNear(s, p) {
			return true
		}
		if implied == nil {
			best, worth := j.background(&p.Needs, func(work OccupationID) int64 { return j.Coverage(&o.Asks, work) })
			if worth <= 0 {
				return true
			}
			implied = j.ImpliedSkills(best)
		}
		if !j.impliesNear(s, implied) {
			return true
		}
	}
	return false
}

// listsNear reports whether a skill that somebody lists is near enough to one asked to close the gap.
func (j *Judge) listsNear(asked *SkillAsked, p *Profile) bool {
	return slices.ContainsFunc(p.Skills, func(s SkillHeld) bool { return j.askedCloseness(asked, s.Skill) >= j.Model.Bands.Closable })
}

// anyImpliesNear reports whether one that follows from any occupation held or likely is.
func (j *Judge) anyImpliesNear(asked *SkillAsked, p *Profile) bool {
	return slices.ContainsFunc(p.Held, func(job Job) bool { return j.impliesNear(asked, j.ImpliedSkills(job.Occupation)) }) ||
		slices.ContainsFunc(p.Likely, func(o Near[OccupationID]) bool { return j.impliesNear(asked, j.ImpliedSkills(o.ID)) })
}

// impliesNear reports whether one of these is, as sure as they follow.
func (j *Judge) impliesNear(asked *SkillAsked, implied []Near[SkillID]) bool {
	return slices.ContainsFunc(implied, func(s Near[SkillID]) bool {
		return uint16(uint32(j.askedCloseness(asked, s.ID))*uint32(s.Closeness)/1000) >= j.Model.Bands.Closable
	})
}

// schoolingGap is by how many levels someone is known to be short of the education asked; both are ranks, 0 = unknown.
func schoolingGap(asked, held int8) int {
	if asked == 0 || held <= 0 {
		return 0
	}
	return max(0, int(asked-held))
}

// closableSchooling reports whether training of at most 9 months is enough for the level asked.
func (j *Judge) closableSchooling(asked, held int8) bool {
	gap := schoolingGap(asked, held)
	return gap == 0 || gap == 1 && asked <= j.Model.Bands.Highest
}

// languageGap is the most levels of CEFR by which a language asked is missed, in speech or writing. A language that
// a list given does not have is missed by all it asks, unless the list says nothing of it, see silent.
func languageGap(asked, held []Language) int {
	gap := 0
	for _, a := range asked {
		if silent(a.Code, held) {
			continue
		}
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
