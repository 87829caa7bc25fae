package broker

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/singleflight"

	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// RegionQuestion asks for something of a region's joint plan.
type RegionQuestion struct {
	Region  string // AMnn
	Options schemas.TransferOptions
	Locale  fit.Locale
}

// joints keeps the newest few joint plans in memory: four answers and all their pages are cut from one.
type joints struct {
	flights singleflight.Group
	mu      sync.Mutex
	kept    []joint // the newest last
	cleared int     // how often
}

// joint is a region's market and plan.
type joint struct {
	key  string
	plan *coupling.Plan
}

// maxJoints bounds memory: a plan of 20,000 people and 15,000 vacancies with a million pairs takes some 60 MB.
const maxJoints = 4

// of gives the plan of a key, and makes it where it is not kept.
func (j *joints) of(key string, make func() (*coupling.Plan, error)) (*coupling.Plan, error) {
	if p := j.find(key); p != nil {
		return p, nil
	}
	made, err, _ := j.flights.Do(key, func() (any, error) {
		if p := j.find(key); p != nil {
			return p, nil
		}
		cleared := j.clears()
		p, err := make()
		if err == nil {
			j.keep(joint{key, p}, cleared)
		}
		return p, err
	})
	if err != nil {
		return nil, err
	}
	return made.(*coupling.Plan), nil
}

func (j *joints) find(key string) *coupling.Plan {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i := range j.kept {
		if j.kept[i].key == key {
			return j.kept[i].plan
		}
	}
	return nil
}

// keep keeps a plan, unless all were cleared since it was begun.
func (j *joints) keep(one joint, cleared int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if cleared != j.cleared {
		return
	}
	if j.kept = append(j.kept, one); len(j.kept) > maxJoints {
		j.kept = slices.Delete(j.kept, 0, 1)
	}
}

func (j *joints) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.kept, j.cleared = nil, j.cleared+1
}

func (j *joints) clears() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.cleared
}

// area is a region with its joint plan.
type area struct {
	*desk
	item   schemas.RegionItem
	number uint8
	plan   *coupling.Plan
}

// area makes a region's joint plan, or finds it.
func (s *Service) area(q Asked[RegionQuestion]) (*area, error) {
	d := s.desk(q.at, q.Caller, q.Q.Options.AsOf, q.Q.Locale)
	number, known := d.Judge.Region(q.Q.Region)
	if !known {
		return nil, matcher.InvalidError{{Field: "code", Reason: "unknown labour-market region", Suggestions: d.Judge.Places().SuggestRegions(q.Q.Region)}}
	}
	if len(q.Caller.Regions) > 0 && !slices.Contains(q.Caller.Regions, q.Q.Region) {
		return nil, fmt.Errorf("region is not the caller's: %w", matcher.ErrForbidden)
	}
	r, _ := d.Judge.Places().Region(q.Q.Region)
	a := &area{desk: d, number: number, item: schemas.RegionItem{Code: r.Code, Name: r.Name, Municipalities: r.Municipalities, Neighbours: r.Neighbours}}
	key := cacheKey(q.Q.Region, d.Gathering.AsOf, d.Viewer, d.Marks.Generation(transferTopics()...), s.modelVersion(d.v))
	var err error
	a.plan, err = s.joints.of(key, func() (*coupling.Plan, error) {
		return d.Solve(d.Joint(number, d.SupplyIn(number), d.Openings))
	})
	// Why somebody is left over is told by the same bounds as the plan has.
	d.Bar = coupling.Within(&d.Coupler, number)
	return a, err
}

// regional answers one kind of question about a region.
func regional[R any](s *Service, answer func(*area, *schemas.TransferOptions) (R, error)) UseCase[Asked[RegionQuestion], R] {
	return func(_ context.Context, q Asked[RegionQuestion]) (R, error) {
		a, err := s.area(q)
		if err != nil {
			var none R
			return none, err
		}
		return answer(a, &q.Q.Options)
	}
}

// paged cuts a page out of a list whose order does not change between the pages of one generation.
func paged[T any](list []T, o *schemas.TransferOptions) (page []T, next string, err error) {
	var at place
	if err := decodeCursor(o.Cursor, &at); err != nil {
		return nil, "", err
	}
	from := min(max(0, at.Seen), len(list))
	to := min(from+cmp.Or(o.Limit, schemas.DefaultLimit), len(list))
	if to < len(list) {
		next = encodeCursor(place{Seen: to})
	}
	return list[from:to], next, nil
}

// transfers lists the best pairs of companies of the joint plan.
func (a *area) transfers(o *schemas.TransferOptions) (schemas.RegionTransfers, error) {
	out := schemas.RegionTransfers{Region: a.item, Totals: a.plan.Totals, Proof: proof(a.plan), Pairs: []schemas.Pair{}, Decided: a.settledHere(), Stamp: a.stamp()}
	couples := a.Couples(a.plan)
	page, next, err := paged(couples, o)
	if err != nil {
		return out, err
	}
	alone, err := a.Alone(a.plan.Market, page)
	if err != nil {
		return out, err
	}
	out.Total, out.NextCursor = schemas.Exactly(len(couples)), next
	perfect := int64(a.plan.Totals.Headcount) * (a.Judge.Model.Transfer.Bonus + matcher.Million)
	for i, couple := range page {
		part := &coupling.Plan{Market: a.plan.Market, Moves: couple.Moves, Totals: a.plan.Market.Totals(couple.Moves)}
		pair := schemas.Pair{
			From: *a.named(couple.From), To: *a.named(couple.To), Totals: part.Totals, Alone: alone[i].Totals.Placeable,
			Score:    matcher.Millionths(couple.Value / (perfect / matcher.Million)),
			TopPairs: a.topPairs(part), SectorsFromTo: a.sectorMoves(part),
		}
		pair.Headcount, pair.Positions = alone[i].Totals.Headcount, alone[i].Totals.Positions
		out.Pairs = append(out.Pairs, pair)
	}
	return out, nil
}
