package population

import (
	"fmt"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// candidateID names candidate i.
func candidateID(i int) string { return fmt.Sprintf("candidate-%07d", i) }

// person is a candidate under way.
type person struct {
	dice
	*matcher.Candidate
	p       *Population
	age     int   // on the day of the population, 17 to 66 years
	home    int   // place among the homes of the country
	company int   // the current or last employer; -1 = none
	jobs    []job // the occupations held, the last one first
	trade   *trade
	native  bool // grew up with Dutch
}

// Candidate gives candidate i, 0 <= i < Config.Candidates. First comes what happened to the person, then what follows
// from it: abilities from the jobs held, wishes from the trade, the presentation from both.
func (p *Population) Candidate(i int) matcher.Candidate {
	c := person{dice: p.dice(ofCandidate, i), p: p, company: -1, Candidate: &matcher.Candidate{
		ID: candidateID(i), Status: matcher.CandidateAvailable}}
	c.Revision = int64(c.between(1, 5))
	if n := c.IntN(100); n < 4 {
		c.Status = matcher.CandidatePlaced
	} else if n < 6 {
		c.Status = matcher.CandidateWithdrawn
	}
	situation := c.situated()
	c.work(situation)
	if c.chance(96) {
		c.Situation = situation
	}
	c.Place = p.country.place(c.dice, c.home)
	c.ResponsibleParty = c.responsible(situation)
	c.history(situation)
	c.abilities()
	c.Wishes = c.wishes()
	c.Presentation = c.present(situation)
	c.Consent = c.consent()
	c.restrict()
	return *c.Candidate
}

// situated draws the situation, and an age that goes with it. A mobility team sees mostly people whose job is at risk
// or who have just lost it; a quarter has been without work for longer, and some look round while they work.
func (c *person) situated() matcher.Situation {
	c.age = c.between(20, 66)
	switch n := c.IntN(100); {
	case n < 24:
		return matcher.AtRisk
	case n < 48:
		return matcher.RecentlyUnemployed
	case n < 72:
		return matcher.Unemployed
	case n < 80:
		return matcher.SelfEmployed
	case n < 88:
		c.age = c.between(17, 25)
		return matcher.SchoolLeaver
	}
	return matcher.Employed
}

// work finds the person a home, a trade and, where there is one, an employer: for a good third of those who lose or
// lost their work, a company with a surplus.
func (c *person) work(s matcher.Situation) {
	losing := s == matcher.AtRisk || s == matcher.RecentlyUnemployed
	if c.p.headcount.total() > 0 && losing && c.chance(35) {
		c.redundant()
	} else {
		c.home = c.p.country.anywhere(c.dice)
		company := c.employer(losing || s == matcher.Unemployed)
		c.jobs = []job{c.p.labour.draw(c.dice, int(c.p.seats.seats[company].sector))}
		if s != matcher.SelfEmployed && s != matcher.SchoolLeaver {
			c.company = company
		}
	}
	c.trade = c.p.labour.trades[c.jobs[0]]
}

// redundant makes the person one of a company's surplus, known by its id for three out of five.
func (c *person) redundant() {
	k := c.p.headcount.pick(c.dice)
	c.company, _ = packOf(k)
	c.jobs = []job{c.p.function(k)}
	c.home = c.p.country.nearby(c.dice, c.p.country.homes[c.p.surplusHome(k)].region)
	if c.chance(60) {
		c.SurplusID = surplusID(k)
	}
}

// employer draws a company near the home, rather one in a shrinking sector where the person lost the work there.
func (c *person) employer(lost bool) int {
	region := c.p.country.homes[c.home].region
	company := c.p.employing(c.dice, region)
	for range 2 {
		if !lost || c.p.sectorOf(company).surplus > 0 || c.chance(50) {
			break
		}
		company = c.p.employing(c.dice, region)
	}
	return company
}

// responsible is the party first responsible, as the letter of 30-11-2020 divides it: social partners for who is
// threatened with dismissal (UWV where they ask it), UWV for who enters unemployment benefit, the municipality for
// the young, the self-employed and those on social assistance.
func (c *person) responsible(s matcher.Situation) matcher.Party {
	h := c.p.country.homes[c.home]
	social := matcher.Party{Kind: matcher.SocialPartners, Organisation: "Mobiliteitscentrum " + h.region, Region: h.region}
	uwv := matcher.Party{Kind: matcher.UWV, Organisation: "UWV", Region: h.region}
	town := matcher.Party{Kind: matcher.Municipality, Organisation: "Gemeente " + c.p.country.names[h.municipality], Region: h.region}
	switch {
	case s == matcher.SelfEmployed || s == matcher.SchoolLeaver:
		return town
	case s == matcher.AtRisk && c.chance(85), s == matcher.Employed:
		return social
	case s == matcher.Unemployed && c.chance(40):
		return town
	}
	return uwv
}

// consent: six in seven share the profile with other parties, some of them until a day, which may have passed.
func (c *person) consent() matcher.Consent {
	if !c.chance(85) {
		return matcher.Consent{}
	}
	parties := []string{string(matcher.UWV), string(matcher.Municipality), string(matcher.SocialPartners)}
	shared := matcher.Consent{SharedWith: parties}
	if c.chance(35) {
		c.Shuffle(len(parties), func(i, j int) { parties[i], parties[j] = parties[j], parties[i] })
		shared.SharedWith = parties[:c.between(1, 2)]
	}
	switch n := c.IntN(100); {
	case n < 20:
		shared.Until = c.p.AsOf + matcher.Date(c.between(30, 400))
	case n < 23:
		shared.Until = c.p.AsOf - matcher.Date(c.between(1, 90))
	}
	return shared
}

// restrict fills in what only the responsible party reads, for some. Nothing else of a profile depends on it, but the
// age behind the birth year is also that of the career.
func (c *person) restrict() {
	var r matcher.Restricted
	if c.chance(45) {
		r.BirthYear = c.p.AsOf.Time().Year() - c.age
	}
	if c.chance(4) {
		r.Banenafspraak = yes(c.dice, 100, 0)
		r.WorkplaceNeeds = pick(c.dice, []string{"Prikkelarme werkplek.", "Vaste begeleider op het werk.",
			"Aangepaste werktijden.", "Werkplek zonder trappen."})
	}
	if c.chance(4) {
		r.SupportNeeds = pick(c.dice, []string{"Hulp bij schulden gewenst.", "Taalles gewenst.", "Hulp bij kinderopvang gewenst."})
	}
	if r != (matcher.Restricted{}) {
		c.Restricted = &r
	}
}

// occupation is one of the occupations held, 0 the last one.
func (c *person) occupation(n int) taxonomy.Occupation { return c.p.Taxonomy.Occupation(c.jobs[n]) }
