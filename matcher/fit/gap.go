package fit

import (
	"strconv"

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
func (x *account) gaps() []matcher.Gap {
	j, o, p, to := x.judge, x.o, x.p, x.to
	out := []matcher.Gap{}
	if x.terms[Skills].Known && len(p.Skills) > 0 && j.unnamed(&p.Needs) == 0 {
		out = x.skillGaps(out)
	}
	if x.short(Experience) {
		out = x.experienceGaps(out)
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
	if x.terms[Certificates].Known {
		for _, missing := range x.evidence(Certificates).Missing {
			out = append(out, matcher.Gap{Kind: "certificates", Asked: missing, Closable: true, By: to.say(certification())})
		}
	}
	if lacking := p.Licences.Lacks(o.Licences); p.Licences.Known() && lacking != 0 {
		out = append(out, matcher.Gap{Kind: "drivingLicences", Asked: licenceNames(lacking), Has: licenceNames(p.Licences), Closable: true, By: to.say(drivingLessons())})
	}
	return x.differences(out)
}

// short reports whether a reason is known not to be fulfilled.
func (x *account) short(id ReasonID) bool {
	return x.terms[id].Known && x.terms[id].Value < matcher.Million
}

// differences adds where what is offered is known not to be what is wished.
func (x *account) differences(out []matcher.Gap) []matcher.Gap {
	o, p, to := x.o, x.p, x.to
	add := func(id ReasonID, by string) {
		e := x.evidence(id)
		out = append(out, matcher.Gap{
			Kind: x.judge.Model.Reasons[id].Name, By: by, Asked: first(plainWords(to.lang, id, e.Asked)), Has: first(plainWords(to.lang, id, e.Has)),
		})
	}
	if x.short(Hours) {
		add(Hours, to.say(phrase{"%s uur per week", "%s hours a week"}, tenths(o.Hours.apart(p.Hours))))
	}
	if x.short(Contract) {
		add(Contract, "")
	}
	if x.short(IrregularHours) {
		add(IrregularHours, "")
	}
	if x.judge.tooFar(o, p) {
		out = append(out, matcher.Gap{Kind: x.judge.Model.Reasons[Distance].Name, Asked: kilometres(x.metres), Has: kilometres(x.judge.Model.Bands.Farthest)})
	}
	if x.short(Start) {
		add(Start, to.say(phrase{"%s later", "%s later"}, duration(to.lang, int64(p.From-o.Start))))
	}
	if x.short(Pay) {
		add(Pay, payWords(p.Pay-o.Pay))
	}
	return out
}

func (x *account) experienceGaps(out []matcher.Gap) []matcher.Gap {
	for i, e := range x.o.Experience {
		if days, _ := x.judge.daysIn(e.Occupations, x.p.Held, x.q.AsOf); days < int64(e.Days) {
			asked, has := x.judge.experienceWords(&x.o.Asks, &x.p.Needs, i, x.q.AsOf, x.to)
			out = append(out, matcher.Gap{Kind: "experience", Asked: asked, Has: has})
		}
	}
	return out
}

// skillGaps adds the skills not had in full. Those that are not essential and have nothing near are closable where
// what is left of them as a whole is.
func (x *account) skillGaps(out []matcher.Gap) []matcher.Gap {
	j, to, learnable := x.judge, x.to, x.judge.learnable(&x.terms)
	for _, i := range byWeight(x.o.Skills) {
		asked, near := &x.o.Skills[i], x.grounds.nearest[i]
		if near.closeness == 1000 {
			continue
		}
		gap := matcher.Gap{Kind: "skills", Asked: j.SkillName(asked.Skill, x.o.Words)}
		switch {
		case near.closeness >= j.Model.Bands.Closable:
			gap.Closable, gap.By = true, to.say(onTheJob())
		case learnable && !asked.Essential:
			gap.Closable, gap.By = true, to.say(practical())
		}
		switch {
		case near.follows:
			gap.Has = to.say(phrase{"werk als %s", "work as %s"}, j.OccupationName(x.grounds.work, x.p.Words))
		case near.closeness > 0:
			gap.Has = j.SkillLabel(near.skill)
		}
		out = append(out, gap)
	}
	return out
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

func when(ok bool, words string) string {
	if ok {
		return words
	}
	return ""
}

// tenths is a number of tenths, of hours say, without a zero behind the point.
func tenths(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }
