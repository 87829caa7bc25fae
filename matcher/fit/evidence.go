package fit

import (
	"slices"
	"strconv"
	"strings"

	"matchd/matcher"
)

// evidence is what a reason rests on, in words that both sides know; found once, for its gap and its sentence.
func (x *account) evidence(id ReasonID) *matcher.Evidence {
	if x.said[id] == nil {
		x.said[id] = x.find(id)
	}
	return x.said[id]
}

func (x *account) find(id ReasonID) *matcher.Evidence {
	j, a, n := x.judge, &x.o.Asks, &x.p.Needs
	switch id {
	case Skills:
		return j.skillEvidence(a, n, &x.grounds)
	case Occupation:
		return j.occupationEvidence(a, heldOccupations(n.Held), n.Words)
	case WishedOccupation:
		return j.occupationEvidence(a, n.Wished, n.Words)
	case Experience:
		return j.experienceEvidence(a, n, x.q.AsOf, x.to)
	case Education:
		return asked(schooling(a.Education, a.EducationField, n.EducationField), schoolingHeld(n, a.EducationField, x.to))
	case Languages:
		return listed(languageNames(a.Languages), languageNames(ofThose(n.Languages, a.Languages)))
	case Certificates:
		return j.certificateEvidence(a, n)
	case Hours:
		return asked(spanWords(a.Hours), spanWords(n.Hours))
	case Contract:
		return asked(joinWords(string(a.ContractKind), string(a.ContractTerm)), joinWords(string(n.ContractKind), string(n.ContractTerm)))
	case IrregularHours:
		return asked(triWords(a.Irregular), triWords(n.Irregular))
	case Start:
		return asked(a.Start.String(), n.From.String())
	case Pay:
		return asked(payWords(a.Pay), payWords(n.Pay))
	case WishedSector:
		var wished []string
		for _, s := range n.WishedSectors {
			wished = append(wished, s.Code)
		}
		return listed(nonEmpty(a.Sector.Code), wished)
	case Distance:
		if x.placed {
			return asked("", kilometres(x.metres))
		}
	case Text:
		return asked("", x.to.say(phrase{"%d %% van de woorden", "%d %% of its words"}, x.terms[id].Value/10_000))
	}
	return nil
}

// schooling is a level, with the field where both sides name one and they differ.
func schooling(level int8, field, other string) string {
	words := string(matcher.EducationLevelAt(int(level)))
	if field != "" && other != "" && field != other {
		words = joinWords(words, field)
	}
	return words
}

// schoolingHeld is what somebody has; a presentation tells the least that it may be.
func schoolingHeld(n *Needs, asked string, to reader) string {
	level, open := atLeast(n.Education)
	words := schooling(level, n.EducationField, asked)
	if open {
		return to.say(phrase{"minstens %s", "at least %s"}, words)
	}
	return words
}

// experienceEvidence is how long each experience asked is, and how long the person has worked in it or near it.
func (j *Judge) experienceEvidence(a *Asks, n *Needs, asOf matcher.Date, to reader) *matcher.Evidence {
	e := &matcher.Evidence{}
	for i := range a.Experience {
		what, has := j.experienceWords(a, n, i, asOf, to)
		e.Asked = append(e.Asked, what)
		if len(n.Held) > 0 {
			e.Has = append(e.Has, has)
		}
	}
	return e
}

func (j *Judge) experienceWords(a *Asks, n *Needs, i int, asOf matcher.Date, to reader) (what, has string) {
	x := &a.Experience[i]
	what = duration(to.lang, int64(x.Days)) + " " + to.say(phrase{"als", "as"}) + " " + j.OccupationName(x.Occupations[0], a.Words)
	days, known := j.daysIn(x.Occupations, n.Held, asOf)
	if !known {
		return what, to.say(phrase{"onbekende duur", "unknown length"})
	}
	return what, duration(to.lang, days)
}

func (j *Judge) skillEvidence(a *Asks, n *Needs, g *grounds) *matcher.Evidence {
	e, open := &matcher.Evidence{}, j.unnamed(n) > 0
	for i, near := range g.nearest {
		label := j.SkillName(a.Skills[i].Skill, a.Words)
		closeness := matcher.Millionths(near.closeness) * 1000
		switch {
		case near.follows:
			e.Follows = append(e.Follows, matcher.Close{Asked: label, Has: j.OccupationName(g.work, n.Words), Closeness: closeness})
			e.Implied = true
		case near.closeness == 1000:
			e.Matched = append(e.Matched, label)
		case near.closeness > 0:
			e.Close = append(e.Close, matcher.Close{Asked: label, Has: j.SkillLabel(near.skill), Closeness: closeness})
		case open:
			e.Unknown = append(e.Unknown, label)
		default:
			e.Missing = append(e.Missing, label)
		}
	}
	return e
}

func heldOccupations(jobs []Job) []OccupationID {
	out := make([]OccupationID, len(jobs))
	for i, job := range jobs {
		out[i] = job.Occupation
	}
	return out
}

func (j *Judge) occupationEvidence(a *Asks, has []OccupationID, own Words) *matcher.Evidence {
	e := &matcher.Evidence{}
	for _, o := range a.Occupations {
		e.Asked = append(e.Asked, j.OccupationName(o, a.Words))
	}
	var best, to OccupationID
	var most uint16
	for _, o := range has {
		if label := j.OccupationName(o, own); !slices.Contains(e.Has, label) {
			e.Has = append(e.Has, label)
		}
		for _, asked := range a.Occupations {
			if c := j.occupationCloseness(asked, o); c > most {
				best, to, most = o, asked, c
			}
		}
	}
	switch {
	case most == 1000:
		e.Matched = append(e.Matched, j.OccupationName(best, own))
	case most > 0:
		e.Close = append(e.Close, matcher.Close{Asked: j.OccupationName(to, a.Words), Has: j.OccupationName(best, own), Closeness: matcher.Millionths(most) * 1000})
	}
	return e
}

func (j *Judge) certificateEvidence(a *Asks, n *Needs) *matcher.Evidence {
	e := &matcher.Evidence{}
	for _, c := range a.Certificates {
		label := a.Words.label(certificateWord, c)
		e.Asked = append(e.Asked, label)
		if n.Certificates == nil {
			continue
		}
		switch {
		case slices.Contains(n.Certificates, c):
			e.Matched = append(e.Matched, label)
		case openEnded(n.Certificates):
			e.Unknown = append(e.Unknown, label)
		default:
			e.Missing = append(e.Missing, label)
		}
	}
	return e
}

// asked is the evidence of one thing on each side, empty = nothing is said of it.
func asked(what, has string) *matcher.Evidence {
	e := &struct {
		matcher.Evidence
		words [2]string
	}{words: [...]string{what, has}}
	if what != "" {
		e.Asked = e.words[:1:1]
	}
	if has != "" {
		e.Has = e.words[1:]
	}
	return &e.Evidence
}

func listed(what, has []string) *matcher.Evidence { return &matcher.Evidence{Asked: what, Has: has} }

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// joinWords puts a space between what is said of two things, either of which may be empty.
func joinWords(a, b string) string { return strings.TrimSpace(a + " " + b) }

func languageNames(list []Language) []string {
	var out []string
	for _, l := range list {
		out = append(out, joinWords(strings.TrimRight(string(l.Code[:]), "\x00"), cefr(l.Oral)+"/"+cefr(l.Written)))
	}
	return out
}

// ofThose are the languages held that are asked: others are nobody's business, since they may tell of origin.
func ofThose(held, asked []Language) []Language {
	return slices.DeleteFunc(slices.Clone(held), func(l Language) bool {
		return !slices.ContainsFunc(asked, func(a Language) bool { return a.Code == l.Code })
	})
}

func cefr(rank int8) string {
	if rank == 0 {
		return "?"
	}
	return []string{"A1", "A2", "B1", "B2", "C1", "C2"}[rank-1]
}

func spanWords(s Span) string {
	end := func(n int16) string {
		if n < 0 {
			return "?"
		}
		return tenths(int(n))
	}
	switch {
	case !s.Known():
		return ""
	case s.Min == s.Max:
		return end(s.Min)
	}
	return end(s.Min) + "-" + end(s.Max)
}

func triWords(t Tri) string { return [...]string{"no", "", "yes"}[t+1] }

func payWords(cents int32) string {
	if cents == 0 {
		return ""
	}
	return "EUR " + strconv.FormatFloat(float64(cents)/100, 'f', 2, 64) + "/h"
}
