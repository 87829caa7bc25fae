package rank

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// codes numbers the distinct values of a column in the order in which they are met. Beyond 65,535 of them the rest
// share the number others, whose bound is the most there is; their rows' values stand apart.
type codes[K comparable, V any] struct {
	values []V
	apart  map[int]V    // by row
	number map[K]uint16 // while rows are packed
}

const others = math.MaxUint16

func (c *codes[K, V]) of(row int, key K, v V) uint16 {
	if c.number == nil {
		c.number = map[K]uint16{}
	}
	if n, ok := c.number[key]; ok {
		return n
	}
	if len(c.values) == others {
		if c.apart == nil {
			c.apart = map[int]V{}
		}
		c.apart[row] = v
		return others
	}
	n := uint16(len(c.values))
	c.number[key] = n
	c.values = append(c.values, v)
	return n
}

// at is the value of a row that has a number.
func (c *codes[K, V]) at(n uint16, row int) V {
	if n == others {
		return c.apart[row]
	}
	return c.values[n]
}

// seal ends packing.
func (c *codes[K, V]) seal() { c.values, c.number = trim(c.values), nil }

// together lays lists end to end, so that bounds of one after another do not wait for memory each time.
func together[V any](lists [][]V) {
	total := 0
	for _, list := range lists {
		total += len(list)
	}
	all := newArena[V](total)
	for i, list := range lists {
		if list == nil {
			continue // not known; an empty one is known to be empty
		}
		from := all.end()
		all.add(list)
		lists[i] = all.items[from:all.end():all.end()]
	}
}

// register numbers the distinct values of what no bound is made from.
type register[K comparable, V any] struct {
	values []V
	number map[K]uint32 // while rows are packed
}

func (r *register[K, V]) of(key K, v V) uint32 {
	if r.number == nil {
		r.number = map[K]uint32{}
	}
	n, ok := r.number[key]
	if !ok {
		n = uint32(len(r.values))
		r.number[key] = n
		r.values = append(r.values, v)
	}
	return n
}

func (r *register[K, V]) at(n uint32) V { return r.values[n] }

func (r *register[K, V]) seal() { r.values, r.number = trim(r.values), nil }

// names is a register of texts.
type names struct{ register[string, string] }

func (n *names) of(name string) uint32 { return n.register.of(name, name) }

// bounds is what each value of a column adds, worked out when it is first asked for.
type bounds struct {
	known []int32 // one more than the value; 0 = not yet
	most  int64
	work  func(n uint16) int64
}

// constant is a column whose value does not matter, because the other side is silent.
func constant(value int64) bounds { return bounds{most: value} }

// columnBounds bounds a reason by the values of a column, of each of which value says what it adds. Where the asking side
// of the reason is silent, the column does not matter.
func columnBounds[K comparable, V any](l *lens, id fit.ReasonID, c *codes[K, V], value func(V) int64) bounds {
	if l.mute[id] {
		return constant(l.prior(id))
	}
	return bounds{l.desk.ints.zeros(len(c.values)), l.limit[id], func(n uint16) int64 { return value(c.values[n]) }}
}

func (b *bounds) at(n uint16) int64 {
	if int(n) >= len(b.known) {
		return b.most
	}
	if b.known[n] == 0 {
		b.known[n] = int32(b.work(n)) + 1
	}
	return int64(b.known[n] - 1)
}

// arena is lists end to end; a list is a cut of it.
type arena[V any] struct{ items []V }

func newArena[V any](items int) arena[V] { return arena[V]{make([]V, 0, items)} }

func (a *arena[V]) end() uint32 { return uint32(len(a.items)) }

func (a *arena[V]) add(list []V) { a.items = append(a.items, list...) }

// cut is the list from one place on and before another, nil where it is empty.
func (a *arena[V]) cut(from, to uint32) []V {
	if from == to {
		return nil
	}
	return a.items[from:to:to]
}

// texts makes equal strings share their bytes.
type texts map[string]string

func (t texts) share(s *string) {
	if *s == "" {
		return
	}
	if known, ok := t[*s]; ok {
		*s = known
		return
	}
	t[*s] = *s
}

func (t texts) shareAll(list ...*string) {
	for _, s := range list {
		t.share(s)
	}
}

// absent is the key of a list that is nil; lists that are there have none of one byte.
const absent = "-"

func languagesKey(list []fit.Language) string {
	if list == nil {
		return absent
	}
	key := make([]byte, 0, 64)
	for _, l := range list {
		key = append(append(key, l.Code[:]...), byte(l.Oral), byte(l.Written))
	}
	return string(key)
}

func numbersKey(list []uint32) string {
	if list == nil {
		return absent
	}
	key := make([]byte, 0, 64)
	for _, n := range list {
		key = binary.LittleEndian.AppendUint32(key, n)
	}
	return string(key)
}

// textsKey tells lists apart whatever is in their texts.
func textsKey(list []string) string {
	if list == nil {
		return absent
	}
	var b strings.Builder
	for _, text := range list {
		fmt.Fprintf(&b, "%d:%s", len(text), text)
	}
	return b.String()
}

func sectorsKey(list []matcher.Sector) string {
	if list == nil {
		return absent
	}
	var b strings.Builder
	for _, s := range list {
		b.WriteString(s.Code)
		b.WriteByte(0)
		b.WriteString(s.Edition)
		b.WriteByte(1)
	}
	return b.String()
}

// small is the columns of few values, which one number stands for together.
type small struct {
	education int8 // rank, 0 to 9, or below 0 as fit.Needs has it
	irregular fit.Tri
	kind      matcher.ContractKind
	term      matcher.ContractTerm
}

// highest is the rank of the highest level of education.
const highest = 9

// The number of values of each, the last kind and term being those that matcher has no name for.
const (
	educations = 2*highest + 1
	irregulars = 3
	kindCount  = 6
	termCount  = 4
	smalls     = educations * irregulars * kindCount * termCount
)

func (s small) number() uint16 {
	n := (int(s.education)+highest)*irregulars + int(s.irregular) + 1
	return uint16((n*kindCount+indexOr(kinds(), s.kind))*termCount + indexOr(terms(), s.term))
}

// indexOr is the length of the list where it has no such value.
func indexOr[V comparable](list []V, v V) int {
	if i := slices.Index(list, v); i >= 0 {
		return i
	}
	return len(list)
}

// smallTable is what the three reasons of the small columns add together, by number.
func (l *lens) smallTable(value func(fit.ReasonID, small) int64) *[smalls]int32 {
	table := (*[smalls]int32)(l.desk.ints.zeros(smalls))
	var contract [kindCount * termCount]int64
	for i := range contract {
		contract[i] = l.limit[fit.Contract]
		if k, t := i/termCount, i%termCount; k < len(kinds()) && t < len(terms()) {
			contract[i] = value(fit.Contract, small{kind: kinds()[k], term: terms()[t]})
		}
	}
	for e := range educations {
		education := value(fit.Education, small{education: int8(e - highest)})
		for i := range irregulars {
			both := education + value(fit.IrregularHours, small{irregular: fit.Tri(i - 1)})
			for c := range contract {
				table[(e*irregulars+i)*len(contract)+c] = int32(both + contract[c])
			}
		}
	}
	return table
}

func kinds() []matcher.ContractKind {
	return []matcher.ContractKind{"", matcher.Regular, matcher.Apprenticeship, matcher.WorkExperience, matcher.Volunteer}
}

func terms() []matcher.ContractTerm {
	return []matcher.ContractTerm{"", matcher.Permanent, matcher.Temporary}
}
