package view

import (
	"fmt"
	"reflect"
	"testing"

	"matchd/matcher/fit/fittest"
)

func TestTheFeedTellsWhatChangedSinceABatch(t *testing.T) {
	v := newView(t)
	apply(t, v, candidate(fittest.Nurse("a")), candidate(fittest.Nurse("b")))
	apply(t, v, candidate(fittest.Nurse("a")), vacancy(fittest.Nursing("v")))
	apply(t, v, erase(Vacancies, "v"))
	for _, c := range []struct {
		name        string
		after, upTo uint64
		want        []Key
	}{
		{"all but the first", 1, 3, []Key{{Candidates, "a"}, {Vacancies, "v"}, {Vacancies, "v"}}},
		{"one in the middle", 1, 2, []Key{{Candidates, "a"}, {Vacancies, "v"}}},
		{"nothing since the newest", 3, 3, nil},
	} {
		if got, ok := v.Changed(c.after, c.upTo); !ok || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, %v", c.name, got, ok)
		}
	}
	if _, ok := v.Changed(3, 4); ok {
		t.Error("it knows of a batch to come")
	}
	v = reopen(t, v)
	if _, ok := v.Changed(1, 3); ok {
		t.Error("a view that was opened again knows of batches before")
	}
}

func TestTheFeedForgetsWhatIsLongPast(t *testing.T) {
	var f feed
	for n := range uint64(30) {
		var changes []*Change
		for i := range maxFeed / 10 {
			changes = append(changes, &Change{Kind: Candidates, ID: fmt.Sprint(i)})
		}
		f.add(n+1, changes)
	}
	v := &View{}
	v.feed.batches, v.feed.keys = f.batches, f.keys
	if keys, ok := v.Changed(20, 30); !ok || len(keys) != maxFeed || f.keys != maxFeed {
		t.Errorf("%d keys of the newest ten, %v", len(keys), ok)
	}
	if _, ok := v.Changed(19, 30); ok {
		t.Error("it remembers the batch before")
	}
}
