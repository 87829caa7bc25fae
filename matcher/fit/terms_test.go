package fit

import (
	"testing"

	"matchd/matcher"
)

// termCase is a pair and what one reason makes of it.
type termCase struct {
	name string
	asks Asks
	has  Needs
	want Term
}

func checkTerms(t *testing.T, id ReasonID, cases []termCase) {
	t.Helper()
	j := newJudge(t)
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := j.Terms(&Opening{Asks: c.asks}, &Profile{Needs: c.has}, &q)[id]
			if got != c.want {
				t.Errorf("%s is %+v, want %+v", j.Model.Reasons[id].Name, got, c.want)
			}
		})
	}
}

func unknownAt(prior int64) Term { return Term{prior, false} }
func knownAt(value int64) Term   { return Term{value, true} }

func TestEveryReasonIsItsPriorWhereNothingIsKnown(t *testing.T) {
	j := newJudge(t)
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	nothing := Needs{Hours: Span{-1, -1}}
	asks := Asks{Hours: Span{-1, -1}}
	for id, term := range j.Terms(&Opening{Asks: asks}, &Profile{Needs: nothing}, &q) {
		if want := unknownAt(j.Model.Reasons[id].Prior); ReasonID(id) != Text && term != want {
			t.Errorf("%s is %+v, want %+v", j.Model.Reasons[id].Name, term, want)
		}
	}
}

func TestSkills(t *testing.T) {
	j := newJudge(t)
	wound, medicine, weld := j.mustSkill(t, "s:wondverzorging"), j.mustSkill(t, "s:medicatie"), j.mustSkill(t, "s:lassen")
	nurse, welder := j.mustOccupation(t, "o:verpleegkundige"), j.mustOccupation(t, "o:lasser")
	builder := j.mustOccupation(t, "o:constructiebankwerker")
	unlisted, _ := j.Skill(matcher.Concept{Code: "urn:own:1"})
	near := int64(j.skillCloseness(wound, medicine))
	if near == 0 || near == 1000 {
		t.Fatalf("the test's taxonomy has closeness %d between two nursing skills, want something between", near)
	}
	both, one := vacancyAsking(wound, weld).Asks, vacancyAsking(wound).Asks
	level := func(asked int16) Asks { a := vacancyAsking(wound).Asks; a.Skills[0].Level = asked; return a }
	held := func(level int16) Needs { return Needs{Skills: []SkillHeld{{wound, level}}} }
	job := func(o OccupationID) Needs { return Needs{Held: []Job{{Occupation: o}}} }
	checkTerms(t, Skills, []termCase{
		{"nothing listed and no job is not known", one, Needs{}, unknownAt(250_000)},
		{"nothing asked is not known", Asks{}, having(wound), unknownAt(250_000)},
		{"an empty list is known to lack everything", one, having(), knownAt(0)},
		{"the skill asked fits in full", one, having(wound), knownAt(1_000_000)},
		{"one of two asked fits by its weight", both, having(weld), knownAt(500_000)},
		{"a near skill fits in part", one, having(medicine), knownAt(near * 1000)},
		{"an exact skill counts, not the near one beside it", one, having(wound, medicine), knownAt(1_000_000)},
		{"a skill outside the taxonomy fits itself", vacancyAsking(unlisted...).Asks, having(unlisted...), knownAt(1_000_000)},
		{"a skill outside the taxonomy fits no other", vacancyAsking(unlisted...).Asks, having(wound, weld), knownAt(0)},
		{"half of the level asked is half the skill", level(800), held(400), knownAt(500_000)},
		{"more than the level asked is no more than the skill", level(500), held(1000), knownAt(1_000_000)},
		{"an unknown level counts four fifths of one asked", level(500), held(-1), knownAt(800_000)},
		{"without a level asked every level fits", one, held(100), knownAt(1_000_000)},
		{"a job that always asks the skill implies it at a discount", one, job(nurse), knownAt(800_000)},
		{"a job far from it leaves the skill unknown", one, job(welder), unknownAt(250_000)},
		{"a listed skill beats what the job implies", one, Needs{Skills: having(wound).Skills, Held: job(nurse).Held}, knownAt(1_000_000)},
		{"a job makes up for a list without the skill", one, Needs{Skills: having(weld).Skills, Held: job(nurse).Held}, knownAt(800_000)},
		{"a job adds to the half that was listed its share of the rest", both, Needs{Skills: having(weld).Skills, Held: job(nurse).Held}, knownAt(700_000)},
		{"a job implies what it may ask by half", vacancyAsking(weld).Asks, job(builder), knownAt(400_000)},
		{"an occupation that the skills point to counts as far as it is sure", one, Needs{Likely: []Near[OccupationID]{{nurse, 500}}}, knownAt(400_000)},
	})
}

func TestOccupationHeldAndWished(t *testing.T) {
	j := newJudge(t)
	nurse, district, welder := j.mustOccupation(t, "o:verpleegkundige"), j.mustOccupation(t, "o:wijkverpleegkundige"), j.mustOccupation(t, "o:lasser")
	near := int64(j.occupationCloseness(nurse, district))
	asks := Asks{Occupations: []OccupationID{nurse}}
	held := func(ids ...OccupationID) (n Needs) {
		for _, id := range ids {
			n.Held = append(n.Held, Job{Occupation: id})
		}
		return n
	}
	checkTerms(t, Occupation, []termCase{
		{"the same occupation fits in full", asks, held(nurse), knownAt(1_000_000)},
		{"a near occupation fits in part", asks, held(district), knownAt(near * 1000)},
		{"the closest of several jobs counts", asks, held(welder, district), knownAt(near * 1000)},
		{"either of two occupations asked will do", Asks{Occupations: []OccupationID{welder, district}}, held(district), knownAt(1_000_000)},
		{"a far occupation does not fit", asks, held(welder), knownAt(0)},
		{"no job known is not known", asks, Needs{}, unknownAt(200_000)},
		{"no occupation asked is not known", Asks{}, held(nurse), unknownAt(200_000)},
		{"skills that point to the occupation tell more than the prior, and nothing for certain", asks, Needs{Likely: []Near[OccupationID]{{nurse, 1000}}}, unknownAt(800_000)},
		{"skills that point elsewhere tell nothing", asks, Needs{Likely: []Near[OccupationID]{{welder, 1000}}}, unknownAt(200_000)},
	})
	checkTerms(t, WishedOccupation, []termCase{
		{"a wish that is met fits in full", asks, Needs{Wished: []OccupationID{welder, nurse}}, knownAt(1_000_000)},
		{"a wish nearly met fits in part", asks, Needs{Wished: []OccupationID{district}}, knownAt(near * 1000)},
		{"another wish does not fit", asks, Needs{Wished: []OccupationID{welder}}, knownAt(0)},
		{"no wish is not known", asks, held(nurse), unknownAt(400_000)},
	})
}

func TestExperience(t *testing.T) {
	j := newJudge(t)
	nurse, welder := j.mustOccupation(t, "o:verpleegkundige"), j.mustOccupation(t, "o:lasser")
	asks := Asks{Experience: []ExperienceAsked{{[]OccupationID{nurse}, 1000}}}
	two := Asks{Experience: []ExperienceAsked{{[]OccupationID{nurse}, 1000}, {[]OccupationID{welder}, 100}}}
	jobs := func(jobs ...Job) Needs { return Needs{Held: jobs} }
	checkTerms(t, Experience, []termCase{
		{"long enough fits in full", asks, jobs(Job{nurse, today - 3000, today - 1000, 0}), knownAt(1_000_000)},
		{"half as long fits by half", asks, jobs(Job{nurse, today - 600, today - 100, 0}), knownAt(500_000)},
		{"a job that still runs counts until today", asks, jobs(Job{nurse, today - 250, 0, 0}), knownAt(250_000)},
		{"a job that ends later counts until today", asks, jobs(Job{nurse, today - 250, today + 90, 0}), knownAt(250_000)},
		{"days in two jobs add up", asks, jobs(Job{nurse, today - 600, today - 500, 0}, Job{nurse, today - 300, today - 100, 0}), knownAt(300_000)},
		{"days in a far occupation do not count", asks, jobs(Job{welder, today - 3000, today, 0}), knownAt(0)},
		{"a job without a beginning leaves a shortage unknown", asks, jobs(Job{Occupation: nurse}), unknownAt(500_000)},
		{"a job without a beginning does not hide enough elsewhere", asks, jobs(Job{Occupation: nurse}, Job{nurse, today - 2000, today, 0}), knownAt(1_000_000)},
		{"two kinds of experience weigh alike", two, jobs(Job{welder, today - 100, today, 0}), knownAt(500_000)},
		{"no job known is not known", asks, Needs{}, unknownAt(500_000)},
		{"none asked is not known", Asks{}, jobs(Job{nurse, today - 1000, today, 0}), unknownAt(500_000)},
	})
}

func TestEducation(t *testing.T) {
	checkTerms(t, Education, []termCase{
		{"the level asked fits in full", Asks{Education: 4}, Needs{Education: 4}, knownAt(1_000_000)},
		{"a higher level fits in full", Asks{Education: 4}, Needs{Education: 7}, knownAt(1_000_000)},
		{"one level short costs two fifths", Asks{Education: 4}, Needs{Education: 3}, knownAt(600_000)},
		{"three levels short leave nothing", Asks{Education: 6}, Needs{Education: 3}, knownAt(0)},
		{"another field costs a fifth", Asks{Education: 4, EducationField: "0913"}, Needs{Education: 4, EducationField: "0715"}, knownAt(800_000)},
		{"an unknown field costs nothing", Asks{Education: 4, EducationField: "0913"}, Needs{Education: 4}, knownAt(1_000_000)},
		{"an unknown level is not known", Asks{Education: 4}, Needs{EducationField: "0913"}, unknownAt(500_000)},
	})
}

func TestLanguages(t *testing.T) {
	dutch := Asks{Languages: []Language{language("nl", 4, 2)}}
	two := Asks{Languages: []Language{language("nl", 4, 4), language("de", 2, 0)}}
	speaks := func(l ...Language) Needs { return Needs{Languages: l} }
	checkTerms(t, Languages, []termCase{
		{"both levels reached fit in full", dutch, speaks(language("nl", 4, 3)), knownAt(1_000_000)},
		{"speech half reached costs a quarter", dutch, speaks(language("nl", 2, 2)), knownAt(750_000)},
		{"an unknown written level counts half", dutch, speaks(language("nl", 4, 0)), knownAt(750_000)},
		{"a level not asked is no matter", two, speaks(language("nl", 4, 4), language("de", 2, 0)), knownAt(1_000_000)},
		{"a language missing from the list is not mastered", two, speaks(language("nl", 6, 6)), knownAt(500_000)},
		{"an empty list masters none", dutch, Needs{Languages: []Language{}}, knownAt(0)},
		{"without a list it is not known", dutch, Needs{}, unknownAt(500_000)},
		{"none asked is not known", Asks{}, speaks(language("nl", 6, 6)), unknownAt(500_000)},
	})
}
