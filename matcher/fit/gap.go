package fit

import (
	"fmt"
	"strings"

	"matchd/matcher"
)

// What closes a gap.
func onTheJob() phrase      { return phrase{"leren op de werkplek", "training on the job"} }
func practical() phrase     { return phrase{"praktijkleren", "practical learning (praktijkleren)"} }
func course() phrase        { return phrase{"taalcursus", "language course"} }
func certification() phrase { return phrase{"cursus voor het certificaat", "certificate course"} }
func drivingLessons() phrase {
	return phrase{"rijlessen", "driving lessons"}
}

// gaps lists what is asked and known to be lacking, the skills by descending weight, with whether it can be closed by
// the rules in band.go; then where offer and wish differ, which is agreed on and not trained.
func (j *Judge) gaps(o *Opening, p *Profile, q *Question, t *Terms, to reader) []matcher.Gap {
	var out []matcher.Gap
	if t[Skills].Known && len(p.Skills) > 0 {
		out = j.skillGaps(o, p, j.learnable(t), to)
	}
	if t[Experience].Known && t[Experience].Value < matcher.Million {
		for i := range o.Experience {
			if days, _ := j.daysIn(o.Experience[i].Occupations, p.Held, q.AsOf); days < int64(o.Experience[i].Days) {
				asked, has := j.experienceWords(&o.Asks, &p.Needs, i, q.AsOf, to)
				out = append(out, matcher.Gap{Kind: "experience", Asked: asked, Has: has})
			}
		}
	}
	if closable := j.closableSchooling(o.Education, p.Education); schoolingGap(o.Education, p.Education) > 0 {
		out = append(out, matcher.Gap{
			Kind: "education", Asked: string(matcher.EducationLevelAt(int(o.Education))),
			Has: string(matcher.EducationLevelAt(int(p.Education))), Closable: closable, By: when(closable, to.say(practical())),
		})
	}
	for i := range o.Languages {
		one := o.Languages[i : i+1]
		if short := languageGap(one, p.Languages); short > 0 {
			out = append(out, matcher.Gap{Kind: "languages", Asked: languageNames(one)[0], Closable: short == 1, By: when(short == 1, to.say(course()))})
		}
	}
	if t[Certificates].Known {
		for _, missing := range j.certificateEvidence(&o.Asks, &p.Needs).Missing {
			out = append(out, matcher.Gap{Kind: "certificates", Asked: missing, Closable: true, By: to.say(certification())})
		}
	}
	if lacking := p.Licences.Lacks(o.Licences); p.Licences.Known() && lacking != 0 {
		out = append(out, matcher.Gap{Kind: "drivingLicences", Asked: licenceNames(lacking), Has: licenceNames(p.Licences), Closable: true, By: to.say(drivingLessons())})
	}
	return append(out, j.differences(o, p, t, to)...)
}

// differences lists where what is offered is known not to be what is wished.
func (j *Judge) differences(o *Opening, p *Profile, t *Terms, to reader) (out []matcher.Gap) {
	add := func(id ReasonID, by string) {
		e := j.evidence(o, p, &Question{}, id, t[id], to)
		gap := matcher.Gap{Kind: j.Model.Reasons[id].Name, By: by}
		for _, words := range plainWords(to.lang, e.Asked) {
			gap.Asked = words
		}
		for _, words := range plainWords(to.lang, e.Has) {
			gap.Has = words
		}
		out = append(out, gap)
	}
	lacking := func(id ReasonID) bool { return t[id].Known && t[id].Value < matcher.Million }
	if lacking(Hours) {
		add(Hours, to.say(phrase{"%s uur per week", "%s hours a week"}, tenths(o.Hours.apart(p.Hours))))
	}
	if lacking(Contract) {
		add(Contract, "")
	}
	if lacking(IrregularHours) {
		add(IrregularHours, "")
	}
	if j.tooFar(o, p) {
		metres, _ := Metres(&o.Asks, &p.Needs)
		out = append(out, matcher.Gap{Kind: j.Model.Reasons[Distance].Name, Asked: kilometres(metres), Has: kilometres(j.Model.Bands.Farthest)})
	}
	if lacking(Start) {
		add(Start, to.say(phrase{"%s later", "%s later"}, duration(to.lang, int64(p.From-o.Start))))
	}
	if lacking(Pay) {
		add(Pay, payWords(p.Pay-o.Pay))
	}
	return out
}

// skillGaps lists the skills not had in full. Those that are not essential and have nothing near are closable where
// what is left of them as a whole is.
func (j *Judge) skillGaps(o *Opening, p *Profile, learnable bool, to reader) []matcher.Gap {
	held := j.support(&o.Asks, &p.Needs)
	var out []matcher.Gap
	for _, s := range byWeight(o.Skills) {
		near, c, from := j.nearestHeld(&s, held)
		if c == 1000 {
			continue
		}
		gap := matcher.Gap{Kind: "skills", Asked: j.SkillName(s.Skill, o.Words)}
		switch {
		case c >= j.Model.Bands.Closable:
			gap.Closable, gap.By = true, to.say(onTheJob())
		case learnable && !s.Essential:
			gap.Closable, gap.By = true, to.say(practical())
		}
		switch {
		case from != nil:
			gap.Has = to.say(phrase{"werk als %s", "work as %s"}, j.OccupationName(*from, p.Words))
		case c > 0:
			gap.Has = j.SkillLabel(near)
		}
		out = append(out, gap)
	}
	return out
}

func when(ok bool, words string) string {
	if ok {
		return words
	}
	return ""
}

func tenths(n int) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/10), ".0") }
