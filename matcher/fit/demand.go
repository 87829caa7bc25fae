package fit

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// skills is the weighted share of the asked skills that the person has, near ones in part: what the person listed, and
// of the rest what follows from one occupation, discounted (Model.Implied). Of someone who listed none, an occupation
// can only tell more than the prior, and a presentation is no full list: see Unnamed.
func (j *Judge) skills(a *Asks, n *Needs) Term {
	if a.SkillWeight == 0 {
		return j.prior(Skills)
	}
	_, implied := j.background(n, func(o OccupationID) int64 { return j.Coverage(a, o) })
	return j.SkillsTerm(j.unnamed(n), j.listed(a, n.Skills), implied)
}

// background is the occupation, held or likely, from which most of what is asked follows, with how much (millionths);
// the earlier one where several do. Coverage is Judge.Coverage of an occupation.
func (j *Judge) background(n *Needs, coverage func(OccupationID) int64) (best OccupationID, implied int64) {
	consider := func(o OccupationID, sure uint16) {
		if worth := j.Implied(coverage(o), sure); worth > implied {
			best, implied = o, worth
		}
	}
	for _, job := range n.Held {
		consider(job.Occupation, 1000)
	}
	for _, o := range n.Likely {
		consider(o.ID, o.Closeness)
	}
	return best, implied
}

// SkillsTerm is the skills reason from its parts, each in millionths: the share met by the skills listed or named; the
// share, discounted already, that follows from an occupation; and what Unnamed says. The greater of the last two is taken
// of what the first leaves open. Ranking calls it with parts that it finds in its own way.
func (j *Judge) SkillsTerm(unnamed, met, implied int64) Term {
	value := met + (matcher.Million-met)*max(unnamed, implied)/matcher.Million
	return Term{value, unnamed == 0 || met > 0 || implied > unnamed}
}

// Unnamed is what skills that somebody does not tell of count for, in millionths: nothing where they are listed, the prior
// where nothing is said. In between are presentations: each skill named says a little that others are lacking, and as many
// as the model says (Model.Named) say as much as a list.
func (j *Judge) Unnamed(listed bool, named int) int64 {
	if listed {
		return 0
	}
	return j.Model.Reasons[Skills].Prior * max(0, j.Model.Named-int64(named)) / j.Model.Named
}

// unnamed likewise, of one profile.
func (j *Judge) unnamed(n *Needs) int64 { return j.Unnamed(n.SkillsListed(), len(n.Skills)) }

// Implied is the worth of what follows from an occupation: its coverage of what is asked (millionths), discounted by
// the model and by how sure the occupation is (thousandths). Millionths; it grows with either.
func (j *Judge) Implied(coverage int64, sure uint16) int64 {
	return coverage * j.Model.Implied / matcher.Million * int64(sure) / 1000
}

func (j *Judge) listed(a *Asks, held []SkillHeld) int64 {
	var sum int64
	for i := range a.Skills {
		sum += int64(a.Skills[i].Weight) * j.bestHeld(&a.Skills[i], held)
	}
	return sum * 1000 / a.SkillWeight
}

// bestHeld is how well the skills held meet one asked, in thousandths.
func (j *Judge) bestHeld(asked *SkillAsked, held []SkillHeld) int64 {
	var best int64
	for i := range held {
		if c := j.askedCloseness(asked, held[i].Skill); c > 0 {
			best = max(best, j.Model.Mastery(int64(c), asked.Level, held[i].Level))
		}
	}
	return best
}

// Mastery lowers a closeness (thousandths) by how far the level held stays below the one asked, both thousandths: in
// proportion where both are known, by UnknownLevel where only the one asked is, not at all where none is asked (0 or less).
func (m *Model) Mastery(closeness int64, asked, held int16) int64 {
	switch {
	case asked <= 0 || held >= asked:
		return closeness
	case held < 0:
		return closeness * m.UnknownLevel / 1000
	}
	return closeness * int64(held) / int64(asked)
}

// Coverage is the weighted share of the asked skills that follow from an occupation, in millionths: near ones in part, and
// optional ones by half. It takes as long as both lists multiplied; ranking keeps it in tables.
func (j *Judge) Coverage(a *Asks, o OccupationID) int64 {
	implied := j.ImpliedSkills(o)
	if len(implied) == 0 || a.SkillWeight == 0 {
		return 0
	}
	var covered int64
	for i := range a.Skills {
		var best uint32
		for _, s := range implied {
			best = max(best, uint32(j.skillCloseness(a.Skills[i].Skill, s.ID))*uint32(s.Closeness)/1000)
		}
		covered += int64(a.Skills[i].Weight) * int64(best)
	}
	return covered * 1000 / a.SkillWeight
}

// askedCloseness is how near a skill held is to one asked, by its number or that of its own code.
func (v *Vocabulary) askedCloseness(asked *SkillAsked, held SkillID) uint16 {
	if asked.Own != 0 && asked.Own == held {
		return 1000
	}
	return v.skillCloseness(asked.Skill, held)
}

func (v *Vocabulary) skillCloseness(a, b SkillID) uint16 {
	if a == b {
		return 1000
	}
	if n := v.taxonomy.Skills(); int(a) >= n || int(b) >= n {
		return 0
	}
	return v.taxonomy.SkillCloseness(taxonomy.SkillID(a), taxonomy.SkillID(b))
}

func (v *Vocabulary) occupationCloseness(a, b OccupationID) uint16 {
	if a == b {
		return 1000
	}
	if n := v.taxonomy.Occupations(); int(a) >= n || int(b) >= n {
		return 0
	}
	return v.taxonomy.OccupationCloseness(taxonomy.OccupationID(a), taxonomy.OccupationID(b))
}

// occupation is how close the closest job held is to the occupation asked.
func (j *Judge) occupation(a *Asks, n *Needs) Term {
	if len(a.Occupations) == 0 {
		return j.prior(Occupation)
	}
	if len(n.Held) == 0 {
		return Term{Value: j.Unheld(j.likeliest(a.Occupations, n.Likely))}
	}
	var best uint16
	for _, job := range n.Held {
		best = max(best, j.closest(a.Occupations, job.Occupation))
	}
	return Term{int64(best) * 1000, true}
}

// Unheld is the occupation reason of someone of whom no job is known, where an occupation that the skills point to is
// this near (thousandths): it may tell more than the prior and is still not known.
func (j *Judge) Unheld(near uint16) int64 {
	return max(j.Model.Reasons[Occupation].Prior, int64(near)*j.Model.Implied/1000)
}

func (v *Vocabulary) likeliest(any []OccupationID, likely []Near[OccupationID]) uint16 {
	var best uint32
	for _, o := range likely {
		best = max(best, uint32(v.closest(any, o.ID))*uint32(o.Closeness)/1000)
	}
	return uint16(best)
}

func (v *Vocabulary) closest(any []OccupationID, to OccupationID) uint16 {
	var best uint16
	for _, id := range any {
		best = max(best, v.occupationCloseness(id, to))
	}
	return best
}

// Kin is the closeness, in thousandths, from which time in another occupation counts as experience in this one, each day
// by the closeness. Not to be taken for Bands.Kin, which is about the occupation reason.
const Kin = 600

// experience is the share of the asked time that was worked in the occupation or one near it, each day counted by
// closeness. Jobs without a beginning are of unknown length: with such a job a shortage is not known.
func (j *Judge) experience(a *Asks, n *Needs, asOf matcher.Date) Term {
	if len(a.Experience) == 0 || len(n.Held) == 0 {
		return j.prior(Experience)
	}
	var sum int64
	for i := range a.Experience {
		days, known := j.daysIn(a.Experience[i].Occupations, n.Held, asOf)
		asked := int64(max(1, a.Experience[i].Days))
		if days < asked && !known {
			return j.prior(Experience)
		}
		sum += min(days, asked) * matcher.Million / asked
	}
	return Term{sum / int64(len(a.Experience)), true}
}

func (j *Judge) daysIn(any []OccupationID, jobs []Job, asOf matcher.Date) (days int64, known bool) {
	known = true
	for _, job := range jobs {
		c := j.closest(any, job.Occupation)
		if c < Kin {
			continue
		}
		long, told := job.days(asOf)
		known = known && told
		days += long * int64(c) / 1000
	}
	return days, known
}

// days is how long a job lasted until a day; false where that is not known.
func (job *Job) days(asOf matcher.Date) (days int64, known bool) {
	if job.From == 0 {
		return int64(job.Days), job.Days > 0
	}
	to := job.To
	if to == 0 || to > asOf {
		to = asOf
	}
	return int64(max(0, to-job.From)), true
}

// education is full at or above the level asked, and falls by two fifths a level below it, unless it may be higher than was
// told; where a field is asked and both are known, another field costs a fifth.
func (j *Judge) education(a *Asks, n *Needs) Term {
	held, open := atLeast(n.Education)
	if a.Education == 0 || held == 0 || open && held < a.Education {
		return j.prior(Education)
	}
	value := int64(matcher.Million)
	if short := int64(a.Education - held); short > 0 {
		value = max(0, value-400_000*short)
	}
	if a.EducationField != "" && n.EducationField != "" && a.EducationField != n.EducationField {
		value = max(0, value-200_000)
	}
	return Term{value, true}
}

// languages is the mean over the languages asked of how far each is mastered, speech and writing alike. A language
// missing from a list that was given is not mastered, except Dutch: people list what they speak beside it, so that
// it counts as the prior. Without a list nothing is known; of a list that is not all no more than what is in it, so that
// whether everything is mastered is not known either.
func (j *Judge) languages(a *Asks, n *Needs) Term {
	if n.Languages == nil {
		return j.prior(Languages)
	}
	var sum int64
	heard, short, unheard := false, false, false
	for i := range a.Languages {
		one := &a.Languages[i]
		if silent(one.Code, n.Languages) {
			sum, unheard = sum+j.Model.Reasons[Languages].Prior, true
			continue
		}
		worth := mastered(one, n.Languages)
		sum, heard, short = sum+worth, true, short || worth < matcher.Million
	}
	if !heard {
		return j.prior(Languages)
	}
	return Term{sum / int64(len(a.Languages)), short || !unheard || !openEnded(n.Languages)}
}

// silent reports whether a list says nothing of a language: any where there is no list, where it is not in it Dutch, or any
// of one that is not all.
func silent(code [3]byte, held []Language) bool {
	return held == nil || (openEnded(held) || code == [3]byte{'n', 'l', 'd'}) && !slices.ContainsFunc(held, func(l Language) bool { return l.Code == code })
}

func mastered(asked *Language, held []Language) int64 {
	i := slices.IndexFunc(held, func(l Language) bool { return l.Code == asked.Code })
	if i < 0 {
		return 0
	}
	return (ratio(asked.Oral, held[i].Oral) + ratio(asked.Written, held[i].Written)) / 2
}

func ratio(asked, held int8) int64 {
	switch {
	case asked == 0 || held >= asked:
		return matcher.Million
	case held == 0:
		return matcher.Million / 2
	}
	return int64(held) * matcher.Million / int64(asked)
}

// certificatesHeld is the share of the certificates asked that the person has; one that a presentation does not name is not
// known to be lacking and counts as the prior.
func (j *Judge) certificatesHeld(a *Asks, n *Needs) Term {
	if len(a.Certificates) == 0 || n.Certificates == nil {
		return j.prior(Certificates)
	}
	held := 0
	for _, c := range a.Certificates {
		if _, ok := slices.BinarySearch(n.Certificates, c); ok {
			held++
		}
	}
	sum := int64(held) * matcher.Million
	if openEnded(n.Certificates) {
		sum += int64(len(a.Certificates)-held) * j.Model.Reasons[Certificates].Prior
	}
	return Term{sum / int64(len(a.Certificates)), held == len(a.Certificates) || !openEnded(n.Certificates)}
}
