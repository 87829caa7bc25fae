package population

import (
	"fmt"
	"slices"
	"strings"

	"matchd/matcher"
	"matchd/matcher/sector"
)

// wishes draws what the person wants, much of it left open, as people do. Distances run from 5 to 60 km and travel
// from 15 to 90 minutes; a wished salary lies around the middle of the trade's scale.
func (c *person) wishes() matcher.Wishes {
	var w matcher.Wishes
	if c.chance(85) {
		w.Occupations = c.wanted()
	}
	if s := c.p.sectors[c.p.seats.vacancies.pick(c.dice)]; c.chance(15) {
		w.Sectors = []matcher.Sector{{Code: s.code[:2], Edition: sector.Edition2008}}
	}
	if c.chance(80) {
		w.Hours = hours(c.dice, (c.trade.partTime+40)/2)
	}
	if c.chance(30) {
		w.Contract = matcher.Contract{Kind: matcher.Regular, Term: pick(c.dice, []matcher.ContractTerm{"", matcher.Permanent})}
	}
	w.IrregularHours = yes(c.dice, 30+c.trade.irregular/2, 45)
	if c.chance(78) {
		w.MaxDistanceKm = number(pick(c.dice, []int{5, 10, 10, 15, 15, 20, 20, 25, 30, 30, 40, 50, 60}))
	}
	if c.chance(35) {
		w.MaxTravelMinutes = number(pick(c.dice, []int{15, 20, 30, 30, 45, 45, 60, 60, 90}))
	}
	if c.chance(10) {
		w.CrossBorder = yes(c.dice, 50, 0)
	}
	if c.chance(45) {
		w.StartFrom = max(c.p.AsOf, c.Employer.Until+1) + matcher.Date(c.between(0, 30))
	}
	if c.chance(25) {
		w.Salary = &matcher.Salary{Min: number(max(2_300, c.trade.wage*c.between(85, 105)/1_000*10)), Period: matcher.PerMonth}
	}
	if c.chance(20) {
		w.Interests = few(c.dice, []string{"techniek", "zorgen voor mensen", "buiten werken", "koken", "muziek", "sport",
			"reizen", "tuinieren", "computers", "dieren", "kinderen", "taal", "mode", "auto's"}, c.between(1, 3))
	}
	return w
}

// wanted is one to three occupations: the person's own (first for more than half), something near, or, for one in
// seven wishes, another life.
func (c *person) wanted() []matcher.Concept {
	var all []matcher.Concept
	for n := range c.between(1, 3) {
		o := c.jobs[0]
		switch at := c.IntN(100); {
		case n == 0 && at < 55:
		case at < 85:
			o = c.near(o)
		default:
			o = c.p.labour.draw(c.dice, c.p.seats.vacancies.pick(c.dice))
		}
		wish := c.p.concept(o)
		if c.chance(10) {
			wish.Code = ""
		}
		if !slices.ContainsFunc(all, func(other matcher.Concept) bool { return other.Label == wish.Label }) {
			all = append(all, wish)
		}
	}
	return all
}

// present is one to three sentences that people write of themselves; one in five writes nothing.
func (c *person) present(s matcher.Situation) string {
	if c.chance(20) {
		return ""
	}
	sentences := []string{c.introduces(s)}
	var can []string
	for _, held := range c.Skills {
		if held.Kind == matcher.Skill {
			can = append(can, held.Label)
		}
	}
	if can = few(c.dice, can, 3); len(can) > 0 && c.chance(75) {
		sentences = append(sentences, pick(c.dice, []string{"Waar ik goed in ben: ", "Ik heb ervaring met ", "Mijn sterke punten: "})+
			enumerate(can)+".")
	}
	if len(c.Wishes.Occupations) > 0 && c.chance(60) {
		sentences = append(sentences, fmt.Sprintf(pick(c.dice, []string{"Het liefst ga ik aan de slag als %s.",
			"Ik zoek werk als %s, het mag ook iets zijn dat daarop lijkt.", "Mijn wens is werk als %s."}),
			c.Wishes.Occupations[0].Label))
	}
	return strings.Join(sentences, " ")
}

// introduces says who is writing: a starter, somebody who was made redundant, or somebody with years in the trade.
func (c *person) introduces(s matcher.Situation) string {
	label := c.occupation(0).Label
	switch {
	case len(c.Experience) == 0 || s == matcher.SchoolLeaver:
		return pick(c.dice, []string{"Ik zoek een baan waarin ik verder kan leren.", "Ik ben gemotiveerd en leer snel.",
			"Ik heb net mijn opleiding afgerond en wil graag aan de slag als " + label + ".",
			"Starter met interesse in het vak van " + label + "."})
	case c.company >= 0 && s != matcher.Employed && c.chance(25):
		return "Door een reorganisatie zoek ik als " + label + " iets nieuws."
	}
	return pick(c.dice, []string{"Ik werk al jaren als " + label + ".", "Ervaren " + label + " zoekt een nieuwe uitdaging.",
		"Mijn laatste functie: " + label + ".", capital(label) + " met veel plezier in het werk."})
}
