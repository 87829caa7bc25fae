package broker

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/schemas"
)

// scarceTold and skillsTold bound the competencies of one answer and of one vacancy.
const (
	scarceTold = 25
	skillsTold = 15
)

// most puts the most units first; ties stay by id.
func most(list []coupling.Left) []coupling.Left {
	slices.SortStableFunc(list, func(a, b coupling.Left) int { return cmp.Compare(b.Units, a.Units) })
	return list
}

func units(list []coupling.Left) int {
	sum := 0
	for _, l := range list {
		sum += l.Units
	}
	return sum
}

// unmatched lists demand that is left.
func (a *area) unmatched(o *schemas.TransferOptions) (schemas.FreePositions, error) {
	free := most(a.part.Free)
	out := schemas.FreePositions{
		Region: a.item, Positions: units(free), Vacancies: []schemas.UnmatchedPlaces{}, Scarce: []schemas.ScarceSkill{},
		Total: schemas.Exactly(len(free)), Stamp: a.stamp(),
	}
	page, next, err := paged(free, o)
	if err != nil {
		return out, err
	}
	out.NextCursor = next
	for _, l := range page {
		out.Vacancies = append(out.Vacancies, a.places(l))
	}
	for _, s := range a.Scarcest(a.whole.Market, free, a.part.Unplaced, scarceTold) {
		out.Scarce = append(out.Scarce, schemas.ScarceSkill{Code: a.Judge.SkillCode(s.Skill), Label: s.Name, Asked: s.Asked, Held: s.Held})
	}
	return out, nil
}

func (a *area) places(l coupling.Left) schemas.UnmatchedPlaces {
	o := a.whole.Market.Sinks[l.At]
	out := schemas.UnmatchedPlaces{LeftDemand: a.free(a.whole.Market, l), Skills: []schemas.AskedSkill{}}
	asked := slices.Clone(o.Skills)
	slices.SortStableFunc(asked, func(x, y fit.SkillAsked) int { return cmp.Compare(y.Weight, x.Weight) })
	for _, s := range first(asked, skillsTold) {
		out.Skills = append(out.Skills, schemas.AskedSkill{Code: a.Judge.SkillCode(s.Skill), Label: a.Judge.SkillName(s.Skill, o.Words), Essential: s.Essential})
	}
	out.Suitable, out.Trainable = a.people(o)
	return out
}

// people counts who is fit for a vacancy, and who can be made so, among all whom the viewer may see.
func (a *area) people(o *fit.Opening) (suitable, trainable int) {
	q := a.Judge.Model.Plain(a.Gathering.AsOf, a.Viewer)
	rank.ForVacancy(a.Judge, a.People, o, &q, rank.Ask{K: 1, Floor: a.Judge.Model.Floor,
		// Nothing is kept, so that everybody above the floor comes by.
		Keep: func(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool {
			if q.Weights.Score(t) < a.Judge.Model.Floor {
				return false
			}
			switch a.Judge.Band(o, p, t) {
			case matcher.Suitable:
				suitable++
			case matcher.Trainable:
				trainable++
			}
			return false
		}})
	return suitable, trainable
}

// unplacedHere lists supply that is left.
func (a *area) unplacedHere(o *schemas.TransferOptions) (schemas.UnplacedPeople, error) {
	left := most(a.part.Unplaced)
	out := schemas.UnplacedPeople{Region: a.item, Headcount: units(left), Supply: []schemas.LeftSupply{}, Total: schemas.Exactly(len(left)), Stamp: a.stamp()}
	page, next, err := paged(left, o)
	if err != nil {
		return out, err
	}
	out.NextCursor = next
	out.Supply = append(out.Supply, a.unplaced(a.whole.Market, page)...)
	return out, nil
}
