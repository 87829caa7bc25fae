// Package coupling couples companies that lose staff to companies that seek it, so that groups of people go from work
// to work (makelaarsfunctie): it makes the pairs that could be, the best plan over them with its proof, and the order
// in which partners are worth talking to.
//
// Supply is people at risk and announced groups, each with the places it may give; demand is open vacancies with the
// positions they have left. A pair may be planned with if no condition of package fit fails, its score reaches the
// model's floor and it is not remote. It is worth the score plus a bonus for placing somebody (model.json), so that
// many good placements beat few perfect ones. Plans are those of package transfer: provably best, and only one.
//
// Consent is not judged here: who gathers the supply leaves out whom the viewer may not see.
package coupling
