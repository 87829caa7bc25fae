package coupling

import (
	"testing"

	"matchd/matcher/fit"
)

func TestWhoSetNoLimitGoesAsFarAsTheReach(t *testing.T) {
	c := newCoupler(t)
	for _, k := range []struct {
		name, postcode string // of the vacancy; people live in 1118, Schiphol
		reach          int
		change         func(*Source, *fit.Opening)
		want           string // why the pair is none; empty = it is one
	}{
		{"Amsterdam is near", "1012", 0, nil, ""},
		{"Eindhoven is not", "5611", 0, nil, OutOfReach},
		{"a reach asked for comes before the model's", "5611", 150_000, nil, ""},
		{"a shorter one too", "1012", 2_000, nil, OutOfReach},
		{"work from home is near", "5611", 0, func(_ *Source, o *fit.Opening) { o.Remote = 1000 }, ""},
		{"a place that is not known may be near", "", 0, nil, ""},
		{"who goes farther goes to Eindhoven", "5611", 0, func(s *Source, _ *fit.Opening) { s.MaxMetres = 200_000 }, ""},
		{"who does not go far does not go to Amsterdam", "1012", 0, func(s *Source, _ *fit.Opening) { s.MaxMetres = 5_000 }, "maxDistance"},
		{"two hours by car reach Eindhoven", "5611", 0, func(s *Source, _ *fit.Opening) { s.MaxMinutes, s.Transport = 240, c.car(t) }, ""},
		{"half an hour does not", "5611", 0, func(s *Source, _ *fit.Opening) { s.MaxMinutes, s.Transport = 30, c.car(t) }, "maxTravelMinutes"},
	} {
		t.Run(k.name, func(t *testing.T) {
			own := *c
			own.Reach = k.reach
			s, o := c.group("schoonmaak", handler, "schoonmaker", "1118", 3), c.opening("schoon", hotel, "schoonmaker", k.postcode, 2)
			if k.change != nil {
				k.change(&s, o)
			}
			for way, m := range map[string]*Market{
				"between": own.Between([]Source{s}, []*fit.Opening{o}), "among": own.Among([]Source{s}, openings([]*fit.Opening{o})),
				"toward": own.Toward([]*fit.Opening{o}, rowsOf([]Source{s})),
			} {
				if got := len(m.Pairs) == 1; got != (k.want == "") {
					t.Errorf("%s: a pair: %v", way, got)
				}
			}
			if m := own.Between([]Source{s}, []*fit.Opening{o}); k.want != "" && (own.WhyFree(m, 0).Reason != k.want || own.WhyUnplaced(m, 0).Reason != k.want) {
				t.Errorf("it is left because of %q, want %q", own.WhyFree(m, 0).Reason, k.want)
			}
		})
	}
}
