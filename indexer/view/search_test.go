package view

import (
	"slices"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/place"
)

var utrecht = place.Point{Lat: 5_209_000, Lon: 511_000}

func number(f float64) *float64 { return &f }

// searchable is a view of four vacancies and four candidates that differ in all that can be asked for.
func searchable(t testing.TB) *View {
	v := newView(t)
	nursing := matcher.Vacancy{
		ID: "v-nurse", Revision: 1, Status: matcher.VacancyOpen, Title: "Verpleegkundige", Description: "Nachtdiensten in het ziekenhuis",
		Company: matcher.CompanyRef{ID: "12345678", Name: "Zorggroep Midden", Sector: matcher.Sector{Code: "8610"}},
		Place:   matcher.Place{Postcode: "3511"}, Hours: &matcher.Hours{Min: number(24), Max: number(32)}, Education: matcher.EducationAsk{MinimumLevel: "4"},
		Contract: matcher.Contract{Kind: matcher.Regular, Term: matcher.Permanent}, Languages: []matcher.Language{{Code: "nld"}},
		DrivingLicences: []matcher.Licence{"B"}, Occupation: matcher.Concept{Code: "own-1"}, Skills: []matcher.SkillAsked{{Code: "skill-1"}},
	}
	welding := matcher.Vacancy{
		ID: "v-welder", Revision: 1, Status: matcher.VacancyFilled, Title: "Lasser", Description: "Werk voor een verpleegkundige instelling",
		Company: matcher.CompanyRef{ID: "87654321", Sector: matcher.Sector{Code: "2511"}}, Place: matcher.Place{Postcode: "9711"},
		Hours: &matcher.Hours{Min: number(36)}, Contract: matcher.Contract{Kind: matcher.Apprenticeship, Term: matcher.Temporary},
	}
	part := matcher.Vacancy{ID: "v-part", Revision: 1, Status: matcher.VacancyOpen, Title: "Schoonmaker", Hours: &matcher.Hours{Max: number(12)}, Place: matcher.Place{Postcode: "1012"}}
	bare := matcher.Vacancy{ID: "v-bare", Revision: 1, Status: matcher.VacancyOpen}
	sharedWith := func(id string, with ...string) matcher.Candidate {
		c := fittest.Nurse(id)
		c.Consent.SharedWith = with
		return c
	}
	expired := sharedWith("c-expired", "municipality")
	expired.Consent.Until = today - 1
	atRisk := sharedWith("c-risk", "municipality", "stichting")
	atRisk.Situation, atRisk.Employer.ID, atRisk.Consent.Until = matcher.AtRisk, "12345678", today
	apply(t, v, vacancy(nursing), vacancy(welding))
	apply(t, v, vacancy(part), vacancy(bare), candidate(atRisk), candidate(expired))
	apply(t, v, candidate(sharedWith("c-org", "stichting")), candidate(sharedWith("c-none")))
	return v
}

func TestSearchFindsByTextFiltersHoursAndDistance(t *testing.T) {
	v := searchable(t)
	home, _ := v.judge.Places().Locate("3511", "", "")
	with := func(name string, values ...string) map[string][]string { return map[string][]string{name: values} }
	for _, c := range []struct {
		name string
		s    Search
		want string
	}{
		{"a plural finds the singular", Search{Text: "verpleegkundigen"}, "v-nurse v-welder"},
		{"a title counts more than a description", Search{Text: "verpleegkundige", Sort: ByRelevance}, "v-nurse v-welder"},
		{"capitals make no difference", Search{Text: "ZIEKENHUIS"}, "v-nurse"},
		{"every word must be found", Search{Text: "verpleegkundige ziekenhuis"}, "v-nurse"},
		{"a word that nobody has finds nothing", Search{Text: "verpleegkundige astronaut"}, ""},
		{"the name of a company is text", Search{Text: "zorggroep"}, "v-nurse"},
		{"by status", Search{Filters: with("status", "open")}, "v-bare v-nurse v-part"},
		{"any of two values", Search{Filters: with("status", "open", "filled")}, "v-bare v-nurse v-part v-welder"},
		{"all of two names", Search{Filters: map[string][]string{"status": {"open"}, "contractKind": {"regular"}}}, "v-nurse"},
		{"by region", Search{Filters: with("region", home.Region)}, "v-nurse"},
		{"by municipality", Search{Filters: with("municipality", "GM0344")}, "v-nurse"},
		{"by sector's division", Search{Filters: with("sector", "25")}, "v-welder"},
		{"by level of education", Search{Filters: with("educationLevel", "4")}, "v-nurse"},
		{"by kind of contract", Search{Filters: with("contractKind", "apprenticeship")}, "v-welder"},
		{"by term of contract", Search{Filters: with("contractTerm", "temporary")}, "v-welder"},
		{"by language", Search{Filters: with("language", "nld")}, "v-nurse"},
		{"by driving licence", Search{Filters: with("drivingLicence", "B")}, "v-nurse"},
		{"by company", Search{Filters: with("company", "12345678")}, "v-nurse"},
		{"by an occupation's code that no table knows", Search{Filters: with("occupation", "own-1")}, "v-nurse"},
		{"by a skill's code that no table knows", Search{Filters: with("skill", "skill-1")}, "v-nurse"},
		{"by situation, of candidates", Search{Kind: Candidates, Filters: with("situation", "atRisk")}, "c-risk"},
		{"a name that is no filter finds everything", Search{Filters: with("title", "x")}, "v-bare v-nurse v-part v-welder"},
		{"hours that reach 30", Search{MinHours: number(30)}, "v-nurse v-welder"},
		{"hours that reach 36, where only the least is known", Search{MinHours: number(36)}, "v-welder"},
		{"hours that start at 20 or less", Search{MaxHours: number(20)}, "v-part"},
		{"hours that start at 24 or less", Search{MaxHours: number(24)}, "v-nurse v-part"},
		{"hours from 25 to 40", Search{MinHours: number(25), MaxHours: number(40)}, "v-nurse v-welder"},
		{"within 5 km", Search{Near: utrecht, WithinKm: 5}, "v-nurse"},
		{"within 50 km", Search{Near: utrecht, WithinKm: 50}, "v-nurse v-part"},
		{"the nearest first, places unknown last", Search{Near: utrecht, Sort: ByDistance}, "v-nurse v-part v-welder v-bare"},
		{"the newest first, ties by id", Search{Sort: ByNewest}, "v-bare v-part v-nurse v-welder"},
		{"by relevance without any text", Search{Sort: ByRelevance}, "v-bare v-nurse v-part v-welder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.s.Kind == "" {
				c.s.Kind = Vacancies
			}
			if got := ids(t, v, c.s); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

func TestFacetsCountTheHitsOfEachValue(t *testing.T) {
	v := searchable(t)
	found := testkit.Must(v.Search(t.Context(), Search{Kind: Vacancies, Sort: ByID, Facets: []string{"status", "region", "municipality"}}))
	if got := found.Facets["status"]; !slices.Equal(got, []Count{{"open", 3}, {"filled", 1}}) {
		t.Errorf("status %v", got)
	}
	if got := found.Facets["municipality"]; !slices.ContainsFunc(got, func(c Count) bool { return c == Count{"GM0344", 1} }) {
		t.Errorf("municipality %v", got)
	}
	if len(found.Sources) != 0 || found.Total != 4 || found.Next != nil {
		t.Errorf("without a limit nothing is listed: %d of %d, next %v", len(found.Sources), found.Total, found.Next)
	}
}

func TestSearchShowsCandidatesOnlyToThoseWhoMaySeeThem(t *testing.T) {
	v := searchable(t)
	for _, c := range []struct {
		name   string
		viewer matcher.Viewer
		asOf   matcher.Date
		want   string
	}{
		{"the development key sees all", matcher.Viewer{All: true}, today, "c-expired c-none c-org c-risk"},
		{"the responsible party sees its own", matcher.Viewer{Party: matcher.Party{Kind: matcher.UWV}}, today, "c-expired c-none c-org c-risk"},
		{"another organisation of its kind does not", matcher.Viewer{Party: matcher.Party{Kind: matcher.UWV, Organisation: "x"}}, today, ""},
		{"a kind that it is shared with", matcher.Viewer{Party: matcher.Party{Kind: matcher.Municipality}}, today, "c-risk"},
		{"not a day after the consent ends", matcher.Viewer{Party: matcher.Party{Kind: matcher.Municipality}}, today + 1, ""},
		{"an organisation that it is shared with", matcher.Viewer{Party: matcher.Party{Kind: matcher.SocialPartners, Organisation: "stichting"}}, today, "c-org c-risk"},
		{"nobody in particular", matcher.Viewer{}, today, ""},
		{"what may be announced to all", matcher.Viewer{Anyone: true}, today, "c-org c-risk"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := testkit.Must(v.Search(t.Context(), Search{Kind: Candidates, Viewer: c.viewer, AsOf: c.asOf, Sort: ByID, Limit: 9, Facets: []string{"status"}}))
			if got := strings.Join(idsOf(t, found), " "); got != c.want || found.Total != len(found.Sources) {
				t.Errorf("found %q of %d, want %q", got, found.Total, c.want)
			}
			counted := 0
			for _, f := range found.Facets["status"] {
				counted += f.Count
			}
			if counted != found.Total {
				t.Errorf("facets count %d people, found %d", counted, found.Total)
			}
		})
	}
}

func TestHasKnowsTheCodesThatRecordsUse(t *testing.T) {
	v := searchable(t)
	if !v.Has("own-1") || v.Has("own-2") {
		t.Error("want own-1 and not own-2")
	}
	apply(t, v, erase(Vacancies, "v-nurse"))
	if v.Has("own-1") {
		t.Error("own-1 is still there, though no record has it any more")
	}
}
