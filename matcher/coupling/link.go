package coupling

import (
	"cmp"
	"slices"
)

// link is a pair as a Joint keeps it, once for its source: small, because there may be millions.
type link struct {
	sink  int32 // its slot
	worth int32 // score times two, and one more where the people can be made suitable
}

func newLink(sink int32, score int64, trainable bool) link {
	l := link{sink, int32(score) << 1}
	if trainable {
		l.worth++
	}
	return l
}

func (l link) score() int64    { return int64(l.worth >> 1) }
func (l link) trainable() bool { return l.worth&1 > 0 }

func (l link) compare(o link) int { return cmp.Compare(l.sink, o.sink) }

// without is a list of links less that to a sink; the list itself does not change.
func without(list []link, sink int32) []link {
	i, found := slices.BinarySearchFunc(list, link{sink: sink}, link.compare)
	if !found {
		return list
	}
	return slices.Concat(list[:i], list[i+1:])
}

// with is a list of links and one more, instead of that to the same sink; the list itself does not change.
func with(list []link, l link) []link {
	list = without(list, l.sink)
	i, _ := slices.BinarySearchFunc(list, l, link.compare)
	return slices.Concat(list[:i], []link{l}, list[i:])
}

// pairs are the pairs of one source in order of sink.
func (m *Market) pairs(source int32) []Pair {
	if m.links == nil {
		from, _ := slices.BinarySearchFunc(m.Pairs, source, func(p Pair, source int32) int { return cmp.Compare(p.Source, source) })
		to, _ := slices.BinarySearchFunc(m.Pairs, source+1, func(p Pair, source int32) int { return cmp.Compare(p.Source, source) })
		return m.Pairs[from:to]
	}
	out := make([]Pair, len(m.links[source]))
	for i, l := range m.links[source] {
		out[i] = Pair{source, m.at[l.sink], l.score(), l.trainable()}
	}
	slices.SortFunc(out, func(a, b Pair) int { return cmp.Compare(a.Sink, b.Sink) })
	return out
}

// fitting counts the pairs of a sink.
func (m *Market) fitting(sink int) (n int) {
	for _, p := range m.Pairs {
		if int(p.Sink) == sink {
			n++
		}
	}
	slot := int32(slices.Index(m.at, int32(sink)))
	for _, list := range m.links {
		if _, found := slices.BinarySearchFunc(list, link{sink: slot}, link.compare); found {
			n++
		}
	}
	return n
}

// Of is the market of some of the supply, with all pairs that it has and no other demand. Of the market of a Joint it gives
// the pairs too, which that keeps in a form of its own.
func (m *Market) Of(keep func(*Source) bool) *Market {
	var pairs []Pair
	for i := range m.Sources {
		if keep(&m.Sources[i]) {
			pairs = append(pairs, m.pairs(int32(i))...)
		}
	}
	return m.only(pairs)
}
