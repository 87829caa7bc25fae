package fit

import (
	"slices"
	"strconv"
	"strings"

	"matchd/matcher"
)

// said is what was found of one reason; those of a pair lie together.
type said struct {
	matcher.Evidence
	words         [2]string // of lists of one
	sought, found bool
}

// evidence is what a reason rests on, in words that both sides know; found once, for its gap and its sentence.
func (x *account) evidence(id ReasonID) *matcher.Evidence {
	if x.said == nil {
		x.said = new([Reasons]said)
	}
	s := &x.said[id]
	if !s.sought {
		s.sought, s.found = true, x.find(id, s)
	}
	if !s.found {
		return nil
	}
	return &s.Evidence
}

func (x *account) find(id ReasonID, to *said) bool {
	j, a, n := x.judge, &x.o.Asks, &x.p.Needs
	switch id {
	case Skills:
		to.Evidence = j.skillEvidence(a, n, &x.grounds)
	case Occupation:
		to.Evidence = j.occupationEvidence(a, heldOccupations(n.Held), n.Words)
	case WishedOccupation:
		to.Evidence = j.occupationEvidence(a, n.Wished, n.Words)
	case Experience:
		to.Evidence = j.experienceEvidence(a, n, x.q.AsOf, x.to)
	case Education:
		to.pair(schooling(a.Education, a.EducationField, n.EducationField), schoolingHeld(n, a.EducationField, x.to))
	case Languages:
		to.Asked, to.Has = languageNames(a.Languages), languageNames(ofThose(n.Languages, a.Languages))
	case Certificates:
		to.Evidence = j.certificateEvidence(a, n)
	case Hours:
		to.pair(spanWords(a.Hours), spanWords(n.Hours))
	case Contract:
		to.pair(joinWords(string(a.ContractKind), string(a.ContractTerm)), joinWords(string(n.ContractKind), string(n.ContractTerm)))
	case IrregularHours:
		to.pair(triWords(a.Irregular), triWords(n.Irregular))
	case Start:
		to.pair(a.Start.String(), n.From.String())
	case Pay:
		to.pair(payWords(a.Pay), payWords(n.Pay))
	case WishedSector:
		to.pair(a.Sector.Code, "")
		for _, s := range n.WishedSectors {
			to.Has = append(to.Has, s.Code)
		}
	case Distance:
		to.pair("", kilometres(x.metres))
		return x.placed
	case Text:
		to.pair("", x.to.say(phrase{"%d %% van de woorden", "%d %% of its words"}, x.terms[id].Value/10_000))
	}
	return true
}

// pair is one thing on each side, empty = nothing is said of it.
func (s *said) pair(asked, has string) {
	s.words = [...]string{asked, has}
	if asked != "" {
		s.Asked = s.words[:1:1]
	}
	if has != "" {
		s.Has = s.words[1:]
	}
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
func (j *Judge) experienceEvidence(a *Asks, n *Needs, asOf matcher.Date, to reader) (e matcher.Evidence) {
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

func (j *Judge) skillEvidence(a *Asks, n *Needs, g *grounds) (e matcher.Evidence) {
	open := j.unnamed(n) > 0
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

func (j *Judge) occupationEvidence(a *Asks, has []OccupationID, own Words) (e matcher.Evidence) {
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

func (j *Judge) certificateEvidence(a *Asks, n *Needs) (e matcher.Evidence) {
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

// joinWords puts a space between what is said of two things, either of which may be empty.
func joinWords(a, b string) string {
	if a == "" || b == "" {
		return strings.TrimSpace(a + b)
	}
	return strings.TrimSpace(a + " " + b)
}

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
