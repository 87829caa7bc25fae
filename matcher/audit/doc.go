// Package audit looks for unequal chances in rankings: how often people of a group are among the first of a list,
// against everyone else, what makes the difference, and whether what must not matter does.
//
// It reads birth years and other restricted fields to tell groups apart. Ranking has no place for them; the audit is
// meant for a labelled synthetic population, or for a party that may read them of its own people.
//
// The dimensions that people are grouped by are in groups.go, what must not matter in neutral.go, the counting in fairness.go
// and compare.go, and what is printed in text.go.
package audit
