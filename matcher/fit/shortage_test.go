package fit

import (
	"slices"
	"testing"

	"matchd/matcher"
)

// told are two records of which nearly everything is short of what is asked or offered.
func told(j *Judge, t *testing.T) (Opening, Profile, Question) {
	v := matcher.Vacancy{
		ID: "v", Status: matcher.VacancyOpen, Occupation: matcher.Concept{Code: "o:verzorgende"}, Experience: []matcher.ExperienceAsk{{MinimumYears: pointer(3.0)}},
		Education: matcher.EducationAsk{MinimumLevel: "4", Field: matcher.Concept{Label: "zorg"}}, StartDate: today, IrregularHours: pointer(true),
		Contract: matcher.Contract{Term: matcher.Temporary}, Salary: &matcher.Salary{Max: pointer(15.0), Period: matcher.PerHour}, ClosingDate: today - 1,
	}
	c := matcher.Candidate{
		ID: "c", Experience: []matcher.Experience{{Occupation: matcher.Concept{Code: "o:verzorgende"}, From: today - 23}},
		Education: matcher.Education{Level: "3", Field: matcher.Concept{Label: "techniek"}}, ResponsibleParty: matcher.Party{Kind: matcher.Municipality},
		Consent: matcher.Consent{SharedWith: []string{"socialPartners"}, Until: today + 1},
		Wishes: matcher.Wishes{
			StartFrom: today + 12, IrregularHours: pointer(false), Contract: matcher.Contract{Term: matcher.Permanent}, Salary: &matcher.Salary{Min: pointer(17.0), Period: matcher.PerHour},
		},
	}
	o, p := j.Opening(&v), j.Profile(&c)
	o.Point, p.Point, p.Region = groningen, utrecht, 3
	q := j.Model.Plain(today, matcher.Viewer{Party: matcher.Party{Kind: matcher.UWV, Organisation: "UWV Noord"}})
	q.Regions = []uint8{1, 2}
	p.Number, q.Texts = 1, func(uint32) int64 { return 630_000 }
	weights, err := j.Model.Weights(nil, 0, true)
	if err != nil {
		t.Fatal(err)
	}
	q.Weights = weights
	return o, p, q
}

func TestEveryShortageIsTold(t *testing.T) {
	j := newJudge(t)
	o, p, q := told(j, t)
	for lang, want := range map[Locale][]matcher.Gap{
		Dutch: {
			{Kind: "experience", Asked: "3 jaar als verzorgende IG", Has: "23 dagen"}, {Kind: "education", Asked: "4", Has: "3", Closable: true, By: "praktijkleren"},
			{Kind: "contract", Asked: "tijdelijk", Has: "vast"}, {Kind: "irregularHours", Asked: "onregelmatig", Has: "niet onregelmatig"},
			{Kind: "distance", Asked: "159.6 km", Has: "100.0 km"}, {Kind: "start", Asked: "2026-03-02", Has: "2026-03-14", By: "12 dagen later"},
			{Kind: "pay", Asked: "EUR 15.00/h", Has: "EUR 17.00/h", By: "EUR 2.00/h"},
		},
		English: {
			{Kind: "experience", Asked: "3 years as verzorgende IG", Has: "23 days"}, {Kind: "education", Asked: "4", Has: "3", Closable: true, By: "practical learning (praktijkleren)"},
			{Kind: "contract", Asked: "temporary", Has: "permanent"}, {Kind: "irregularHours", Asked: "yes", Has: "no"},
			{Kind: "distance", Asked: "159.6 km", Has: "100.0 km"}, {Kind: "start", Asked: "2026-03-02", Has: "2026-03-14", By: "12 days later"},
			{Kind: "pay", Asked: "EUR 15.00/h", Has: "EUR 17.00/h", By: "EUR 2.00/h"},
		},
	} {
		if m := j.Explain(&o, &p, &q, Full, lang); !slices.Equal(m.Gaps, want) {
			t.Errorf("gaps\n%+v, want\n%+v", m.Gaps, want)
		}
	}
}

func TestReasonsSayWhatTheyRestOn(t *testing.T) {
	j := newJudge(t)
	o, p, q := told(j, t)
	for _, c := range []struct {
		reason string
		lang   Locale
		want   string
	}{
		{"experience", Dutch, "De gevraagde werkervaring: sluit gedeeltelijk aan (gevraagd 3 jaar als verzorgende IG; heeft 23 dagen)."},
		{"education", Dutch, "Het gevraagde opleidingsniveau: sluit gedeeltelijk aan (gevraagd 4 zorg; heeft 3 techniek)."},
		{"text", Dutch, "De zoektekst: sluit grotendeels aan (heeft 63 % van de woorden)."},
		{"text", English, "The text typed: fits for the most part (has 63 % of its words)."},
	} {
		m := j.Explain(&o, &p, &q, Full, c.lang)
		i := slices.IndexFunc(m.Reasons, func(r matcher.Reason) bool { return r.Name == c.reason })
		if m.Reasons[i].Sentence != c.want {
			t.Errorf("%q, want %q", m.Reasons[i].Sentence, c.want)
		}
	}
}

func TestConditionsAreToldInTheReadersLanguage(t *testing.T) {
	j := newJudge(t)
	o, p, q := told(j, t)
	o.Open, p.Available = false, false
	for _, want := range []struct {
		lang             Locale
		name             string
		asked, has, late string
	}{
		{Dutch, "status", "vacature open, beschikbaar", "vacature gesloten, niet beschikbaar", ""},
		{English, "status", "vacancy open, available", "vacancy closed, not available", ""},
		{Dutch, "closingDate", "2026-03-01", "2026-03-02", "1 dag"},
		{English, "closingDate", "2026-03-01", "2026-03-02", "1 day"},
		{Dutch, "consent", "uwv UWV Noord", "municipality, socialPartners tot en met 2026-03-03", ""},
		{English, "consent", "uwv UWV Noord", "municipality, socialPartners until 2026-03-03", ""},
		{Dutch, "region", j.RegionCode(1) + " " + j.RegionCode(2), j.RegionCode(3), ""},
	} {
		m := j.Explain(&o, &p, &q, Full, want.lang)
		i := slices.IndexFunc(m.Conditions, func(c matcher.Condition) bool { return c.Name == want.name })
		if got := m.Conditions[i]; got.Asked != want.asked || got.Has != want.has || got.Short != want.late || got.State != matcher.Failed {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

func TestDutchThatIsNotListedIsNotKnown(t *testing.T) {
	j := newJudge(t)
	for _, c := range []struct {
		name        string
		asked, held []Language
		want        Term
		gap         int
	}{
		{"Dutch beside a list of other languages", []Language{language("nld", 4, 0)}, []Language{language("eng", 4, 4)}, Term{500_000, false}, 0},
		{"another language beside a list", []Language{language("deu", 4, 0)}, []Language{language("eng", 4, 4)}, Term{0, true}, 4},
		{"Dutch and a language that is listed", []Language{language("nld", 4, 0), language("eng", 4, 4)}, []Language{language("eng", 4, 4)}, Term{750_000, true}, 0},
		{"Dutch that is listed too low", []Language{language("nld", 4, 4)}, []Language{language("nld", 2, 2)}, Term{500_000, true}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := j.languages(&Asks{Languages: c.asked}, &Needs{Languages: c.held})
			if gap := languageGap(c.asked, c.held); got != c.want || gap != c.gap {
				t.Errorf("%+v and a gap of %d, want %+v and %d", got, gap, c.want, c.gap)
			}
		})
	}
}

func TestEvidenceNamesTheNearestOccupationAsked(t *testing.T) {
	j := newJudge(t)
	o := j.Opening(&matcher.Vacancy{Occupation: matcher.Concept{Code: "own:1", Label: "verzorgende IG"}})
	slices.Reverse(o.Occupations)
	p := j.Profile(&matcher.Candidate{Experience: []matcher.Experience{{Occupation: matcher.Concept{Code: "o:verpleegkundige"}}}})
	e := j.occupationEvidence(&o.Asks, heldOccupations(p.Held), p.Words)
	if len(e.Close) != 1 || e.Close[0].Asked != "verzorgende IG" || e.Close[0].Has != "verpleegkundige" {
		t.Errorf("close %+v of %v", e.Close, e.Asked)
	}
	own, _ := j.Occupation(matcher.Concept{Code: "own:1"})
	p.Held = []Job{{Occupation: own[0]}}
	if e := j.occupationEvidence(&o.Asks, heldOccupations(p.Held), o.Words); !slices.Equal(e.Matched, []string{"verzorgende IG"}) {
		t.Errorf("matched %v", e.Matched)
	}
}
