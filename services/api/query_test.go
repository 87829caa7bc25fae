package api

import (
	"net/url"
	"slices"
	"testing"
)

func TestListsAreRepeatedOrSeparatedByCommas(t *testing.T) {
	for raw, want := range map[string][]string{
		"region=AM01&region=AM02": {"AM01", "AM02"}, "region=AM01,AM02": {"AM01", "AM02"}, "region=AM01,AM02&region=AM03": {"AM01", "AM02", "AM03"},
		"region=": {}, "": {}, "region=,AM01,": {"AM01"},
	} {
		q := parseQuery(raw)
		if got := q.list("region"); !slices.Equal(got, want) || q.err() != nil {
			t.Errorf("%q gives %q, %v", raw, got, q.err())
		}
	}
	if got := parseQuery("occupation=timmerman,+bouw").phrases("occupation"); !slices.Equal(got, []string{"timmerman, bouw"}) {
		t.Errorf("a name with a comma is %q", got)
	}
}

func TestWrongValuesAreNamed(t *testing.T) {
	for raw, want := range map[string]string{
		"limit=0": "limit", "limit=101": "limit", "limit=ten": "limit", "limit=": "limit", "limit=1&limit=2": "limit", "limit=+5": "limit",
		"maxDistanceKm=far": "maxDistanceKm", "maxDistanceKm=NaN": "maxDistanceKm", "maxDistanceKm=1e999": "maxDistanceKm", "maxDistanceKm=0x1p4": "maxDistanceKm",
		"maxDistanceKm=-1": "maxDistanceKm", "weights=skills": "weights", "weights=skills:x": "weights", "weights=skills:1,skills:2": "weights",
		"weights=skills:11": "weights.skills", "weights=luck:1": "weights.luck", "asOf=2026-13-01": "asOf", "text=%ff": "text", "text=a%00b": "text",
		"band=best": "band", "cursr=x": "cursr", "a;b": "",
	} {
		q := parseQuery(raw)
		o := q.options()
		_ = q.err(o.Check()...)
		if len(q.wrong) == 0 || q.wrong[0].Field != want {
			t.Errorf("%q gives %+v, want %q", raw, q.wrong, want)
		}
	}
}

func TestAnUnknownNameGetsTheNearestKnownOne(t *testing.T) {
	for name, want := range map[string]string{"limt": "limit", "Region": "region", "max_distance": "maxDistanceKm", "curser": "cursor", "weight": "weights"} {
		q := parseQuery(url.Values{name: {"x"}}.Encode())
		q.options()
		_ = q.err()
		if len(q.wrong) != 1 || !slices.Equal(q.wrong[0].Suggestions, []string{want}) {
			t.Errorf("%q gives %+v", name, q.wrong)
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, seed := range []string{"limit=5&region=AM13,AM01", "weights=skills:2,distance:0.5&must=hours", "asOf=2026-02-01&text=a+b", "%zz", "x=1&y=2;z", "near=3511&maxDistanceKm=1e3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		q := parseQuery(raw)
		o := q.options()
		if err := q.err(o.Check()...); err == nil && len(o.Check()) > 0 {
			t.Errorf("%q is let through with %v", raw, o.Check())
		}
		s := parseQuery(raw)
		search := s.search(vacancyFilters())
		if err := s.err(search.Check(vacancyFilters().states...)...); err == nil && (search.Limit < 0 || search.Limit > 100) {
			t.Errorf("%q gives %+v", raw, search)
		}
		if len(q.wrong) > 1000 {
			t.Errorf("%d errors for one query", len(q.wrong))
		}
	})
}
