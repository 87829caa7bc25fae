package population

import (
	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// hours draws a working week: part-time work of 8 to 32 hours, often as a range, in so many of 100 jobs; the others
// ask 40, or 36 to 40, or 32 to 40.
func hours(d dice, partTime int) *matcher.Hours {
	least, most := 36, 40
	switch {
	case d.chance(partTime):
		least = pick(d, []int{8, 12, 16, 16, 20, 20, 24, 24, 24, 28, 32})
		most = least + pick(d, []int{0, 0, 4, 8})
	case d.chance(40):
		least, most = 40, 40
	case d.chance(40):
		least = 32
	}
	low, high := float64(least), float64(most)
	return &matcher.Hours{Min: &low, Max: &high}
}

// yes is true in so many of 100 cases, and unknown in another so many.
func yes(d dice, percent, unknown int) *bool {
	known, answer := !d.chance(unknown), d.chance(percent)
	if !known {
		return nil
	}
	return &answer
}

// number is an amount as records give it.
func number(n int) *float64 {
	f := float64(n)
	return &f
}

// held is a skill that somebody has: half of the time with how well, mostly by code and label.
func (p *Population) held(d dice, id taxonomy.SkillID) matcher.SkillHeld {
	s := p.Taxonomy.Skill(id)
	h := matcher.SkillHeld{Code: s.Code, Label: s.Label, Kind: matcher.SkillKind(s.Kind)}
	if d.chance(8) { // from a form that knows no codes
		h.Code, h.Kind = "", ""
	}
	if d.chance(50) {
		h.Level = d.share(35, 100)
	}
	return h
}

// fieldOf is the broad field of study (ISCED-F 2013) that leads to work of an ISCO-08 group, empty where none does.
func fieldOf(group string) string {
	if len(group) < 2 {
		return ""
	}
	return map[string]string{
		"21": "07", "22": "09", "23": "01", "24": "04", "25": "06", "26": "03", "31": "07", "32": "09", "33": "04",
		"34": "09", "35": "06", "41": "04", "43": "04", "51": "10", "52": "04", "53": "09", "54": "10", "61": "08",
		"71": "07", "72": "07", "74": "07", "75": "07", "83": "10",
	}[group[:2]]
}

// firstOfMonth moves a day to the first of its month.
func firstOfMonth(day matcher.Date) matcher.Date { return day - matcher.Date(day.Time().Day()) + 1 }
