package population

import (
	"testing"

	"matchd/matcher"
)

func TestResponsibilityIsDividedAsInTheLetter(t *testing.T) {
	may := map[matcher.Situation][]matcher.PartyKind{
		matcher.AtRisk:             {matcher.SocialPartners, matcher.UWV},
		matcher.RecentlyUnemployed: {matcher.UWV},
		matcher.Unemployed:         {matcher.UWV, matcher.Municipality},
		matcher.SelfEmployed:       {matcher.Municipality},
		matcher.SchoolLeaver:       {matcher.Municipality},
		matcher.Employed:           {matcher.SocialPartners},
	}
	p := demo(t)
	seen := map[matcher.Situation]map[matcher.PartyKind]int{}
	for _, c := range people(t) {
		if c.ResponsibleParty.Region != region(t, p.Places, c.Place) {
			t.Fatalf("%s lives in %+v and is helped in %s", c.ID, c.Place, c.ResponsibleParty.Region)
		}
		if seen[c.Situation] == nil {
			seen[c.Situation] = map[matcher.PartyKind]int{}
		}
		seen[c.Situation][c.ResponsibleParty.Kind]++
	}
	for situation, parties := range may {
		if len(seen[situation]) != len(parties) {
			t.Errorf("who is %s is helped by %v, want %v", situation, seen[situation], parties)
		}
		for _, party := range parties {
			if seen[situation][party] == 0 {
				t.Errorf("nobody who is %s is helped by %s", situation, party)
			}
		}
	}
}

func TestCareersRunBackwardsWithoutOverlap(t *testing.T) {
	for _, c := range people(t) {
		last := asOf() + 400
		for n, e := range c.Experience {
			if e.From == 0 {
				continue
			}
			end := e.To
			if end == 0 {
				end = asOf()
			}
			if end > last || e.From > end || n > 0 && e.To == 0 {
				t.Fatalf("%s: job %d from %s to %s, the next one began %s", c.ID, n, e.From, e.To, last)
			}
			last = e.From
		}
	}
}

func TestTheLastDayFitsTheSituation(t *testing.T) {
	for _, c := range people(t) {
		until := c.Employer.Until
		switch c.Situation {
		case matcher.AtRisk:
			if until <= asOf() {
				t.Errorf("%s is at risk, the last day was %s", c.ID, until)
			}
		case matcher.RecentlyUnemployed:
			within(t, c.ID+" lost the work so many days ago", float64(asOf()-until), 1, 180)
		case matcher.Unemployed:
			within(t, c.ID+" lost the work so many days ago", float64(asOf()-until), 180, 1_800)
		case matcher.Employed:
			if until != 0 {
				t.Errorf("%s has work, which ends %s", c.ID, until)
			}
		case matcher.SelfEmployed, matcher.SchoolLeaver:
			if c.Employer.ID != "" {
				t.Errorf("%s has no employer, but %s", c.ID, c.Employer.Name)
			}
		}
	}
}

func TestSkillsLanguagesAndLicencesComeOnce(t *testing.T) {
	for _, c := range people(t) {
		seen := map[string]bool{}
		once := func(what string) {
			if seen[what] {
				t.Errorf("%s has %s twice", c.ID, what)
			}
			seen[what] = true
		}
		for _, s := range c.Skills {
			once("skill " + s.Label)
		}
		for _, l := range c.Languages {
			once("language " + l.Code)
		}
		for _, l := range c.DrivingLicences {
			once("licence " + string(l))
		}
		for _, w := range c.Wishes.Occupations {
			once("wish " + w.Label)
		}
	}
}

// TestEarlierJobsAreMostlyNear: in most careers the job before is one that the taxonomy calls near.
func TestEarlierJobsAreMostlyNear(t *testing.T) {
	p := demo(t)
	near, all := 0, 0
	for _, c := range people(t) {
		if len(c.Experience) < 2 {
			continue
		}
		a, known := p.Taxonomy.OccupationID(c.Experience[0].Occupation.Code)
		b, too := p.Taxonomy.OccupationID(c.Experience[1].Occupation.Code)
		if known && too {
			all++
			if p.Taxonomy.OccupationCloseness(a, b) > 0 {
				near++
			}
		}
	}
	within(t, "percent of near jobs", 100*float64(near)/float64(max(1, all)), 65, 90)
}

func TestDriversMayDrive(t *testing.T) {
	able, drivers := 0, 0
	for _, c := range people(t) {
		if c.Employer.Occupation.Label != "vrachtwagenchauffeur" {
			continue
		}
		drivers++
		for _, l := range c.DrivingLicences {
			if l == "C" || l == "CE" {
				able++
				break
			}
		}
	}
	within(t, "percent of lorry drivers with C or CE", 100*float64(able)/float64(max(1, drivers)), 55, 95)
}
