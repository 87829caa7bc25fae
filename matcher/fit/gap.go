package fit

import (
	"fmt"

	"matchd/matcher"
)

// gaps lists what is asked and known to be lacking, the skills by descending weight, with whether it can be closed by
// the rules in band.go.
func (j *Judge) gaps(o *Opening, p *Profile, t *Terms) []matcher.Gap {
	var out []matcher.Gap
	if t[Skills].Known && len(p.Skills) > 0 {
		out = j.skillGaps(o, p, j.learnable(t))
	}
	if closable := j.closableSchooling(o.Education, p.Education); schoolingGap(o.Education, p.Education) > 0 {
		out = append(out, matcher.Gap{
			Kind: "education", Asked: string(matcher.EducationLevelAt(int(o.Education))),
			Has: string(matcher.EducationLevelAt(int(p.Education))), Closable: closable, By: when(closable, "praktijkleren"),
		})
	}
	for i := range o.Languages {
		if p.Languages == nil {
			break
		}
		one := o.Languages[i : i+1]
		if short := languageGap(one, p.Languages); short > 0 {
			out = append(out, matcher.Gap{Kind: "languages", Asked: languageNames(one)[0], Closable: short == 1, By: when(short == 1, "language course")})
		}
	}
	if t[Certificates].Known {
		for _, missing := range j.certificateEvidence(&o.Asks, &p.Needs).Missing {
			out = append(out, matcher.Gap{Kind: "certificates", Asked: missing, Closable: true, By: "certificate course"})
		}
	}
	if lacking := p.Licences.Lacks(o.Licences); p.Licences.Known() && lacking != 0 {
		out = append(out, matcher.Gap{Kind: "drivingLicences", Asked: licenceNames(lacking), Has: licenceNames(p.Licences), Closable: true, By: "driving lessons"})
	}
	if apart := o.Hours.apart(p.Hours); o.Hours.Known() && p.Hours.Known() && apart > 0 {
		out = append(out, matcher.Gap{Kind: "hours", Asked: spanWords(o.Hours), Has: spanWords(p.Hours), By: fmt.Sprintf("%.1f hours a week", float64(apart)/10)})
	}
	return out
}

// skillGaps lists the skills not had in full. Those that are not essential and have nothing near are closable where
// what is left of them as a whole is.
func (j *Judge) skillGaps(o *Opening, p *Profile, learnable bool) []matcher.Gap {
	held := j.support(&o.Asks, &p.Needs)
	var out []matcher.Gap
	for _, s := range byWeight(o.Skills) {
		near, c, _ := j.nearestHeld(&s, held)
		if c == 1000 {
			continue
		}
		gap := matcher.Gap{Kind: "skills", Asked: j.SkillName(s.Skill, o.Words)}
		switch {
		case c >= j.Model.Bands.Closable:
			gap.Closable, gap.By = true, "training on the job"
		case learnable && !s.Essential:
			gap.Closable, gap.By = true, "praktijkleren"
		}
		if c > 0 {
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
