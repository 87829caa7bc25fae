// Package broker holds the use cases of the broker function (makelaarsfunctie): submit records, search them, rank
// matches, explain a pair, record decisions.
//
// A use case is a function from a question to an answer. What goes around it is a wrapper: authorised lets the right
// roles in, announced tells who was shown what, cached keeps answers until the view moves on. The sentence
// authorised(announced(cached(live))) in New is the architecture.
package broker
