package view

import (
	"slices"
	"testing"
)

func TestTheGenerationNamesTopicsInOrderWhateverTheMap(t *testing.T) {
	m := Marks{"vacancies.v1": {Next: []int64{1, 2}}, "candidates.v1": {Next: []int64{3}}}
	for _, c := range []struct {
		name   string
		topics []string
		want   string
	}{
		{"all", nil, "candidates=3;vacancies=1,2"},
		{"one", []string{"vacancies.v1"}, "vacancies=1,2"},
		{"in any order", []string{"vacancies.v1", "candidates.v1"}, "candidates=3;vacancies=1,2"},
		{"one that is not there", []string{"companies.v1"}, "companies="},
	} {
		t.Run(c.name, func(t *testing.T) {
			topics := slices.Clone(c.topics)
			if got := m.Generation(c.topics...); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if !slices.Equal(topics, c.topics) {
				t.Errorf("the caller's topics were put in order: %v", c.topics)
			}
		})
	}
}

func TestMarksCoverWhatLiesBeforeThem(t *testing.T) {
	m := Marks{"t": {Next: []int64{5}}}
	for _, c := range []struct {
		topic     string
		partition int
		offset    int64
		want      bool
	}{{"t", 0, 4, true}, {"t", 0, 5, false}, {"t", 1, 0, false}, {"u", 0, 0, false}} {
		if got := m.Covers(c.topic, c.partition, c.offset); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestAClonedMarkMovesAlone(t *testing.T) {
	m := Marks{"t": {Identity: "i", Next: []int64{5}}}
	c := m.Clone()
	c["t"].Next[0]++
	if m["t"].Next[0] != 5 || c["t"].Identity != "i" {
		t.Errorf("%v and %v", m, c)
	}
}

func TestTheSameLogGivesTheSameGenerationAndStateInBatchesOfAnySize(t *testing.T) {
	var all []Change
	for n := range 20 {
		all = append(all, batchNumber(n)...)
	}
	var want string
	for _, size := range []int{1, 7, len(all)} {
		v := newView(t)
		at := 0
		for part := range slices.Chunk(all, size) {
			at += len(part)
			if err := v.Apply(part, marksAt(int64(at)), nil); err != nil {
				t.Fatal(err)
			}
		}
		state := stateOf(t, v)
		if want == "" {
			want = state
		}
		if state != want {
			t.Errorf("batches of %d: %s", size, firstDifference(want, state))
		}
	}
}
