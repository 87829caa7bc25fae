package population

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// abilities draws what the person can, has learnt and has. Certificates that the trade asks are held a little more
// seldom than they are asked: that is what makes a gap to bridge.
func (c *person) abilities() {
	c.learnSkills()
	c.schooling()
	c.speak()
	c.drive()
	for _, a := range c.trade.certificates {
		if c.chance(a.percent * 85 / 100) {
			c.Certificates = append(c.Certificates, matcher.Concept{Label: a.what})
		}
	}
	if c.chance(4) {
		c.Certificates = append(c.Certificates, matcher.Concept{Label: pick(c.dice, []string{"BHV", "EHBO", "Heftruckcertificaat", "VCA Basis"})})
	}
}

// learnSkills: seven in ten of what the occupation needs and some of what it may, less of what was done longer ago,
// and a few everyday ones. One in twenty profiles lists none yet.
func (c *person) learnSkills() {
	if c.chance(5) {
		return
	}
	seen := map[taxonomy.SkillID]bool{}
	learn := func(id taxonomy.SkillID) {
		if !seen[id] && len(c.Skills) < 40 {
			seen[id] = true
			c.Skills = append(c.Skills, c.p.held(c.dice, id))
		}
	}
	for n := range c.jobs {
		o := c.occupation(n)
		for _, id := range o.Essential {
			if c.chance(70 / (n + 1)) {
				learn(id)
			}
		}
		for range min(len(o.Optional), c.IntN(5)) {
			learn(o.Optional[c.ranked(len(o.Optional))])
		}
	}
	for range c.IntN(5) {
		if common := c.p.labour.everyday; len(common) > 0 {
			learn(common[c.ranked(len(common))])
		}
	}
}

// schooling is about what the occupation usually needs, one level lower for one in nine, one higher for two; unknown
// for one in eight. Some of the young are still at school, and one in twelve left it early.
func (c *person) schooling() {
	if c.chance(12) {
		return
	}
	o := c.occupation(0)
	rank := matcher.EducationLevel(o.EducationLevel).Rank() + pick(c.dice, []int{-1, 0, 0, 0, 0, 0, 0, 1, 1})
	level := matcher.EducationLevelAt(min(8, max(1, rank)))
	if level == "4+" { // vwo is for who goes on to university
		level = "4"
	}
	c.Education = matcher.Education{Level: level, Status: matcher.Completed}
	if c.chance(8) {
		c.Education.Status = matcher.Discontinued
	} else if c.age < 26 && c.chance(15) {
		c.Education.Status = matcher.Ongoing
	}
	if field := fieldOf(o.Group); field != "" && c.chance(50) {
		c.Education.Field = matcher.Concept{Code: field}
	}
}

// speak draws languages, Dutch with its oral and written level because oral B2 is the yardstick of the intake: Dutch from the cradle for three in four, else learnt, often to B1; English by schooling.
func (c *person) speak() {
	c.native = c.chance(76)
	if !c.native {
		c.speakOwn()
		level := pick(c.dice, []matcher.CEFR{"A1", "A2", "A2", "B1", "B1", "B1", "B2", "B2", "C1"})
		c.Languages = append(c.Languages, matcher.Language{Code: "nld", Oral: level, Written: lower(level)})
	} else if c.chance(80) { // the others find it too plain to mention
		c.Languages = append(c.Languages, matcher.Language{Code: "nld", Oral: "C2", Written: "C1"})
	}
	rank := matcher.EducationLevel(c.occupation(0).EducationLevel).Rank()
	if c.chance(30 + 7*rank) {
		level := pick(c.dice, []matcher.CEFR{"A2", "B1", "B1", "B2"})
		if rank >= 6 {
			level = pick(c.dice, []matcher.CEFR{"B2", "B2", "C1"})
		}
		c.learnLanguage("eng", level)
	}
	for _, a := range c.trade.languages {
		if c.chance(a.percent * 85 / 100) {
			c.learnLanguage(a.what, matcher.CEFR(a.level))
		}
	}
}

// speakOwn adds the language that somebody grew up with who did not with Dutch.
func (c *person) speakOwn() {
	own := pick(c.dice, []string{"ara", "ara", "tur", "pol", "pol", "ukr", "ron", "spa", "por", "tir", "fas", "eng", "deu", "bul"})
	c.Languages = append(c.Languages, matcher.Language{Code: own, Oral: "C2", Written: "C1"})
}

// learnLanguage adds a language, or raises it to a level.
func (c *person) learnLanguage(code string, level matcher.CEFR) {
	at := slices.IndexFunc(c.Languages, func(l matcher.Language) bool { return l.Code == code })
	switch {
	case at < 0:
		c.Languages = append(c.Languages, matcher.Language{Code: code, Oral: level, Written: lower(level)})
	case c.Languages[at].Oral.Rank() < level.Rank():
		c.Languages[at].Oral = level
	}
}

// lower is the level of writing that goes with one of speaking: one lower, where there is one.
func lower(c matcher.CEFR) matcher.CEFR {
	levels := []matcher.CEFR{"A1", "A1", "A2", "B1", "B2", "C1"}
	return levels[max(0, c.Rank()-1)]
}

// drive draws licences and means of travel: about four in five adults may drive a car (CBS, "Rijbewijzen"), and who
// drives for a living has the licence of the trade. Who has no car goes by bicycle or public transport, and one in
// five did not say.
func (c *person) drive() {
	licences := map[matcher.Licence]bool{}
	if c.age >= 18 && c.chance(78) {
		licences["B"] = true
	}
	for _, a := range c.trade.licences {
		if c.age >= 21 && c.chance(a.percent*9/10) {
			licences[matcher.Licence(a.what)], licences["B"] = true, true
		}
	}
	if c.chance(6) {
		licences[pick(c.dice, []matcher.Licence{"A", "AM", "BE", "T", "C"})] = true
	}
	known := !c.chance(8)
	for _, l := range matcher.Licences() {
		if known && licences[l] {
			c.DrivingLicences = append(c.DrivingLicences, l)
		}
	}
	if !c.chance(78) {
		return
	}
	if licences["B"] && c.chance(75) {
		c.Transport = append(c.Transport, matcher.Car)
	}
	if c.chance(55) {
		c.Transport = append(c.Transport, matcher.Bicycle)
	}
	if c.chance(45) || len(c.Transport) == 0 {
		c.Transport = append(c.Transport, matcher.PublicTransport)
	}
}
