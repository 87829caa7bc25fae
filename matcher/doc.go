// Package matcher holds what the service exists for, as pure values and arithmetic: vacancies, candidates,
// surpluses, companies and decisions; which conditions a pair meets; how well it fits, as a sum of named reasons.
//
// Nothing here does I/O: no context, clock, log, environment, network or third party. What a record leaves out is
// unknown, never "no": unknown values are nil pointers, nil slices, empty strings or zero Dates. An empty slice that is
// not nil is known to be empty. All types are plain data: safe to share between goroutines as long as nobody writes.
//
// Where to look: vacancy.go, candidate.go, company.go (with surpluses) and decision.go have a record each; values.go and
// levels.go what they are made of, with the maps between scales of schooling and language; party.go who may see whom;
// match.go what an explained pair consists of. A new field needs a rule in the check_*.go of its record, its schema in
// schemas, and a place in fit if it is to count. Scores are made in matcher/fit, lists in matcher/rank, plans between
// companies in matcher/coupling and matcher/transfer.
package matcher
