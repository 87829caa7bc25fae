package fit

import (
	"cmp"
	"strings"

	"matchd/matcher"
	"matchd/matcher/sector"
)

// wishedOccupation is how close the vacancy's occupation is to the closest one wished.
func (j *Judge) wishedOccupation(a *Asks, n *Needs) Term {
	if len(a.Occupations) == 0 || len(n.Wished) == 0 {
		return j.prior(WishedOccupation)
	}
	var best uint16
	for _, wished := range n.Wished {
		best = max(best, j.closest(a.Occupations, wished))
	}
	return Term{int64(best) * 1000, true}
}

// wishedSector is how close the company's sector is to the closest one wished.
func (j *Judge) wishedSector(a *Asks, n *Needs) Term {
	if a.Sector.Code == "" || len(n.WishedSectors) == 0 {
		return j.prior(WishedSector)
	}
	var best uint16
	for _, wished := range n.WishedSectors {
		best = max(best, SectorCloseness(a.Sector, wished))
	}
	return Term{int64(best) * 1000, true}
}

// SectorCloseness is how well a company's sector meets a wished one, in thousandths: in full where it lies inside the
// wish (86101 inside 86 or Q), else as near as sector.Closeness has it. Which is which matters: a wish of 86101 is not met
// in full by 86. Codes that are unknown are near to nothing.
func SectorCloseness(offered, wished matcher.Sector) uint16 {
	a, b := sectorCode(offered), sectorCode(wished)
	closeness := sector.Closeness(a, b)
	if closeness == 0 {
		return 0
	}
	inside := a.Edition == b.Edition && strings.HasPrefix(a.Number, b.Number)
	if len(b.Number) == 1 || inside {
		return 1000
	}
	return closeness
}

func sectorCode(s matcher.Sector) sector.Code {
	return sector.Code{Number: s.Code, Edition: cmp.Or(s.Edition, sector.Edition2008)}
}

// HoursTerm is the hours reason: full where the ranges touch and falls by a twentieth for every hour a week that they lie
// apart, so that nothing is left of it from 20 hours on. The prior where either side says nothing; an open end fits all.
func (j *Judge) HoursTerm(offered, wished Span) Term {
	if !offered.Known() || !wished.Known() {
		return j.prior(Hours)
	}
	return Term{max(0, matcher.Million-5_000*int64(offered.apart(wished))), true}
}

// contract asks that kind and term are as wished; each that is known and differs costs a half.
func (j *Judge) contract(a *Asks, n *Needs) Term {
	kind := a.ContractKind != "" && n.ContractKind != ""
	term := a.ContractTerm != "" && n.ContractTerm != ""
	if !kind && !term {
		return j.prior(Contract)
	}
	value := int64(matcher.Million)
	if kind && a.ContractKind != n.ContractKind {
		value -= matcher.Million / 2
	}
	// Who wishes temporary work is not worse off with a permanent job.
	if term && n.ContractTerm == matcher.Permanent && a.ContractTerm == matcher.Temporary {
		value -= matcher.Million / 2
	}
	return Term{value, true}
}

// irregularHours fails only where the work is irregular and the person does not want that.
func (j *Judge) irregularHours(a *Asks, n *Needs) Term {
	if a.Irregular == No {
		return whole(true)
	}
	if a.Irregular == 0 || n.Irregular == 0 {
		return j.prior(IrregularHours)
	}
	return whole(n.Irregular == Yes)
}

// distance follows the model's curve over the kilometres to travel, the share worked from home taken off.
func (j *Judge) distance(a *Asks, n *Needs) Term {
	if a.Remote >= 1000 {
		return whole(true)
	}
	metres, known := Metres(a, n)
	if !known {
		return j.prior(Distance)
	}
	return Term{j.Model.DistanceValue(int64(metres) * int64(1000-a.Remote) / 1000), true}
}

// DistanceValue is the fulfilment of the distance reason, in millionths, at a number of metres: linear between the points
// of Model.Distance, and that of the last point beyond it. It never rises with distance, which bounds rely on.
func (m *Model) DistanceValue(metres int64) int64 {
	for i := 1; i < len(m.Distance); i++ {
		from, to := m.Distance[i-1], m.Distance[i]
		if metres <= to[0]*1000 {
			return from[1] + (to[1]-from[1])*(metres-from[0]*1000)/((to[0]-from[0])*1000)
		}
	}
	return m.Distance[len(m.Distance)-1][1]
}

// StartSlack is how many days a person may come later than asked before nothing is left of the reason.
const StartSlack = 90

// StartTerm is the start reason: full where the person is free on the day the work begins or before, and falls to nothing
// in StartSlack days. The prior where either day is 0, unknown.
func (j *Judge) StartTerm(begins, free matcher.Date) Term {
	if begins == 0 || free == 0 {
		return j.prior(Start)
	}
	late := int64(max(0, free-begins))
	return Term{max(0, matcher.Million-late*matcher.Million/StartSlack), true}
}

// PayTerm is the pay reason: full where the most offered reaches the least wished, else their ratio squared. Both in euro
// cents an hour; the prior where either is 0, unknown.
func (j *Judge) PayTerm(offered, wished int32) Term {
	if offered == 0 || wished == 0 {
		return j.prior(Pay)
	}
	if offered >= wished {
		return whole(true)
	}
	share := int64(offered) * matcher.Million / int64(wished)
	return Term{share * share / matcher.Million, true}
}
