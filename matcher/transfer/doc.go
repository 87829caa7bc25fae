// Package transfer computes the exact assignment at the heart of company-to-company transfers: which people and announced
// groups of one side go to which vacancies of the other, so that the plan as a whole is worth most (makelaarsfunctie).
//
// # The problem
//
// A plan is a maximum-value b-matching, also called a transportation problem without the obligation to fill. Sources are
// people (capacity 1) and announced groups (capacity = headcount), sinks are vacancies (capacity = positions), and an edge
// is an eligible pair with a positive value. A plan moves whole units over edges within both capacities and has the
// greatest sum of units x value.
//
// # The proof that comes with it
//
// Every plan carries prices u of sources and v of sinks, none negative, with u+v >= value on every edge and
// sum(capacity x price) = value of the plan. Any flow is worth at most sum(capacity x price) under such prices (weak
// duality), so equality proves that nothing better exists. Verify checks this in one pass, without trusting the solver.
//
// Of all such prices the plan carries those with the lowest sinks, which exist and are unique because the optimal prices
// form a lattice (Shapley and Shubik, The assignment game I, 1971). They have a meaning: the price of a sink is what one
// more position there would add to the total, and the price of a source that has units placed is what one unit less would cost.
//
// # One plan only
//
// Many plans may be worth the same. The plan returned is the one that comes first by these rules:
//
//  1. the greatest total value,
//  2. among those, the greatest total tie weight, a 16-bit number drawn from the ids of the pair (pairTie),
//  3. among those, the lexicographically greatest units over the pairs in order of (source id, sink id).
//
// The third rule is a total order on flows, so the result is unique for certain, not merely with high probability. The
// first two are folded in one key per edge, value x 2^38 + tie weight, and solved as one problem. That gives the value
// precedence for certain: two flows differ by residual cycles that visit every node at most once, hence with at most
// 2^20 edges of each sign, over which tie weights sum to less than 2^36, so a cycle that gains any value gains in
// the key whatever the tie weights. What ties are still left lie, by complementary slackness, on cycles of tight edges;
// linear time shows that there are none (nearly always), and otherwise the third rule is applied within those cycles.
// All three rules look at ids only, so neither the order of the input nor the history of a Solver can change a plan.
//
// # How it is solved
//
// An epsilon-scaling auction gives nearly right prices, successive shortest paths make flow and prices exact, one
// Dijkstra pass finds the lowest prices, and one pass over the tight edges settles ties. A Solver keeps flow and prices
// and repairs them after a change with a few short paths. It works with a few edges of each node, and holds the others
// against the prices: one that these do not cover, or only just, is taken in and the repair goes on, until there is
// none (column generation: Dantzig and Wolfe, Decomposition principle for linear programs, 1960). What is left out then
// could not change the plan or its prices. Both end in the same plan because there is only one.
//
// In files: problem.go and plan.go say what goes in and comes out, verify.go checks the proof, bound.go bounds without
// solving; network.go holds flow and prices, auction.go, paths.go and prices.go are the three steps, options.go the edges
// that are left out until they matter, tie.go and canonical.go (with core.go) the rules for ties; incremental.go and
// register.go keep a problem while it changes.
package transfer
