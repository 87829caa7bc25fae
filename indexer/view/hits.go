package view

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/geo"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"matchd/matcher"
)

// hits are the documents that a search finds, by segment. Bleve itself goes from one document to the next, through as
// many readers as there are filters; whole sets are cut in a thousandth of that time.
type hits struct {
	kind     Kind
	index    *scorch.IndexSnapshot
	segments []*lists
	columns  []columns
	sets     []*roaring.Bitmap
	total    int
	values   []*values // by segment: readers of ids, made when they are needed
}

// filter gives the documents of a segment that pass.
type filter func(*lists) (*roaring.Bitmap, error)

// find finds the documents of a state of the index.
func (v *View) find(ctx context.Context, s *Search, index *scorch.IndexSnapshot) (h *hits, err error) {
	h = &hits{kind: s.Kind, index: index}
	if h.columns, err = v.columnsIn(index); err != nil {
		return nil, err
	}
	filters := s.filters(v.terms(s.Text))
	for i, seg := range index.Segments() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l := listsOf(seg)
		set, err := s.among(l, filters, &h.columns[i])
		if err != nil {
			return nil, err
		}
		h.segments, h.sets = append(h.segments, l), append(h.sets, set)
		h.total += int(set.GetCardinality())
	}
	return h, nil
}

// among finds the documents of one segment.
func (s *Search) among(l *lists, filters []filter, c *columns) (*roaring.Bitmap, error) {
	set, err := l.any(fieldKind, string(s.Kind))
	for _, pass := range filters {
		if err != nil || set.IsEmpty() {
			break
		}
		var passed *roaring.Bitmap
		if passed, err = pass(l); err == nil {
			set.And(passed)
		}
	}
	if err != nil {
		return nil, err
	}
	if l.Deleted() != nil {
		set.AndNot(l.Deleted())
	}
	if s.Near.Known() && s.WithinKm > 0 {
		return s.within(set, c)
	}
	return set, nil
}

// filters are all that a document has to pass.
func (s *Search) filters(terms []string) []filter {
	var all []filter
	if s.Text != "" {
		all = append(all, func(l *lists) (*roaring.Bitmap, error) { return l.all(fieldText, terms) })
	}
	for _, name := range FilterNames() {
		if values := s.Filters[name]; len(values) > 0 {
			all = append(all, func(l *lists) (*roaring.Bitmap, error) { return l.any(name, values...) })
		}
	}
	if s.MinHours != nil {
		all = append(all, func(l *lists) (*roaring.Bitmap, error) { return l.between(fieldHoursMax, sortable(*s.MinHours), "") })
	}
	if s.MaxHours != nil {
		// The term with a byte behind it is the first that comes after it.
		all = append(all, func(l *lists) (*roaring.Bitmap, error) {
			return l.between(fieldHoursMin, "", sortable(*s.MaxHours)+"\x00")
		})
	}
	if s.Kind == Candidates && !s.Viewer.All {
		all = append(all, visibleTo(s.Viewer, s.AsOf))
	}
	return all
}

// within keeps the documents that are near enough. It measures each place once, however many documents have it.
func (s *Search) within(set *roaring.Bitmap, c *columns) (*roaring.Bitmap, error) {
	meters, err := geo.ParseDistance(kilometers(s.WithinKm))
	if err != nil {
		return nil, fmt.Errorf("read distance: %w", err)
	}
	near := make([]bool, len(c.places))
	for i := 1; i < len(near); i++ {
		near[i] = geo.Haversin(c.places[i].lon, c.places[i].lat, degrees(s.Near.Lon), degrees(s.Near.Lat)) <= meters/1000
	}
	var found []uint32
	for each := set.Iterator(); each.HasNext(); {
		if doc := each.Next(); near[c.spots[doc]] {
			found = append(found, doc)
		}
	}
	return roaring.BitmapOf(found...), nil
}

func kilometers(km float64) string { return strconv.FormatFloat(km, 'f', 3, 64) + "km" }

// visibleTo says of the candidates of a segment what matcher.Viewer.Sees says of one. Every candidate has a day that
// the consent ends on, so that those whose has passed can be taken away: they are fewer than those whose has not.
func visibleTo(v matcher.Viewer, asOf matcher.Date) filter {
	own, shared := parties(v)
	return func(l *lists) (*roaring.Bitmap, error) {
		seen, err := l.any(fieldParty, shared...)
		passed, err2 := l.between(fieldConsent, "", sortable(float64(asOf)))
		always, err3 := l.any(fieldParty, own...)
		if err := errors.Join(err, err2, err3); err != nil {
			return nil, err
		}
		seen.AndNot(passed)
		seen.Or(always)
		return seen, nil
	}
}

// parties are the terms of those whose profiles a viewer sees as the responsible party, and by consent.
func parties(v matcher.Viewer) (own, shared []string) {
	if v.Anyone {
		return nil, []string{sharedAtAll}
	}
	if v.Party.Kind != "" {
		own = append(own, responsible(v.Party))
	}
	for _, with := range []string{string(v.Party.Kind), v.Party.Organisation} {
		if with != "" {
			shared = append(shared, sharedWith(with))
		}
	}
	return own, shared
}
