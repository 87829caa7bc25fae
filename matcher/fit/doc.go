// Package fit says how well one person and one vacancy fit, and whether they may be coupled at all.
//
// A record is compiled once, when it is folded, into numbers: a Profile for a person or an announced group, an
// Opening for a vacancy. A pair is then judged by conditions, which must not fail, and scored as a sum of named
// reasons in two directions: what the vacancy asks of the person (demand) and what the person wants of the vacancy
// (wish). The function that adds a contribution is the one that names it, so an explanation cannot drift from its
// score. All arithmetic is on integers, so no sum depends on its order.
//
// Birth year and special-category data cannot influence a score: Profile has no place for them.
package fit
