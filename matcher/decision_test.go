package matcher

import (
	"slices"
	"testing"
)

// yes are the acceptances of some sides on a day.
func yes(at Date, sides ...Side) (out []Acceptance) {
	for _, s := range sides {
		out = append(out, Acceptance{Side: s, At: at})
	}
	return out
}

func TestADecisionTakesPlacesOnceBothSidesAgree(t *testing.T) {
	both := yes(5, SupplySide, DemandSide)
	for name, c := range map[string]struct {
		d    Decision
		want int
	}{
		"proposed to both":                    {Decision{Status: DecisionProposed}, 0},
		"accepted by the supply only":         {Decision{Status: DecisionIntroduced, Acceptances: yes(5, SupplySide)}, 0},
		"accepted by the demand only":         {Decision{Status: DecisionProposed, Acceptances: yes(5, DemandSide)}, 0},
		"accepted by both when proposed":      {Decision{Status: DecisionProposed, Acceptances: both}, 1},
		"accepted by both when introduced":    {Decision{Status: DecisionIntroduced, Acceptances: both, Places: 7}, 7},
		"accepted by both, then declined":     {Decision{Status: DecisionDeclined, Acceptances: both}, 0},
		"accepted by both, then withdrawn":    {Decision{Status: DecisionWithdrawn, Acceptances: both}, 0},
		"hired, whoever said so":              {Decision{Status: DecisionHired, Places: 3}, 3},
		"hired without a number is one place": {Decision{Status: DecisionHired}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.d.Taken(); got != c.want || c.d.Agreed() != (c.want > 0) {
				t.Errorf("takes %d places, agreed %t, want %d", got, c.d.Agreed(), c.want)
			}
		})
	}
}

func TestDecisionsHaveOneOrder(t *testing.T) {
	ordered := []Decision{
		{ID: "b~v", Status: DecisionHired, Acceptances: yes(3, DemandSide)},
		{ID: "a~v", Status: DecisionHired},
		{ID: "d~v", Status: DecisionProposed, Acceptances: []Acceptance{{Side: SupplySide, At: 1}, {Side: DemandSide, At: 4}}},
		{ID: "c~v", Status: DecisionIntroduced, Acceptances: yes(5, SupplySide, DemandSide)},
		{ID: "e~v", Status: DecisionProposed, Acceptances: yes(0, SupplySide, DemandSide)},
		{ID: "f~v", Status: DecisionProposed, Acceptances: yes(0, SupplySide, DemandSide)},
	}
	for i := range ordered {
		for j := range ordered {
			if got := ordered[i].Before(&ordered[j]); got != (i < j) {
				t.Errorf("%s before %s is %t", ordered[i].ID, ordered[j].ID, got)
			}
		}
	}
}

func TestAStageNamesTheSidesThatSaidYes(t *testing.T) {
	d := Decision{Status: DecisionIntroduced, Reason: "r", Places: 2, Acceptances: yes(5, DemandSide)}
	if s := d.Stage(); s.Status != DecisionIntroduced || s.Reason != "r" || s.Places != 2 || !slices.Equal(s.Accepted, []Side{DemandSide}) {
		t.Errorf("stage %+v", s)
	}
}
