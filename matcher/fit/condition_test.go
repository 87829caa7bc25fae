package fit

import (
	"slices"
	"testing"

	"matchd/matcher"
)

func TestConditions(t *testing.T) {
	j := newJudge(t)
	everyone := matcher.Viewer{All: true}
	uwv := matcher.Viewer{Party: matcher.Party{Kind: matcher.UWV, Organisation: "uwv-utrecht"}}
	car, b := transportSet([]matcher.Transport{matcher.Car}), licences([]matcher.Licence{"B"}, true)
	truck := licences([]matcher.Licence{"C"}, false)
	for _, c := range []struct {
		name, condition string
		change          func(o *Opening, p *Profile, q *Question)
		want            matcher.State
	}{
		{"an open vacancy and an available person", "status", func(*Opening, *Profile, *Question) {}, matcher.Met},
		{"a vacancy that is filled", "status", func(o *Opening, _ *Profile, _ *Question) { o.Open = false }, matcher.Failed},
		{"a person who is placed", "status", func(_ *Opening, p *Profile, _ *Question) { p.Available = false }, matcher.Failed},
		{"no closing date", "closingDate", func(*Opening, *Profile, *Question) {}, matcher.Unknown},
		{"a closing date that is today", "closingDate", func(o *Opening, _ *Profile, _ *Question) { o.Closing = today }, matcher.Met},
		{"a closing date that was yesterday", "closingDate", func(o *Opening, _ *Profile, _ *Question) { o.Closing = today - 1 }, matcher.Failed},
		{"the service itself sees everyone", "consent", func(*Opening, *Profile, *Question) {}, matcher.Met},
		{"a party the person does not share with", "consent", func(_ *Opening, _ *Profile, q *Question) { q.Viewer = uwv }, matcher.Failed},
		{"the party that is responsible", "consent", func(_ *Opening, p *Profile, q *Question) { q.Viewer, p.Responsible = uwv, uwv.Party }, matcher.Met},
		{"a party the person shares with", "consent", func(_ *Opening, p *Profile, q *Question) {
			q.Viewer, p.Consent.SharedWith = uwv, []string{"uwv-utrecht"}
		}, matcher.Met},
		{"a consent that ended yesterday", "consent", func(_ *Opening, p *Profile, q *Question) {
			q.Viewer, p.Consent.SharedWith, p.Consent.Until = uwv, []string{"uwv-utrecht"}, today-1
		}, matcher.Failed},
		{"an announced group needs no consent", "consent", func(_ *Opening, p *Profile, q *Question) { q.Viewer, p.Headcount = uwv, 20 }, matcher.Met},
		{"no licence asked", "drivingLicences", func(*Opening, *Profile, *Question) {}, matcher.Met},
		{"a licence asked of a person with unknown licences", "drivingLicences", func(o *Opening, _ *Profile, _ *Question) { o.Licences = truck }, matcher.Unknown},
		{"a licence asked that the person lacks", "drivingLicences", func(o *Opening, p *Profile, _ *Question) { o.Licences, p.Licences = truck, b }, matcher.Failed},
		{"a licence that covers the one asked", "drivingLicences", func(o *Opening, p *Profile, _ *Question) {
			o.Licences, p.Licences = truck, licences([]matcher.Licence{"CE"}, true)
		}, matcher.Met},
		{"the region asked", "region", func(_ *Opening, p *Profile, q *Question) { q.Regions, p.Region = []uint8{3, 4}, 4 }, matcher.Met},
		{"a region not asked", "region", func(o *Opening, p *Profile, q *Question) { q.Regions, p.Region, o.Region = []uint8{3}, 5, 3 }, matcher.Failed},
		{"the region of the vacancy where those are listed", "region", func(o *Opening, p *Profile, q *Question) {
			q.Openings, q.Regions, p.Region, o.Region = true, []uint8{3}, 5, 3
		}, matcher.Met},
		{"an unknown place in a list of a region", "region", func(_ *Opening, _ *Profile, q *Question) { q.Regions = []uint8{3} }, matcher.Failed},
		{"within the own distance", "maxDistance", func(_ *Opening, p *Profile, _ *Question) { p.MaxMetres = 40_000 }, matcher.Met},
		{"beyond the own distance", "maxDistance", func(_ *Opening, p *Profile, _ *Question) { p.MaxMetres = 20_000 }, matcher.Failed},
		{"beyond the own distance but all from home", "maxDistance", func(o *Opening, p *Profile, _ *Question) { p.MaxMetres, o.Remote = 20_000, 1000 }, matcher.Met},
		{"an own distance to an unknown place", "maxDistance", func(o *Opening, p *Profile, _ *Question) { p.MaxMetres = 20_000; o.Point.Lat, o.Point.Lon = 0, 0 }, matcher.Unknown},
		{"within the distance asked", "within", func(_ *Opening, _ *Profile, q *Question) { q.Within = 40_000 }, matcher.Met},
		{"beyond the distance asked", "within", func(_ *Opening, _ *Profile, q *Question) { q.Within = 20_000 }, matcher.Failed},
		{"an unknown place in a list within a distance", "within", func(o *Opening, _ *Profile, q *Question) { q.Within = 20_000; o.Point.Lat, o.Point.Lon = 0, 0 }, matcher.Failed},
		{"soon enough by car", "maxTravelMinutes", func(_ *Opening, p *Profile, _ *Question) { p.MaxMinutes, p.Transport = 60, car }, matcher.Met},
		{"too long by car", "maxTravelMinutes", func(_ *Opening, p *Profile, _ *Question) { p.MaxMinutes, p.Transport = 30, car }, matcher.Failed},
		{"by unknown means", "maxTravelMinutes", func(_ *Opening, p *Profile, _ *Question) { p.MaxMinutes = 30 }, matcher.Unknown},
		{"in the same country", "crossBorder", func(*Opening, *Profile, *Question) {}, matcher.Met},
		{"across the border for who does not want that", "crossBorder", func(o *Opening, p *Profile, _ *Question) { o.Abroad, p.CrossBorder = "BE", No }, matcher.Failed},
		{"across the border for who wants that", "crossBorder", func(o *Opening, p *Profile, _ *Question) { o.Abroad, p.CrossBorder = "BE", Yes }, matcher.Met},
		{"across the border for who did not say", "crossBorder", func(o *Opening, _ *Profile, _ *Question) { o.Abroad = "BE" }, matcher.Unknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, p, q := vacancyAsking(), available(Needs{Point: utrecht}), j.Model.Plain(today, everyone)
			o.Point = amsterdam
			c.change(&o, &p, &q)
			m := j.Explain(&o, &p, &q, Full, Dutch)
			i := slices.IndexFunc(m.Conditions, func(x matcher.Condition) bool { return x.Name == c.condition })
			if i < 0 || m.Conditions[i].State != c.want {
				t.Fatalf("conditions %+v, want %s %s", m.Conditions, c.condition, c.want)
			}
			if eligible := c.want != matcher.Failed; m.Eligible != eligible || j.Eligible(&o, &p, &q) != eligible {
				t.Errorf("eligible %t, want %t", m.Eligible, eligible)
			}
			measured := slices.Contains([]string{"maxDistance", "within", "maxTravelMinutes"}, c.condition) && o.Point.Known()
			if c.want == matcher.Failed && measured && m.Conditions[i].Short == "" {
				t.Error("it does not say by how much")
			}
		})
	}
}

func TestMustsFailOnlyOnWhatIsKnown(t *testing.T) {
	j := newJudge(t)
	for _, c := range []struct {
		name string
		has  Needs
		want bool
	}{
		{"a level that is reached", Needs{Education: 5}, true},
		{"a level that is not reached", Needs{Education: 3}, false},
		{"a level that is not known", Needs{}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, p := vacancyAsking(), available(c.has)
			o.Education = 5
			q := j.Model.Plain(today, matcher.Viewer{All: true})
			q.Must = ReasonSet(0).With(Education)
			terms := j.Terms(&o, &p, &q)
			if got := j.Musts(&terms, &q); got != c.want || j.Explain(&o, &p, &q, Brief, English).Eligible != c.want {
				t.Errorf("musts hold: %t, want %t", got, c.want)
			}
		})
	}
}

func TestTravelMinutes(t *testing.T) {
	all := knownSet | 1<<0 | 1<<3 | 1<<4
	for _, c := range []struct {
		name   string
		metres int
		by     Set
		want   int
	}{
		{"the mean commute of 19 km by road by car", 14_600, knownSet | 1<<0, 27},
		{"a short way by bicycle", 3_000, knownSet | 1<<3, 16},
		{"the fastest of several means", 3_000, all, 9},
		{"no means is on foot", 1_000, knownSet, 15},
		{"no way at all", 0, knownSet | 1<<3, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := TravelMinutes(c.metres, c.by); got != c.want {
				t.Errorf("%d minutes, want %d", got, c.want)
			}
		})
	}
}
