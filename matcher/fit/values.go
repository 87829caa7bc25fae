package fit

import (
	"cmp"
	"math"
	"slices"

	"matchd/matcher"
)

// Tri is a yes, a no, or unknown (0). There is no third name: compare with 0.
type Tri int8

// The values of a Tri.
const (
	No  Tri = -1
	Yes Tri = 1
)

func tri(b *bool) Tri {
	switch {
	case b == nil:
		return 0
	case *b:
		return Yes
	}
	return No
}

// Set is a set over at most 31 values by their number, 0 to 30; its top bit says that the set is known to be all. The zero
// Set is unknown, not empty.
type Set uint32

const knownSet Set = 1 << 31

// Known reports whether the set is all there is; of one that is not, members are known and others are not.
func (s Set) Known() bool { return s&knownSet != 0 }

// Lacks gives the members of asked that s has not, without the bit that says known: 0 where it has them all. Of a
// set that is not Known what is left over is not known.
func (s Set) Lacks(asked Set) Set { return asked &^ s &^ knownSet }

// Has reports whether value n is in the set.
func (s Set) Has(n int) bool { return s&(1<<n) != 0 }

// licences is the set of driving licences; held ones bring what they cover.
func licences(list []matcher.Licence, held bool) Set {
	if list == nil {
		return 0
	}
	set, all := knownSet, matcher.Licences()
	for _, l := range list {
		covers := []matcher.Licence{l}
		if held {
			covers = l.Covers()
		}
		for _, c := range covers {
			if i := slices.Index(all, c); i >= 0 {
				set |= 1 << i
			}
		}
	}
	return set
}

func transports() []matcher.Transport {
	return []matcher.Transport{matcher.Car, matcher.Motorcycle, matcher.Moped, matcher.Bicycle, matcher.PublicTransport, matcher.OtherTransport}
}

func transportSet(list []matcher.Transport) Set {
	if list == nil {
		return 0
	}
	set := knownSet
	for _, t := range list {
		if i := slices.Index(transports(), t); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// Span is a range of whole numbers from 0 to 32767; an end that is unknown is -1 and counts as open.
type Span struct{ Min, Max int16 }

// Known reports whether either end is known.
func (s Span) Known() bool { return s.Min >= 0 || s.Max >= 0 }

// span reads hours a week into tenths.
func span(h *matcher.Hours) Span {
	out := Span{-1, -1}
	if h == nil {
		return out
	}
	if h.Min != nil {
		out.Min = int16(math.Round(*h.Min * 10))
	}
	if h.Max != nil {
		out.Max = int16(math.Round(*h.Max * 10))
	}
	return out
}

// apart is how far two ranges are from touching; an unknown end is open.
func (s Span) apart(o Span) int {
	gap := 0
	if s.Max >= 0 && o.Min >= 0 {
		gap = max(gap, int(o.Min)-int(s.Max))
	}
	if o.Max >= 0 && s.Min >= 0 {
		gap = max(gap, int(s.Min)-int(o.Max))
	}
	return gap
}

func level(l *float64) int16 {
	if l == nil {
		return -1
	}
	return int16(math.Round(*l * 1000))
}

func languages(list []matcher.Language) []Language {
	if list == nil {
		return nil
	}
	out := make([]Language, 0, len(list))
	for _, l := range list {
		var code [3]byte
		copy(code[:], l.Code)
		out = append(out, Language{code, int8(l.Oral.Rank()), int8(l.Written.Rank())})
	}
	slices.SortFunc(out, func(a, b Language) int {
		return cmp.Or(slices.Compare(a.Code[:], b.Code[:]), cmp.Compare(b.Oral, a.Oral), cmp.Compare(b.Written, a.Written))
	})
	return slices.CompactFunc(out, func(a, b Language) bool { return a.Code == b.Code })
}

// hoursPer is the working time in a pay period: a full-time month is 52/12 weeks of 40 hours (the statutory minimum
// hourly wage of 2024 made the hour the unit; 40 hours keeps the comparison from favouring either side).
func hoursPer(p matcher.PayPeriod) float64 {
	switch p {
	case matcher.PerHour:
		return 1
	case matcher.PerWeek:
		return 40
	case matcher.PerYear:
		return 52 * 40
	}
	return 52.0 * 40 / 12
}

// payCents is pay in euro cents an hour; 0 where unknown or in another currency.
func payCents(s *matcher.Salary, amount *float64) int32 {
	if s == nil || amount == nil || (s.Currency != "" && s.Currency != "EUR") {
		return 0
	}
	return int32(min(math.MaxInt32, math.Round(*amount*100/hoursPer(s.Period))))
}

func leastPay(s *matcher.Salary) int32 {
	if s == nil {
		return 0
	}
	return cmp.Or(payCents(s, s.Min), payCents(s, s.Max))
}

func mostPay(s *matcher.Salary) int32 {
	if s == nil {
		return 0
	}
	return cmp.Or(payCents(s, s.Max), payCents(s, s.Min))
}

func conceptKey(c matcher.Concept) string { return cmp.Or(c.Code, fold(c.Label)) }
