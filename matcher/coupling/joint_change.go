package coupling

import (
	"fmt"
	"reflect"
	"slices"

	"matchd/matcher/fit"
	"matchd/matcher/transfer"
)

// SupplyNow is what has become of a person or group that changed, or that a change may have to do with.
type SupplyNow struct {
	ID    string
	Group bool
	Now   *Source // nil = no supply
	Again bool    // its pairs must be found again, even where it is as it was: what bars pairs changed
}

// DemandNow is what has become of a vacancy.
type DemandNow struct {
	ID    string
	Now   *fit.Opening // nil = none
	Again bool         // as SupplyNow's
}

// Change takes in what changed. Only what is named is looked at: pairs of other people with other vacancies stay as
// they are. World is the state now, and must be of the same day and viewer as before. What was never known and is nothing
// now is passed over. Plan solves what follows from it.
func (j *Joint) Change(w *World, supply []SupplyNow, demand []DemandNow) error {
	j.coupler = w.Coupler
	var look []int32
	for _, d := range demand {
		slot, changed, err := j.demand(d)
		if err != nil {
			return fmt.Errorf("change demand: %w", err)
		}
		if changed {
			look = append(look, slot)
		}
	}
	q := w.question()
	for _, s := range supply {
		if err := j.supply(w, s, q); err != nil {
			return fmt.Errorf("change supply: %w", err)
		}
	}
	q.Openings = false
	for _, slot := range look {
		if err := j.lookFor(w, slot, q); err != nil {
			return fmt.Errorf("change demand: %w", err)
		}
	}
	if j.since += len(supply) + len(demand); j.since > (len(j.keys)+len(j.ids))/renewEvery {
		j.renew(w)
	}
	return nil
}

// renewEvery is the share of the records, one in so many, after whose change rows are found anew.
const renewEvery = 4

// renew copies the rows as they are now: copies share lists with the view that they are of, and would keep states long
// past. How many places and people there are stays what the solver was told.
func (j *Joint) renew(w *World) {
	for id, slot := range j.slots {
		if row := w.Openings.Find(id); row != nil {
			row.Positions = j.openings[slot].Positions
			j.openings[slot] = &row.Opening
		}
	}
	for _, h := range j.held {
		for _, r := range w.Supply {
			if row := r.View.Find(h.ID); row != nil {
				if s, ok := r.Source(&row.Profile); ok && s.Group == h.Group {
					h.Profile = s.Profile
				}
			}
		}
	}
	j.since = 0
}

// demand takes in a vacancy, without its pairs where these must be found.
func (j *Joint) demand(d DemandNow) (slot int32, look bool, err error) {
	slot, known := j.slots[d.ID]
	if d.Now == nil || !j.fillable(d.Now) {
		if known {
			j.close(slot)
		}
		return 0, false, nil
	}
	if !known {
		return j.open(d.Now), true, j.solver.UpsertSink(transfer.Node{ID: d.ID, Capacity: places(d.Now)}, nil)
	}
	was := j.openings[slot]
	j.openings[slot] = d.Now
	if !d.Again && sameButPlaces(was, d.Now) {
		return slot, false, j.solver.ResizeSink(d.ID, places(d.Now))
	}
	j.unlink(slot)
	return slot, true, nil
}

// sameButPlaces reports whether two states of a vacancy have the same pairs for certain.
func sameButPlaces(a, b *fit.Opening) bool {
	if a == b {
		return true
	}
	was := *a
	was.Positions = b.Positions
	return reflect.DeepEqual(&was, b)
}

// open gives a vacancy that is new a slot.
func (j *Joint) open(o *fit.Opening) (slot int32) {
	if last := len(j.vacant) - 1; last >= 0 {
		slot, j.vacant = j.vacant[last], j.vacant[:last]
		j.openings[slot] = o
	} else {
		slot = int32(len(j.openings))
		j.openings = append(j.openings, o)
	}
	j.slots[o.ID] = slot
	i, _ := slices.BinarySearch(j.ids, o.ID)
	j.ids = slices.Insert(j.ids, i, o.ID)
	return slot
}

// close drops a vacancy with its pairs.
func (j *Joint) close(slot int32) {
	id := j.openings[slot].ID
	j.unlink(slot)
	j.solver.RemoveSink(id)
	i, _ := slices.BinarySearch(j.ids, id)
	j.ids = slices.Delete(j.ids, i, i+1)
	delete(j.slots, id)
	j.openings[slot] = nil
	j.vacant = append(j.vacant, slot)
}

func (j *Joint) unlink(slot int32) {
	for _, h := range j.held {
		h.links = without(h.links, slot)
	}
}

// supply takes in a person or group.
func (j *Joint) supply(w *World, s SupplyNow, q *fit.Question) error {
	key := (&Source{Profile: &fit.Profile{ID: s.ID}, Group: s.Group}).key()
	h, known := j.held[key]
	switch {
	case s.Now == nil || !j.has(s.Now):
		if known {
			i, _ := slices.BinarySearch(j.keys, key)
			j.keys, j.list = slices.Delete(j.keys, i, i+1), slices.Delete(j.list, i, i+1)
			delete(j.held, key)
			j.solver.RemoveSource(key)
		}
		return nil
	case known && !s.Again && alike(h.Source, *s.Now):
		h.Source = *s.Now
		return j.solver.ResizeSource(key, h.Units)
	case !known:
		i, _ := slices.BinarySearch(j.keys, key)
		h = &holding{}
		j.held[key] = h
		j.keys, j.list = slices.Insert(j.keys, i, key), slices.Insert(j.list, i, h)
	}
	h.Source = *s.Now
	h.links, h.covering = j.links(&h.Source, w.Openings, q), uncovered
	offers := make([]transfer.Offer, len(h.links))
	for i, l := range h.links {
		offers[i] = transfer.Offer{ID: j.openings[l.sink].ID, Value: j.value(l)}
	}
	return j.solver.UpsertSource(transfer.Node{ID: key, Capacity: h.Units}, offers)
}

// alike reports whether two states of a source have the same pairs for certain.
func alike(a, b Source) bool {
	was, is := *a.Profile, *b.Profile
	a.Profile, a.Units, a.Work, was.Headcount = b.Profile, b.Units, b.Work, is.Headcount
	return a == b && reflect.DeepEqual(&was, &is)
}

// lookFor finds all pairs of a vacancy.
func (j *Joint) lookFor(w *World, slot int32, q *fit.Question) error {
	o := j.openings[slot]
	var offers []transfer.Offer
	w.eachFor(o, w.Supply, q, func(s Source, t *fit.Terms) {
		h, score := j.held[s.key()], q.Weights.Score(t)
		if h == nil {
			return
		}
		if trainable, ok := w.fits(&h.Source, o, score, t); ok {
			l := newLink(slot, score, trainable)
			h.links, h.covering = with(h.links, l), uncovered
			offers = append(offers, transfer.Offer{ID: s.key(), Value: j.value(l)})
		}
	})
	return j.solver.UpsertSink(transfer.Node{ID: o.ID, Capacity: places(o)}, offers)
}
