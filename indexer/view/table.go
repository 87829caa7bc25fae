package view

import (
	"slices"
	"strings"
)

// buckets is over how many parts a table is spread: a change copies the parts it touches and shares the others. With
// 200,000 keys a part has 200 of them, some 8 kB.
const buckets = 1024

// table maps texts to values and never changes: set gives another table. The zero value is empty.
type table[V any] struct {
	parts *[buckets][]entry[V]
}

type entry[V any] struct {
	key   string
	value V
}

// get is the value of a key, the zero value where there is none.
func (t table[V]) get(key string) (V, bool) {
	if t.parts != nil {
		part := t.parts[bucketOf(key)]
		if at, ok := find(part, key); ok {
			return part[at].value, true
		}
	}
	var none V
	return none, false
}

// set gives a table with the keys changed: nil removes one.
func (t table[V]) set(changes map[string]*V) table[V] {
	if len(changes) == 0 {
		return t
	}
	next := new([buckets][]entry[V])
	if t.parts != nil {
		*next = *t.parts
	}
	owned := [buckets]bool{}
	for key, value := range changes {
		b := bucketOf(key)
		if !owned[b] {
			owned[b], next[b] = true, slices.Clone(next[b])
		}
		at, ok := find(next[b], key)
		switch {
		case value == nil && ok:
			next[b] = slices.Delete(next[b], at, at+1)
		case value != nil && ok:
			next[b][at].value = *value
		case value != nil:
			next[b] = slices.Insert(next[b], at, entry[V]{key, *value})
		}
	}
	return table[V]{next}
}

// keys gives every key, in an order that depends on nothing but the keys.
func (t table[V]) keys(yield func(string) bool) {
	if t.parts == nil {
		return
	}
	for _, part := range t.parts {
		for i := range part {
			if !yield(part[i].key) {
				return
			}
		}
	}
}

func find[V any](part []entry[V], key string) (int, bool) {
	return slices.BinarySearchFunc(part, key, func(e entry[V], key string) int { return strings.Compare(e.key, key) })
}

// bucketOf is FNV-1a, without a copy of the key.
func bucketOf(key string) uint32 {
	h := uint32(2166136261)
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return h % buckets
}

// relation says which ids go with a key, ascending.
type relation struct{ table[[]string] }

// of are the ids of a key; they must not be changed.
func (r relation) of(key string) []string {
	ids, _ := r.get(key)
	return ids
}

// edits gathers what a batch does to a relation: by key and id, whether it is in.
type edits map[string]map[string]bool

// move takes an id from one key to another; an empty key is none.
func (e edits) move(id, from, to string) {
	if from == to {
		return
	}
	for key, in := range map[string]bool{from: false, to: true} {
		if key == "" {
			continue
		}
		if e[key] == nil {
			e[key] = map[string]bool{}
		}
		e[key][id] = in
	}
}

// change applies edits.
func (r relation) change(e edits) relation {
	sets := make(map[string]*[]string, len(e))
	for key, moves := range e {
		next := make([]string, 0, len(r.of(key))+len(moves))
		for _, id := range r.of(key) {
			if _, moved := moves[id]; !moved {
				next = append(next, id)
			}
		}
		for id, in := range moves {
			if in {
				next = append(next, id)
			}
		}
		slices.Sort(next)
		if sets[key] = &next; len(next) == 0 {
			sets[key] = nil
		}
	}
	return relation{r.set(sets)}
}
