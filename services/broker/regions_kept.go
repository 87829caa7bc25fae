package broker

import (
	"fmt"
	"slices"
	"sync"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/coupling"
)

// joints keeps joint plans in memory, each for who sees the same people on the same day: all answers about all regions
// are cut from one.
type joints struct {
	mu   sync.Mutex
	kept []*kept // the one asked for last at the end
}

// maxJoints bounds memory: a plan of 27,000 people and groups and 25,000 vacancies with 5 million pairs takes, beside its
// rows, some 250 MB, that of the demo population 10 MB.
const maxJoints = 4

// scope is what joint plans differ by.
type scope struct {
	viewer matcher.Viewer
	day    matcher.Date
	region uint8 // 0 = the whole country
}

// of finds the plan that is kept for a scope, or makes room for it.
func (j *joints) of(s scope) *kept {
	j.mu.Lock()
	defer j.mu.Unlock()
	k := &kept{scope: s}
	if i := slices.IndexFunc(j.kept, func(k *kept) bool { return k.scope == s }); i >= 0 {
		k = j.kept[i]
		j.kept = slices.Delete(j.kept, i, i+1)
	}
	if j.kept = append(j.kept, k); len(j.kept) > maxJoints {
		j.kept = slices.Delete(j.kept, 0, 1)
	}
	return k
}

// clear lets go of all plans, so that they hold on to nobody who was erased.
func (j *joints) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.kept = nil
}

// kept is a joint plan that is brought up to date when it is asked for, one question at a time.
type kept struct {
	scope scope
	mu    sync.Mutex
	v     *view.View
	now   *view.Snapshot
	joint *coupling.Joint
	plan  *coupling.Plan
}

// at gives the plan for the state of a desk; errMoved where it has gone past that.
func (k *kept) at(d *desk) (*coupling.Plan, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.joint != nil && k.v == d.v && k.now.Batch > d.Snapshot.Batch {
		return nil, errMoved
	}
	if k.joint != nil && k.v == d.v && k.now == d.Snapshot {
		return k.plan, nil
	}
	plan, err := k.bring(d)
	if err != nil {
		k.joint, k.plan = nil, nil
		return nil, err
	}
	k.v, k.now, k.plan = d.v, d.Snapshot, plan
	return plan, nil
}

// fewKeys is the share of the records, one in so many, up to whose change a plan is repaired and not made anew.
const fewKeys = 8

// bring takes in what changed since the plan was made, or makes it anew where that is unknown or much.
func (k *kept) bring(d *desk) (*coupling.Plan, error) {
	w := d.world()
	if k.joint != nil && k.v == d.v {
		if keys, ok := d.v.Changed(k.now.Batch, d.Snapshot.Batch); ok && len(keys) <= fewKeys+(k.now.People.Len()+k.now.Openings.Len())/fewKeys {
			supply, demand := d.touched(k.now, keys)
			if err := k.joint.Change(w, supply, demand); err != nil {
				return nil, fmt.Errorf("repair joint plan: %w", err)
			}
			return k.joint.Plan()
		}
	}
	var err error
	if k.joint, err = coupling.NewJoint(w, k.scope.region); err != nil {
		return nil, err
	}
	return k.joint.Plan()
}

// world is supply and demand as the desk's viewer sees them; no company is a partner to itself.
func (d *desk) world() *coupling.World {
	w := &coupling.World{Coupler: d.Coupler, Openings: d.Openings, Supply: d.AllSupply()}
	w.Bar = coupling.OtherCompany
	return w
}

// touches gathers what changed records have to do with.
type touches struct {
	supply, demand map[string]bool // by id; true = its pairs must be found again
	states         [2]view.Gathering
}

// touched lists the supply and demand that changed records have to do with, in the states before and now: a person's
// record changes the places left of the group, and who of its people has one; a company's what its people reach; a
// decision bars a pair.
func (d *desk) touched(before *view.Snapshot, keys []view.Key) ([]coupling.SupplyNow, []coupling.DemandNow) {
	t := touches{supply: map[string]bool{}, demand: map[string]bool{}}
	t.states = [2]view.Gathering{{Snapshot: before, Viewer: d.Viewer, AsOf: d.Gathering.AsOf}, {Snapshot: d.Snapshot, Viewer: d.Viewer, AsOf: d.Gathering.AsOf}}
	for _, key := range keys {
		switch key.Kind {
		case view.Vacancies:
			note(t.demand, key.ID, false)
		case view.Candidates, view.Surpluses:
			t.by(key)
		case view.Companies:
			t.company(key.ID)
		case view.Decisions:
			supply, vacancy, _ := matcher.SplitMatchID(key.ID)
			t.by(view.Key{Kind: view.Candidates, ID: supply})
			t.by(view.Key{Kind: view.Surpluses, ID: supply})
			note(t.supply, supply, true)
			note(t.demand, vacancy, true)
		}
	}
	return t.now()
}

// note adds an id; whether its pairs must be found again is not forgotten.
func note(ids map[string]bool, id string, again bool) { ids[id] = ids[id] || again }

// by notes the supply that the record of a person or group has to do with.
func (t *touches) by(k view.Key) {
	for touched := range view.SupplyTouched(&t.states[0], &t.states[1], k) {
		note(t.supply, touched.ID, false)
	}
}

func (t *touches) company(id string) {
	for i := range t.states {
		for _, s := range t.states[i].SupplyIDs(id) {
			note(t.supply, s, true)
		}
		for _, o := range t.states[i].Firms.Openings(id) {
			note(t.demand, o, true)
		}
	}
}

// now says what has become of all that was touched.
func (t *touches) now() (supply []coupling.SupplyNow, demand []coupling.DemandNow) {
	g := &t.states[1]
	for id, again := range t.supply {
		for _, kind := range []view.Kind{view.Candidates, view.Surpluses} {
			is := coupling.SupplyNow{ID: id, Group: kind == view.Surpluses, Again: again}
			if s, ok := g.Source(view.Key{Kind: kind, ID: id}); ok {
				is.Now = &s
			}
			supply = append(supply, is)
		}
	}
	for id, again := range t.demand {
		o := coupling.DemandNow{ID: id, Again: again}
		if row := g.Openings.Find(id); row != nil {
			o.Now = &row.Opening
		}
		demand = append(demand, o)
	}
	return supply, demand
}
