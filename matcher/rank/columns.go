package rank

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// codes numbers the distinct values of a column in the order in which they are met. Beyond 65,534 of them the rest
// share the number others, whose bound is the most there is.
type codes[V any] struct {
	values []V
	number map[string]uint16
}

const others = math.MaxUint16

func (c *codes[V]) of(key string, v V) uint16 {
	if c.number == nil {
		c.number = map[string]uint16{}
	}
	if n, ok := c.number[key]; ok {
		return n
	}
	if len(c.values) == others {
		return others
	}
	n := uint16(len(c.values))
	c.number[key] = n
	c.values = append(c.values, v)
	return n
}

// bounds is what each value of a column can add, worked out when it is first asked for.
type bounds struct {
	known []int64 // -1 = not yet
	most  int64
}

func newBounds(n int, most int64) bounds {
	b := bounds{known: make([]int64, n), most: most}
	for i := range b.known {
		b.known[i] = -1
	}
	return b
}

func (b *bounds) at(n uint16, work func(n uint16) int64) int64 {
	if int(n) >= len(b.known) {
		return b.most
	}
	if b.known[n] < 0 {
		b.known[n] = work(n)
	}
	return b.known[n]
}

// postings lists rows by a number, ascending.
type postings struct {
	first []int32
	rows  []int32
}

func (p *postings) of(n uint32) []int32 {
	if int(n)+1 >= len(p.first) {
		return nil
	}
	return p.rows[p.first[n]:p.first[n+1]]
}

type postingsBuilder struct{ pairs []posting }

type posting struct {
	number uint32
	row    int32
}

func (b *postingsBuilder) add(number uint32, row int32) {
	b.pairs = append(b.pairs, posting{number, row})
}

func (b *postingsBuilder) build() postings {
	slices.SortFunc(b.pairs, func(x, y posting) int { return cmp.Or(cmp.Compare(x.number, y.number), cmp.Compare(x.row, y.row)) })
	p := postings{rows: make([]int32, len(b.pairs)), first: []int32{0}}
	for i, pair := range b.pairs {
		for len(p.first) <= int(pair.number) {
			p.first = append(p.first, int32(i))
		}
		p.rows[i] = pair.row
	}
	p.first = append(p.first, int32(len(b.pairs)))
	return p
}

func languagesKey(list []fit.Language) string {
	if list == nil {
		return "-"
	}
	var b strings.Builder
	for _, l := range list {
		fmt.Fprintf(&b, "%s%d%d", l.Code, l.Oral, l.Written)
	}
	return b.String()
}

func numbersKey(list []uint32) string {
	if list == nil {
		return "-"
	}
	return fmt.Sprint(list)
}

func sectorsKey(list []matcher.Sector) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(s.Code)
		b.WriteByte('/')
		b.WriteString(s.Edition)
		b.WriteByte(' ')
	}
	return b.String()
}

// contracts is a column's kind and term of contract, as row and cell of a table; what matcher has no name for has the
// last row or cell.
type contracts [6][4]int64

func kindNumber(k matcher.ContractKind) uint8 { return number(kinds(), k) }
func termNumber(t matcher.ContractTerm) uint8 { return number(terms(), t) }

func number[V comparable](list []V, v V) uint8 {
	if i := slices.Index(list, v); i >= 0 {
		return uint8(i)
	}
	return uint8(len(list))
}

// tabulate fills the table, the places for what has no name with the most there is.
func (c *contracts) tabulate(most int64, value func(matcher.ContractKind, matcher.ContractTerm) int64) {
	for k := range c {
		for t := range c[k] {
			c[k][t] = most
			if k < len(kinds()) && t < len(terms()) {
				c[k][t] = value(kinds()[k], terms()[t])
			}
		}
	}
}

func kinds() []matcher.ContractKind {
	return []matcher.ContractKind{"", matcher.Regular, matcher.Apprenticeship, matcher.WorkExperience, matcher.Volunteer}
}

func terms() []matcher.ContractTerm {
	return []matcher.ContractTerm{"", matcher.Permanent, matcher.Temporary}
}
