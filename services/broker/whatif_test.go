package broker

import (
	"errors"
	"slices"
	"testing"

	"matchd/matcher"
	"matchd/schemas"
)

func TestAReorganisationIsToldInKnownCodesAndCanStillHappen(t *testing.T) {
	m := newMarket(t)
	m.fold(t, seeking("orders", hotels, "orderpicker", 4), &matcher.Vacancy{
		ID: "eigen", Revision: 1, Status: matcher.VacancyOpen, Occupation: matcher.Concept{Code: "own:42"}, Company: matcher.CompanyRef{ID: hotels}, Positions: 1,
	})
	for name, c := range map[string]struct {
		change  func(*matcher.Surplus)
		field   string // "" = answered
		suggest string
	}{
		"sound":                                {func(*matcher.Surplus) {}, "", ""},
		"an occupation that nobody knows":      {func(s *matcher.Surplus) { s.Occupation = matcher.Concept{Code: "urn:matchd:occupation:orderpikker"} }, "surpluses[0].occupation.code", "urn:matchd:occupation:orderpicker"},
		"with a label that somebody knows":     {func(s *matcher.Surplus) { s.Occupation = matcher.Concept{Code: "x:1", Label: "orderpicker"} }, "surpluses[0].occupation.code", "urn:matchd:occupation:orderpicker"},
		"a code of a vacancy":                  {func(s *matcher.Surplus) { s.Occupation = matcher.Concept{Code: "own:42"} }, "", ""},
		"a skill that nobody knows":            {func(s *matcher.Surplus) { s.Skills = []matcher.SkillHeld{{Code: "urn:x:skill"}} }, "surpluses[0].skills[0].code", ""},
		"a municipality that is none":          {func(s *matcher.Surplus) { s.Place = matcher.Place{Municipality: "Utrech"} }, "surpluses[0].place", "GM0344"},
		"a postcode that is none":              {func(s *matcher.Surplus) { s.Place = matcher.Place{Postcode: "1001"} }, "surpluses[0].place", ""},
		"a sector that is none":                {func(s *matcher.Surplus) { s.Company.Sector.Code = "0444" }, "surpluses[0].company.sector.code", ""},
		"people who are gone by now":           {func(s *matcher.Surplus) { s.AvailableUntil = transferDay - 1 }, "surpluses[0]", ""},
		"a reorganisation that was called off": {func(s *matcher.Surplus) { s.Status = matcher.SurplusWithdrawn }, "surpluses[0]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := m.surplus("q", airline, "orderpicker", 9)
			c.change(s)
			_, err := m.WhatIf(t.Context(), asMunicipality(WhatIfQuestion{Query: schemas.TransferQuery{Surpluses: []matcher.Surplus{*s}}}))
			var wrong matcher.InvalidError
			if c.field == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if !errors.As(err, &wrong) || wrong[0].Field != c.field {
				t.Fatalf("refused with %v, want field %s", err, c.field)
			}
			if c.suggest != "" && !slices.Contains(wrong[0].Suggestions, c.suggest) {
				t.Errorf("suggested %q, want %s among them", wrong[0].Suggestions, c.suggest)
			}
		})
	}
}

func TestWhyPeopleAreLeftIsToldAgainstAllVacancies(t *testing.T) {
	m := newMarket(t)
	m.fold(t, seeking("orders", hotels, "orderpicker", 4), seeking("koken", carers, "kok", 2))
	surpluses := []matcher.Surplus{*m.surplus("artsen", airline, "arts", 3), *m.surplus("laat", airline, "kok", 2)}
	surpluses[1].AvailableFrom = transferDay + 900
	for i := range surpluses {
		surpluses[i].Place.Postcode = "1012"
	}
	m.fold(t, func() *matcher.Vacancy {
		v := seeking("koken", carers, "kok", 2)
		v.StartDate = transferDay + 10
		return v
	}())
	got, err := m.WhatIf(t.Context(), asMunicipality(WhatIfQuestion{Query: schemas.TransferQuery{Surpluses: surpluses[:1]}}))
	if err != nil {
		t.Fatal(err)
	}
	if left := got.Plan.UnplacedSupply; len(left) != 1 || left[0].Why.Looked != 2 || left[0].Why.Reason != "belowFloor" {
		t.Errorf("doctors are left because of %+v", left)
	}
	late, err := m.WhatIf(t.Context(), asMunicipality(WhatIfQuestion{Query: schemas.TransferQuery{Surpluses: surpluses[1:], Partner: carers}}))
	if err != nil {
		t.Fatal(err)
	}
	if left := late.Plan.UnplacedSupply; late.Plan.Placeable != 0 || len(left) != 1 || left[0].Why.Reason != "tooLate" {
		t.Errorf("%d are placed, cooks of 2028 are left because of %+v", late.Plan.Placeable, left)
	}
}
