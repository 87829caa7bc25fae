package fit

import (
	"math/rand/v2"
	"slices"
	"testing"

	"matchd/matcher"
)

func score(j *Judge, o *Opening, p *Profile, q *Question) int64 {
	t := j.Terms(o, p, q)
	return q.Weights.Score(&t)
}

// TestAWantedSkillNeverLowersAScore holds for people of whom a list of skills is known: a first list replaces the prior.
func TestAWantedSkillNeverLowersAScore(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		o, p, q := anyPair(r, j)
		if len(o.Skills) == 0 || p.Skills == nil {
			continue
		}
		before := score(j, &o, &p, &q)
		wanted := o.Skills[r.IntN(len(o.Skills))].Skill
		if slices.ContainsFunc(p.Skills, func(s SkillHeld) bool { return s.Skill == wanted }) {
			continue
		}
		p.Skills = append(slices.Clone(p.Skills), SkillHeld{wanted, int16(r.IntN(1001) - 1)})
		if after := score(j, &o, &p, &q); after < before {
			t.Fatalf("with skill %d the score falls from %d to %d: %+v %+v", wanted, before, after, o.Skills, p.Skills)
		}
	}
}

func TestAHigherLevelNeverLowersAScore(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		o, p, q := anyPair(r, j)
		before := score(j, &o, &p, &q)
		p.Skills, p.Languages = slices.Clone(p.Skills), slices.Clone(p.Languages)
		for i := range p.Skills {
			if p.Skills[i].Level >= 0 {
				p.Skills[i].Level = min(1000, p.Skills[i].Level+int16(r.IntN(300)))
			}
		}
		for i := range p.Languages {
			if p.Languages[i].Oral > 0 {
				p.Languages[i].Oral = min(6, p.Languages[i].Oral+1)
			}
		}
		if p.Education > 0 {
			p.Education = min(9, p.Education+1)
		}
		if after := score(j, &o, &p, &q); after < before {
			t.Fatalf("with higher levels the score falls from %d to %d", before, after)
		}
	}
}

func TestAJobHeldNeverLowersTheSkills(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(9, 10))
	for range 2000 {
		o, p, _ := anyPair(r, j)
		before := j.skills(&o.Asks, &p.Needs)
		p.Held = append(slices.Clone(p.Held), Job{Occupation: OccupationID(r.IntN(7))})
		if after := j.skills(&o.Asks, &p.Needs); after.Value < before.Value {
			t.Fatalf("with another job skills fall from %+v to %+v", before, after)
		}
	}
}

func shuffled[V any](r *rand.Rand, list []V) []V {
	out := slices.Clone(list)
	r.Shuffle(len(out), func(a, b int) { out[a], out[b] = out[b], out[a] })
	return out
}

func TestTheOrderOfARecordsListsDoesNotShow(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(11, 12))
	c := fullCandidate()
	v := fullVacancy()
	p, o := j.Profile(&c), j.Opening(&v)
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	want := score(j, &o, &p, &q)
	for range 50 {
		c.Skills, c.Experience, c.Languages = shuffled(r, c.Skills), shuffled(r, c.Experience), shuffled(r, c.Languages)
		c.Certificates, c.Wishes.Occupations, c.Wishes.Sectors = shuffled(r, c.Certificates), shuffled(r, c.Wishes.Occupations), shuffled(r, c.Wishes.Sectors)
		v.Skills, v.Certificates, v.Languages = shuffled(r, v.Skills), shuffled(r, v.Certificates), shuffled(r, v.Languages)
		p, o := j.Profile(&c), j.Opening(&v)
		if got := score(j, &o, &p, &q); got != want {
			t.Fatalf("score %d in another order, %d before", got, want)
		}
	}
}

// TestWhoIsTrainableHasNoGapThatTrainingLeaves holds for whoever is suitable too; hours are agreed on, not trained.
func TestWhoIsTrainableHasNoGapThatTrainingLeaves(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(13, 14))
	seen := map[matcher.Band]int{}
	for range 5000 {
		o, p, q := anyPair(r, j)
		m := j.Explain(&o, &p, &q, Brief, Dutch)
		open := slices.ContainsFunc(m.Gaps, func(g matcher.Gap) bool { return trained(g.Kind) && !g.Closable })
		if seen[m.Band]++; open && m.Band != matcher.Remote {
			t.Fatalf("%s with gaps %+v", m.Band, m.Gaps)
		}
	}
	if seen[matcher.Suitable] < 50 || seen[matcher.Trainable] < 50 || seen[matcher.Remote] < 50 {
		t.Errorf("the pairs hardly vary: %v", seen)
	}
}

func trained(kind string) bool {
	return slices.Contains([]string{"skills", "education", "languages", "certificates"}, kind)
}

// TestAnEssentialSkillIsLackedWhereNothingOfTheSupportIsNear holds the quick way against the definition.
func TestAnEssentialSkillIsLackedWhereNothingOfTheSupportIsNear(t *testing.T) {
	for name, j := range map[string]*Judge{"small": newJudge(t), "built in": dutchJudge(t)} {
		r := rand.New(rand.NewPCG(9, 10))
		lacked := 0
		for range 3000 {
			o, p, q := anyPair(r, j)
			for i := range o.Skills {
				o.Skills[i].Essential = true
			}
			terms, want := j.Terms(&o, &p, &q), false
			for _, near := range j.groundsOf(&o.Asks, &p.Needs).nearest {
				want = want || len(p.Skills) > 0 && near.closeness < j.Model.Bands.Closable
			}
			if got := j.lacksEssential(&o, &p, &terms); got != want {
				t.Fatalf("%s: lacks an essential skill: %v, by definition %v: %+v %+v", name, got, want, o.Skills, p)
			}
			if want {
				lacked++
			}
		}
		if lacked == 0 || lacked == 3000 {
			t.Errorf("%s: %d of 3000 lack one", name, lacked)
		}
	}
}
