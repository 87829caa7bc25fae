// Package fit says how well one person and one vacancy fit, and whether they may be coupled at all.
//
// A record is compiled once, when it is folded, into numbers: a Profile for a person or an announced group, an
// Opening for a vacancy. A pair is then judged by conditions, which must not fail, and scored as a sum of named
// reasons in two directions: what the vacancy asks of the person (demand) and what the person wants of the vacancy
// (wish). The function that adds a contribution is the one that names it, so an explanation cannot drift from its
// score. All arithmetic is on integers, so no sum depends on its order.
//
// Birth year and special-category data cannot influence a score: Profile has no place for them.
//
// To change what a record is read as, see profile.go, opening.go and vocabulary.go (texts.go, ownwords.go and fields.go,
// and package reading, for free text; likely.go for work told from skills); what the vacancy asks is judged in demand.go,
// what the person wants in wish.go, what must not fail in condition.go, and what can be made suitable in band.go; weights,
// priors, curves and bounds are data with their origin in model.json. Explanations are put together in explain.go, with evidence.go, gap.go and the
// Dutch and English of words.go and condition_words.go. A change of any answer raises algorithm in model.go, and the graded
// cases of quality show what it is worth.
package fit
