package view

import (
	"slices"
	"testing"

	"matchd/matcher"
	"matchd/matcher/fit/fittest"
)

func TestADecisionThatHiresTakesPersonAndPlaceOutAndBackAgain(t *testing.T) {
	hire := decision("c", "v", matcher.DecisionHired, 0)
	records := []Change{candidate(fittest.Nurse("c")), vacancy(fittest.Nursing("v"))}
	three := fittest.Nursing("v")
	three.Positions = 3
	for _, c := range []struct {
		name      string
		batches   [][]Change
		available bool
		positions int
	}{
		{"nothing decided", [][]Change{records}, true, 1},
		{"hired after the records came", [][]Change{records, {hire}}, false, 0},
		{"hired before the records came", [][]Change{{hire}, records}, false, 0},
		{"hired in the batch of the records", [][]Change{append(slices.Clone(records), hire)}, false, 0},
		{"hired first in the batch of the records", [][]Change{append([]Change{hire}, records...)}, false, 0},
		{"hired, then withdrawn", [][]Change{records, {hire}, {decision("c", "v", matcher.DecisionWithdrawn, 0)}}, true, 1},
		{"hired, then withdrawn in one batch", [][]Change{records, {hire, decision("c", "v", matcher.DecisionWithdrawn, 0)}}, true, 1},
		{"hired, then the decision erased", [][]Change{records, {hire}, {erase(Decisions, "c~v")}}, true, 1},
		{"hired twice counts once", [][]Change{records, {hire}, {hire}, {erase(Decisions, "c~v")}}, true, 1},
		{"only proposed", [][]Change{records, {decision("c", "v", matcher.DecisionProposed, 0)}}, true, 1},
		{"hired, then the candidate's record renewed", [][]Change{records, {hire}, {candidate(fittest.Nurse("c"))}}, false, 0},
		{"one of three places", [][]Change{records, {hire}, {vacancy(three)}}, false, 2},
		{"two of three places, by two people", [][]Change{records, {vacancy(three), hire, decision("d", "v", matcher.DecisionHired, 0)}}, false, 1},
		{"two places by one decision", [][]Change{records, {vacancy(three), decision("group", "v", matcher.DecisionHired, 2)}}, true, 1},
		{"hired elsewhere", [][]Change{records, {decision("c", "w", matcher.DecisionHired, 0)}}, false, 1},
		{"hired elsewhere and here, withdrawn here", [][]Change{records, {hire, decision("c", "w", matcher.DecisionHired, 0)}, {erase(Decisions, "c~v")}}, false, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := newView(t)
			for _, batch := range c.batches {
				apply(t, v, batch...)
			}
			for _, when := range []string{"at once", "after reopening"} {
				s := v.Snapshot()
				if got := s.People.Find("c").Available; got != c.available {
					t.Errorf("%s: available %v", when, got)
				}
				if got := s.Openings.Find("v"); got.Positions != c.positions || got.Open != (c.positions > 0) {
					t.Errorf("%s: %d positions, open %v", when, got.Positions, got.Open)
				}
				v = reopen(t, v)
			}
		})
	}
}

func TestAMatchIDWithoutTwoSidesTakesNobodyOut(t *testing.T) {
	h := newHired()
	h.set("nobody", 1)
	h.set("~v", 1)
	if h.bySupply("nobody") != 0 || h.byVacancy("v") != 0 {
		t.Errorf("counted %+v", h)
	}
}
