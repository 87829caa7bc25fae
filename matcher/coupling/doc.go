// Package coupling couples companies that lose staff to companies that seek it, so that groups of people go from work
// to work (makelaarsfunctie): it makes the pairs that could be, the best plan over them with its proof, and the order
// in which partners are worth talking to.
//
// Supply is people at risk and announced groups, each with the places it may give; demand is open vacancies with the
// positions they have left. A pair may be planned with if no condition of package fit fails, its score reaches the
// model's floor and it is not remote. It is worth the score plus a bonus for placing somebody (model.json), so that
// many good placements beat few perfect ones. Plans are those of package transfer: provably best, and only one.
//
// # The country and its regions
//
// One plan is made of all supply and demand of the country together (Joint), because regions share places: whoever
// lives near a border competes on both sides of it, and a place that is promised in one region is taken in all. What a
// region sees is cut from that plan (Part): the moves of the people who live there, wherever they go, and what is left of
// its own positions and people. So no place is promised beyond the positions, and nobody twice, over all regions. The
// plan is best for the country, which may be less than the best for a region by itself; what companies could do by
// themselves is told beside it. Supply without a known home, and vacancies without a known place, are in the plan of the
// country and in that of no region. A Joint is kept: a change of a record looks at that record's pairs only, and repairs
// the plan, which is the one from scratch because there is only one.
//
// Consent is not judged here: who gathers the supply leaves out whom the viewer may not see (view.Gathering).
//
// Which pairs a plan may use is in market.go, bar.go and reach.go; partners and their order in partner.go; one plan and its
// totals in plan.go, what somebody gains by it in change.go; what is left over, and why, in left.go; the plan of the
// country in joint.go and joint_change.go (pairs as link.go keeps them), and what a region sees of it in region.go and
// sectors.go.
package coupling
