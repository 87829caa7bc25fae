package fit

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"matchd/matcher"
)

func fullCandidate() matcher.Candidate {
	return matcher.Candidate{
		ID: "c", Status: matcher.CandidateAvailable, Place: matcher.Place{Postcode: "3511"},
		Employer:  matcher.Employer{Occupation: matcher.Concept{Code: "o:lasser"}, Until: today + 30},
		Education: matcher.Education{Level: "4", Status: matcher.Ongoing},
		Skills:    []matcher.SkillHeld{{Code: "s:wassen", Level: pointer(0.25)}, {Label: "wondverzorging", Level: pointer(0.5)}, {Code: "s:wassen", Level: pointer(0.75)}, {Code: "own:1"}},
		Languages: []matcher.Language{{Code: "nl", Oral: "B2", Written: "B1"}, {Code: "de", Oral: "A1"}}, DrivingLicences: []matcher.Licence{"C"},
		Certificates: []matcher.Concept{{Label: "VCA  basis"}, {Label: "vca Basis"}, {Label: "BHV"}}, Transport: []matcher.Transport{matcher.Bicycle},
		Experience: []matcher.Experience{{Occupation: matcher.Concept{Code: "o:verzorgende"}, From: today - 900, To: today - 200}, {Occupation: matcher.Concept{Label: "verpleegkundige"}}},
		Wishes: matcher.Wishes{
			Occupations: []matcher.Concept{{Code: "o:verpleegkundige"}, {Label: "ziekenverpleger"}, {Code: "own:job"}}, Sectors: []matcher.Sector{{Code: "86"}, {Code: "87"}},
			Hours: &matcher.Hours{Min: pointer(24.0), Max: pointer(32.5)}, MaxDistanceKm: pointer(0.0), MaxTravelMinutes: pointer(45.0),
			IrregularHours: pointer(true), Salary: &matcher.Salary{Min: pointer(2600.0)},
		},
		Presentation: "Ik kan goed medicatie toedienen.",
	}
}

func fullVacancy() matcher.Vacancy {
	return matcher.Vacancy{
		ID: "v", Status: matcher.VacancyOpen, Company: matcher.CompanyRef{ID: "k", Name: "Zorg BV", Sector: matcher.Sector{Code: "86101"}},
		Title: "Wijkverpleegkundige", Description: "Je gaat medicatie toedienen en zorg rapporteren.",
		Skills:       []matcher.SkillAsked{{Code: "s:wondverzorging", Importance: matcher.Essential, Level: pointer(0.6)}, {Code: "own:1"}},
		Experience:   []matcher.ExperienceAsk{{MinimumYears: pointer(2.0)}},
		Certificates: []matcher.Concept{{Label: "BHV"}, {Label: "VCA basis"}}, Education: matcher.EducationAsk{MinimumLevel: "4"},
		Languages: []matcher.Language{{Code: "nl", Oral: "B2"}, {Code: "en", Oral: "A2"}}, DrivingLicences: []matcher.Licence{"B"},
		Place: matcher.Place{Postcode: "1011"}, Salary: &matcher.Salary{Max: pointer(20.0), Period: matcher.PerHour},
	}
}

func TestAProfileIsCompiledFromACandidate(t *testing.T) {
	j := newJudge(t)
	c := fullCandidate()
	p := j.Profile(&c)
	nurse, carer, welder := j.mustOccupation(t, "o:verpleegkundige"), j.mustOccupation(t, "o:verzorgende"), j.mustOccupation(t, "o:lasser")
	own, _ := j.Skill(matcher.Concept{Code: "own:1"})
	job, _ := j.Occupation(matcher.Concept{Code: "own:job"})
	skills := []SkillHeld{{j.mustSkill(t, "s:wassen"), 750}, {j.mustSkill(t, "s:wondverzorging"), 500}, {j.mustSkill(t, "s:medicatie"), -1}, {own[0], -1}}
	slices.SortFunc(skills, func(a, b SkillHeld) int { return int(a.Skill) - int(b.Skill) })
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"skills are those listed at their highest level and those in the text", p.Skills, skills},
		{"jobs are the experience and then the employer's", p.Held, []Job{{carer, today - 900, today - 200, 0}, {nurse, 0, 0, 0}, {welder, 0, today + 30, 0}}},
		{"wishes are distinct and keep unknown codes", p.Wished, append([]OccupationID{nurse}, job...)},
		{"schooling that still runs is a level lower", p.Education, int8(3)},
		{"certificates fold case and spaces", len(p.Certificates), 2},
		{"licences bring what they cover", licenceNames(p.Licences), "AM B C1 C"},
		{"hours are in tenths", p.Hours, Span{240, 325}},
		{"nowhere farther is one metre", p.MaxMetres, int32(1)},
		{"travel time is in minutes", p.MaxMinutes, int16(45)},
		{"free the day after the last working day", p.From, today + 31},
		{"pay is in cents an hour", p.Pay, int32(1500)},
		{"an irregular wish is kept", p.Irregular, Yes},
		{"a postcode becomes a point in Utrecht", p.Point.Known() && p.Municipality == "GM0344" && p.Region != 0, true},
		{"a person counts as one", p.Headcount, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !reflect.DeepEqual(c.got, c.want) {
				t.Errorf("%+v, want %+v", c.got, c.want)
			}
		})
	}
}

func TestAnOpeningIsCompiledFromAVacancy(t *testing.T) {
	j := newJudge(t)
	v := fullVacancy()
	o := j.Opening(&v)
	district := j.mustOccupation(t, "o:wijkverpleegkundige")
	var weights int64
	for _, s := range o.Skills {
		weights += int64(s.Weight)
	}
	i := slices.IndexFunc(o.Skills, func(s SkillAsked) bool { return s.Skill == j.mustSkill(t, "s:wondverzorging") })
	k := slices.IndexFunc(o.Skills, func(s SkillAsked) bool { return s.Skill == j.mustSkill(t, "s:medicatie") })
	if i < 0 || k < 0 {
		t.Fatalf("skills %+v lack the listed or the one in the text", o.Skills)
	}
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"a missing occupation is read from the title", o.Occupations, []OccupationID{district}},
		{"the skills' weights are summed", o.SkillWeight, weights},
		{"listed skills are not called inferred", o.Inferred, false},
		{"an essential skill is marked", o.Skills[i].Essential && o.Skills[i].Level == 600, true},
		{"a skill in the text is asked as useful", o.Skills[k].Weight < o.Skills[i].Weight, true},
		{"experience without an occupation is in the vacancy's own", o.Experience, []ExperienceAsked{{[]OccupationID{district}, 730}}},
		{"pay is in cents an hour", o.Pay, int32(2000)},
		{"an unknown number of positions is one", o.Positions, 1},
		{"unknown work from home is none", o.Remote, int16(0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !reflect.DeepEqual(c.got, c.want) {
				t.Errorf("%+v, want %+v", c.got, c.want)
			}
		})
	}
	v.Skills, v.Title, v.Description, v.Occupation = nil, "", "", matcher.Concept{Code: "o:lasser"}
	if o := j.Opening(&v); !o.Inferred || len(o.Skills) != 2 {
		t.Errorf("a vacancy without skills asks %+v, inferred %t; want the two of its occupation", o.Skills, o.Inferred)
	}
}

func TestAGroupIsCompiledAsEachPersonInIt(t *testing.T) {
	j := newJudge(t)
	s := matcher.Surplus{ID: "s", Status: matcher.SurplusAnnounced, Headcount: 40, Company: matcher.CompanyRef{ID: "k"}, Occupation: matcher.Concept{Code: "o:lasser"}}
	p := j.Group(&s)
	welder := j.mustOccupation(t, "o:lasser")
	if !p.Available || p.Headcount != 40 || p.Employer != "k" || !slices.Equal(p.Wished, []OccupationID{welder}) || len(p.Held) != 1 || p.Situation != matcher.AtRisk {
		t.Errorf("compiled to %+v", p)
	}
}

func TestRestrictedFieldsCannotReachAProfile(t *testing.T) {
	j := newJudge(t)
	c := fullCandidate()
	want := j.Profile(&c)
	for _, r := range []matcher.Restricted{
		{BirthYear: 1961}, {BirthYear: 2004, Banenafspraak: pointer(true)}, {WorkplaceNeeds: "MIG-lassen zittend", SupportNeeds: "wondverzorging"},
	} {
		c.Restricted = &r
		if got := j.Profile(&c); !reflect.DeepEqual(got, want) {
			t.Errorf("with %+v the profile is\n%+v, without\n%+v", r, got, want)
		}
	}
}

func TestAProfileHasNoPlaceForRestrictedFields(t *testing.T) {
	restricted := reflect.TypeFor[matcher.Restricted]()
	var walk func(reflect.Type)
	walk = func(in reflect.Type) {
		for i := range in.NumField() {
			f := in.Field(i)
			kind := f.Type
			for kind.Kind() == reflect.Slice || kind.Kind() == reflect.Pointer {
				kind = kind.Elem()
			}
			for k := range restricted.NumField() {
				if strings.EqualFold(f.Name, restricted.Field(k).Name) || kind == restricted {
					t.Errorf("%s has a field %s", in, f.Name)
				}
			}
			if name := strings.ToLower(f.Name); strings.Contains(name, "birth") || name == "age" || strings.Contains(name, "health") {
				t.Errorf("%s has a field %s", in, f.Name)
			}
			if kind.Kind() == reflect.Struct && kind.PkgPath() != "" {
				walk(kind)
			}
		}
	}
	walk(reflect.TypeFor[Profile]())
}

func TestUnknownCodesAndLabelsKeepTheirNumber(t *testing.T) {
	j := newJudge(t)
	for _, c := range []struct {
		name string
		a, b matcher.Concept
		same bool
	}{
		{"the same unknown code", matcher.Concept{Code: "own:1"}, matcher.Concept{Code: "own:1", Label: "iets"}, true},
		{"another unknown code", matcher.Concept{Code: "own:1"}, matcher.Concept{Code: "own:2"}, false},
		{"the same unknown label in other case", matcher.Concept{Label: "Zwaluwen  tellen"}, matcher.Concept{Label: "zwaluwen tellen"}, true},
		{"a label that the taxonomy knows", matcher.Concept{Label: "wondverzorging"}, matcher.Concept{Code: "s:wondverzorging"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, _ := j.Skill(c.a)
			b, _ := j.Skill(c.b)
			if got := len(a) > 0 && slices.Equal(a, b); got != c.same {
				t.Errorf("numbers %v and %v", a, b)
			}
		})
	}
	ids, known := j.Skill(matcher.Concept{Code: "own:3", Label: "wondverzorging"})
	if !known || len(ids) != 2 || j.SkillLabel(ids[0]) != "wonden verzorgen" {
		t.Errorf("an unknown code with a known label is %v, known %t; want both", ids, known)
	}
	if ids, known := j.Occupation(matcher.Concept{}); known || ids != nil {
		t.Errorf("nothing stands for %v", ids)
	}
}
