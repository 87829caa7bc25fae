package fit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"matchd/matcher"
)

func TestBands(t *testing.T) {
	j := newJudge(t)
	wound, weld, medicine := j.mustSkill(t, "s:wondverzorging"), j.mustSkill(t, "s:lassen"), j.mustSkill(t, "s:medicatie")
	nurse := j.mustOccupation(t, "o:verpleegkundige")
	for _, c := range []struct {
		name   string
		change func(o *Opening, p *Profile)
		want   matcher.Band
	}{
		{"all skills and nothing else asked", func(*Opening, *Profile) {}, matcher.Suitable},
		{"all skills but one level of schooling short", func(o *Opening, p *Profile) { o.Education, p.Education = 4, 3 }, matcher.Trainable},
		{"all skills but two levels of schooling short", func(o *Opening, p *Profile) { o.Education, p.Education = 4, 2 }, matcher.Remote},
		{"all skills but one level above mbo short", func(o *Opening, p *Profile) { o.Education, p.Education = 7, 6 }, matcher.Remote},
		{"all skills and unknown schooling", func(o *Opening, _ *Profile) { o.Education = 5 }, matcher.Suitable},
		{"all skills but one level of language short", func(o *Opening, p *Profile) {
			o.Languages, p.Languages = []Language{language("nl", 4, 0)}, []Language{language("nl", 3, 0)}
		}, matcher.Trainable},
		{"all skills but the language not at all", func(o *Opening, p *Profile) {
			o.Languages, p.Languages = []Language{language("nl", 4, 0)}, []Language{language("de", 6, 6)}
		}, matcher.Remote},
		{"all skills but a certificate missing", func(o *Opening, p *Profile) { o.Certificates, p.Certificates = []uint32{1}, []uint32{} }, matcher.Trainable},
		{"half of the skills but an essential one beyond training", func(o *Opening, p *Profile) {
			*o = vacancyAsking(wound, weld)
			o.Skills[1].Essential = true
		}, matcher.Remote},
		{"most of the skills but an essential one beyond training", func(o *Opening, p *Profile) {
			*o = vacancyAsking(wound, medicine, weld)
			o.Skills[0].Weight, o.SkillWeight = 1000, 1200
			o.Skills[2].Essential = true
		}, matcher.Remote},
		{"an essential skill with one near it", func(o *Opening, p *Profile) {
			*o, *p = vacancyAsking(wound), available(having(medicine))
			o.Skills[0].Essential = true
		}, matcher.Trainable},
		{"one of two skills", func(o *Opening, p *Profile) { *o = vacancyAsking(wound, weld) }, matcher.Trainable},
		{"one of four skills", func(o *Opening, p *Profile) { *o = vacancyAsking(wound, weld, 900, 901) }, matcher.Remote},
		{"no skills known but the occupation", func(o *Opening, p *Profile) {
			*p = available(Needs{Held: []Job{{Occupation: nurse}}})
			*o = vacancyAsking(900)
			o.Occupations = []OccupationID{nurse}
		}, matcher.Suitable},
		{"all skills and work too far to go daily", func(o *Opening, p *Profile) { o.Point, p.Point = groningen, utrecht }, matcher.Remote},
		{"as far, mostly from home", func(o *Opening, p *Profile) { o.Point, p.Point, o.Remote = groningen, utrecht, 500 }, matcher.Suitable},
		{"as far, which the person will go", func(o *Opening, p *Profile) { o.Point, p.Point, p.MaxMetres = groningen, utrecht, 200_000 }, matcher.Suitable},
		{"nothing known at all", func(_ *Opening, p *Profile) { *p = available(Needs{}) }, matcher.Remote},
		{"a third of the skills and the occupation", func(o *Opening, p *Profile) {
			*o = vacancyAsking(wound, 900, 901)
			o.Occupations, p.Held = []OccupationID{nurse}, []Job{{Occupation: nurse}}
		}, matcher.Suitable},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, p := vacancyAsking(wound, medicine), available(having(wound, medicine))
			c.change(&o, &p)
			q := j.Model.Plain(today, matcher.Viewer{All: true})
			terms := j.Terms(&o, &p, &q)
			if got := j.Band(&o, &p, &terms); got != c.want {
				t.Errorf("band %s, want %s; skills %+v, occupation %+v", got, c.want, terms[Skills], terms[Occupation])
			}
		})
	}
}

func TestGaps(t *testing.T) {
	j := newJudge(t)
	wound, medicine, weld := j.mustSkill(t, "s:wondverzorging"), j.mustSkill(t, "s:medicatie"), j.mustSkill(t, "s:lassen")
	vca := j.Certificate(matcher.Concept{Label: "VCA basis"})
	o := vacancyAsking(wound, weld)
	o.Words.add(certificateWord, vca, matcher.Concept{Label: "VCA basis"})
	o.Skills[1].Weight = 300
	o.SkillWeight = 400
	o.Education, o.Languages, o.Certificates = 4, []Language{language("nl", 4, 2)}, []uint32{vca}
	o.Licences, o.Hours = licences([]matcher.Licence{"C"}, false), Span{360, 400}
	p := available(having(medicine))
	p.Education, p.Languages, p.Certificates = 3, []Language{language("nl", 2, 2)}, []uint32{}
	p.Licences, p.Hours = licences([]matcher.Licence{"B"}, true), Span{160, 240}
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	want := []matcher.Gap{
		{Kind: "skills", Asked: "MIG-lassen"},
		{Kind: "skills", Asked: "wonden verzorgen", Has: "medicatie toedienen", Closable: true, By: "leren op de werkplek"},
		{Kind: "education", Asked: "4", Has: "3", Closable: true, By: "praktijkleren"},
		{Kind: "languages", Asked: "nl B2/A2"},
		{Kind: "certificates", Asked: "VCA basis", Closable: true, By: "cursus voor het certificaat"},
		{Kind: "drivingLicences", Asked: "C", Has: "AM B", Closable: true, By: "rijlessen"},
		{Kind: "hours", Asked: "36-40", Has: "16-24", By: "12 uur per week"},
	}
	got := j.Explain(&o, &p, &q, Full, Dutch).Gaps
	if !slices.Equal(got, want) {
		t.Errorf("gaps\n%+v, want\n%+v", got, want)
	}
	unknown := available(Needs{Hours: Span{-1, -1}})
	if gaps := j.Explain(&o, &unknown, &q, Full, Dutch).Gaps; len(gaps) > 0 {
		t.Errorf("someone of whom nothing is known has gaps %+v", gaps)
	}
}

func TestSentences(t *testing.T) {
	j := newJudge(t)
	wound, medicine, weld := j.mustSkill(t, "s:wondverzorging"), j.mustSkill(t, "s:medicatie"), j.mustSkill(t, "s:lassen")
	nurse, welder := j.mustOccupation(t, "o:verpleegkundige"), j.mustOccupation(t, "o:lasser")
	o := vacancyAsking(wound, weld)
	o.Occupations, o.Education, o.Hours, o.Pay = []OccupationID{nurse}, 5, Span{320, 360}, 1800
	o.Point, o.Languages = amsterdam, []Language{language("nl", 4, 2)}
	p := available(having(medicine))
	p.Held, p.Education, p.Hours, p.Pay = []Job{{Occupation: nurse}}, 4, Span{-1, 400}, 2000
	p.Point, p.Wished = utrecht, []OccupationID{welder}
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	for _, c := range []struct {
		reason, dutch, english string
	}{
		{"skills", "De gevraagde vaardigheden: sluit grotendeels aan (volgt uit werk als verpleegkundige: wonden verzorgen; mist MIG-lassen).", "The skills asked: fits for the most part (follows from work as verpleegkundige: wonden verzorgen; lacks MIG-lassen)."},
		{"occupation", "Het gevraagde beroep: sluit volledig aan (heeft verpleegkundige).", "The occupation asked: fits in full (has verpleegkundige)."},
		{"education", "Het gevraagde opleidingsniveau: sluit gedeeltelijk aan (gevraagd 4+; heeft 4).", "The level of education asked: fits in part (asked 4+; has 4)."},
		{"languages", "De gevraagde talen: onbekend; dit telt neutraal mee.", "The languages asked: not known; this counts as neutral."},
		{"wishedOccupation", "Het gewenste beroep: sluit niet aan (aangeboden verpleegkundige; gewenst lasser).", "The occupation wished: does not fit (offered verpleegkundige; wished lasser)."},
		{"hours", "De gewenste uren: sluit volledig aan (aangeboden 32-36; gewenst ?-40).", "The hours wished: fits in full (offered 32-36; wished ?-40)."},
		{"distance", "De reisafstand: sluit grotendeels aan (hemelsbreed 34.6 km).", "The distance to travel: fits for the most part (as the crow flies 34.6 km)."},
		{"pay", "Het gewenste loon: sluit gedeeltelijk aan (aangeboden EUR 18.00/h; gewenst EUR 20.00/h).", "The pay wished: fits in part (offered EUR 18.00/h; wished EUR 20.00/h)."},
	} {
		t.Run(c.reason, func(t *testing.T) {
			for lang, want := range map[Locale]string{Dutch: c.dutch, English: c.english} {
				m := j.Explain(&o, &p, &q, Full, lang)
				i := slices.IndexFunc(m.Reasons, func(r matcher.Reason) bool { return r.Name == c.reason })
				if m.Reasons[i].Sentence != want {
					t.Errorf("%q, want %q", m.Reasons[i].Sentence, want)
				}
			}
		})
	}
}

func TestSkillsImpliedByAJobAreSaidToBe(t *testing.T) {
	j := newJudge(t)
	wound, weld := j.mustSkill(t, "s:wondverzorging"), j.mustSkill(t, "s:lassen")
	job := []Job{{Occupation: j.mustOccupation(t, "o:verpleegkundige")}}
	o := vacancyAsking(wound)
	for _, c := range []struct {
		name string
		has  Needs
		want matcher.Evidence
	}{
		{"from a job", Needs{Held: job}, matcher.Evidence{Follows: []matcher.Close{{Asked: "wonden verzorgen", Has: "verpleegkundige", Closeness: matcher.Million}}, Implied: true}},
		{"from a list", Needs{Held: job, Skills: having(wound).Skills}, matcher.Evidence{Matched: []string{"wonden verzorgen"}}},
		{"from neither", having(weld), matcher.Evidence{Missing: []string{"wonden verzorgen"}}},
		{"from nothing known", Needs{}, matcher.Evidence{Unknown: []string{"wonden verzorgen"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := j.skillEvidence(&o.Asks, &c.has, j.groundsOf(&o.Asks, &c.has))
			if !slices.Equal(got.Matched, c.want.Matched) || !slices.Equal(got.Missing, c.want.Missing) || !slices.Equal(got.Unknown, c.want.Unknown) || !slices.Equal(got.Follows, c.want.Follows) || got.Implied != c.want.Implied {
				t.Errorf("evidence %+v, want %+v", got, c.want)
			}
		})
	}
}

// anyPair draws a pair of which much is unknown.
func anyPair(r *rand.Rand, j *Judge) (Opening, Profile, Question) {
	needs := func() Needs {
		n := Needs{
			Education: int8(r.IntN(10)), Hours: Span{int16(r.IntN(3)*100) - 1, int16(200 + r.IntN(200))}, Irregular: Tri(r.IntN(3) - 1),
			From: matcher.Date(r.IntN(2)) * (today + matcher.Date(r.IntN(60))), Pay: int32(r.IntN(2) * (1500 + r.IntN(900))),
		}
		if r.IntN(3) > 0 {
			n.Point = []Needs{{Point: utrecht}, {Point: amsterdam}, {Point: groningen}}[r.IntN(3)].Point
		}
		if r.IntN(3) > 0 {
			n.Languages = []Language{language("nl", int8(r.IntN(7)), int8(r.IntN(7)))}
		}
		if r.IntN(3) > 0 {
			n.Wished = []OccupationID{OccupationID(r.IntN(7))}
		}
		return n
	}
	n, a := needs(), needs()
	o := Opening{ID: "v", Open: true, Asks: Asks{
		Education: a.Education, Hours: a.Hours, Irregular: a.Irregular, Start: a.From, Pay: a.Pay, Point: a.Point, Languages: a.Languages, Occupations: a.Wished,
	}}
	for s := range SkillID(9) {
		if r.IntN(3) == 0 {
			o.Skills = append(o.Skills, SkillAsked{Skill: s, Weight: int32(1 + r.IntN(5000)), Level: int16(r.IntN(1001) - 1), Essential: r.IntN(3) == 0})
			o.SkillWeight += int64(o.Skills[len(o.Skills)-1].Weight)
		}
		if r.IntN(3) == 0 {
			n.Skills = append(n.Skills, SkillHeld{s, int16(r.IntN(1001) - 1)})
		}
	}
	if r.IntN(2) == 0 {
		n.Held = []Job{{Occupation: OccupationID(r.IntN(7)), From: today - 900}}
	}
	factors := map[ReasonID]float64{}
	for id := range Reasons {
		factors[id] = float64(1 + r.IntN(9))
	}
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	q.Weights, _ = j.Model.Weights(factors, 0, true)
	share := r.Int64N(matcher.Million)
	q.Texts = func(uint32) int64 { return share }
	return o, available(n), q
}

func TestAnExplanationAddsUpToItsScore(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		o, p, q := anyPair(r, j)
		m := j.Explain(&o, &p, &q, Full, Dutch)
		terms := j.Terms(&o, &p, &q)
		var sum matcher.Millionths
		for _, reason := range m.Reasons {
			if sum += reason.Contribution; reason.Contribution < 0 || reason.Contribution > reason.Maximum {
				t.Fatalf("%s adds %d of %d", reason.Name, reason.Contribution, reason.Maximum)
			}
		}
		if sum != m.Score || int64(m.Score) != q.Weights.Score(&terms) || m.Score > matcher.Million {
			t.Fatalf("contributions sum to %d, explained %d, scored %d", sum, m.Score, q.Weights.Score(&terms))
		}
		a := j.Model.DemandShare(q.Weights)
		if both := (a*int64(m.DemandFit) + (matcher.Million-a)*int64(m.WishFit) + matcher.Million/2) / matcher.Million; max(both-int64(m.Score), int64(m.Score)-both) > 1 {
			t.Fatalf("score %d, but %d of demand %d and of wish %d make %d", m.Score, a, m.DemandFit, m.WishFit, both)
		}
	}
}

func TestEveryReasonAndConditionIsNamedOnce(t *testing.T) {
	j := newJudge(t)
	names := append(j.Model.ReasonNames(), ConditionNames()...)
	slices.Sort(names)
	if unique := slices.Compact(slices.Clone(names)); len(unique) != len(names) {
		t.Error("two share a name", names)
	}
	for id := range Reasons {
		for _, l := range []Locale{Dutch, English} {
			if subject(id).in(l) == "" {
				t.Error(fmt.Sprint("reason ", id, " has no words in ", l))
			}
		}
	}
}
