package broker

import (
	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/schemas"
)

// maxTold is how many flows, and how many left over, one plan tells of; its totals count them all.
const maxTold = 1000

// tell puts a plan in words.
func (d *desk) tell(p *coupling.Plan) schemas.TransferPlan {
	out := schemas.TransferPlan{
		Totals: p.Totals, Proof: proof(p), Flows: []schemas.TransferFlow{}, Trainable: []schemas.TransferFlow{},
		UnplacedSupply: []schemas.LeftSupply{}, FreeDemand: []schemas.LeftDemand{}, Decided: []schemas.Decided{}, Stamp: d.stamp(),
	}
	for _, v := range p.Moves[:min(len(p.Moves), maxTold)] {
		flow := d.flow(p.Market, v)
		if v.Trainable {
			out.Trainable = append(out.Trainable, flow)
		} else {
			out.Flows = append(out.Flows, flow)
		}
	}
	out.UnplacedSupply = append(out.UnplacedSupply, d.unplaced(p.Market, first(p.Unplaced(), maxTold))...)
	for _, left := range first(p.Free(), maxTold) {
		out.FreeDemand = append(out.FreeDemand, d.free(p.Market, left))
	}
	return out
}

func first[T any](list []T, n int) []T { return list[:min(len(list), n)] }

// proof is the value of the plan and the bound that the prices give; package coupling has checked that they are equal.
func proof(p *coupling.Plan) schemas.Proof {
	var dual int64
	for i, price := range p.Best.SourcePrices {
		dual += int64(p.Problem.Sources[i].Capacity) * price
	}
	for i, price := range p.Best.SinkPrices {
		dual += int64(p.Problem.Sinks[i].Capacity) * price
	}
	return schemas.Proof{Value: matcher.Millionths(p.Value), Dual: matcher.Millionths(dual)}
}

func (d *desk) flow(m *coupling.Market, v coupling.Move) schemas.TransferFlow {
	s, o := &m.Sources[v.Source], m.Sinks[v.Sink]
	f := schemas.TransferFlow{Match: d.Explain(m, v.Pair, d.lang), Units: v.Units, Change: d.Compare(m, v.Pair)}
	f.Vacancy = openingSummary(d.Judge, o)
	f.Candidate, f.Group = d.summaries(s)
	f.Decision, f.RecognisedHere = stage(d.Snapshot, f.MatchID), d.recognised(m, v.Pair)
	return f
}

// summaries is a person or a group, one of the two.
func (d *desk) summaries(s *coupling.Source) (person, group *matcher.Summary) {
	summary := profileSummary(d.Judge, s.Profile)
	summary.Company = d.named(s.Company)
	if s.Group {
		return nil, summary
	}
	return summary, nil
}

// unplaced tells who is left over, and why.
func (d *desk) unplaced(m *coupling.Market, left []coupling.Left) []schemas.LeftSupply {
	why := d.why(m, left)
	out := make([]schemas.LeftSupply, len(left))
	for i, l := range left {
		s := &m.Sources[l.At]
		out[i] = schemas.LeftSupply{Company: d.named(s.Company), Units: l.Units, Why: why[i]}
		out[i].Candidate, out[i].Group = d.summaries(s)
	}
	return out
}

func (d *desk) why(m *coupling.Market, left []coupling.Left) []coupling.Why {
	if d.whole {
		return d.WhyAmong(m, left, d.Openings)
	}
	out := make([]coupling.Why, len(left))
	for i := range left {
		out[i] = d.WhyUnplaced(m, left[i].At)
	}
	return out
}

func (d *desk) free(m *coupling.Market, left coupling.Left) schemas.LeftDemand {
	return schemas.LeftDemand{Vacancy: openingSummary(d.Judge, m.Sinks[left.At]), Units: left.Units, Why: d.WhyFree(m, left.At)}
}

// sectorMoves is where a plan's people come from and go to.
func (d *desk) sectorMoves(p *coupling.Plan) []schemas.SectorMove {
	out := []schemas.SectorMove{}
	for _, m := range p.SectorMoves(d.sector) {
		out = append(out, schemas.SectorMove(m))
	}
	return out
}

// sector is the sector that a company is in.
func (d *desk) sector(company string) matcher.Sector {
	if c := d.named(company); c != nil {
		return c.Sector
	}
	return matcher.Sector{}
}
