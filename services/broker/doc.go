// Package broker holds the use cases of the broker function (makelaarsfunctie): submit records, search them, rank
// matches, explain a pair, record decisions.
//
// A use case is a function from a question to an answer. What goes around it is a wrapper: authorised lets the right
// roles in, announced tells who was shown what, cached keeps answers until the view moves on. The sentence
// authorised(announced(cached(live))) in New is the architecture.
//
// New, in service.go, has all use cases with their wrappers and roles, which are in usecase.go, cached.go and announced.go.
// Lists and pairs are in matches.go, question.go, pair.go and findability.go; searches in search.go and codes.go; the door
// for records in records.go, batch.go and door.go, with what is read into them in warnings.go and the rules of decisions
// in decisions.go and decided.go; plans between companies in transfers.go, transfers_tell.go and whatif.go, those of
// regions in the files named so. Every error has its status in outcome.go.
package broker
