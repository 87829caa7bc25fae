// Package standing keeps the standing list of every open vacancy: the best 20 candidates above the model's floor, and
// says what a batch of changes did to them. Only people who let their profile be shared with somebody beyond the
// responsible party are in one, because the events that come of it are read by many.
//
// At the size of the country there are half a million lists, and a record must not cost a ranking of each list that it
// touches. So a list holds a few people more than it shows: who leaves it makes room for one who is known already, and
// the country is ranked anew only when those have run out (Gupta and Mumick's maintenance of a materialised view, with
// the spare rows of Yi and others, "Efficient maintenance of materialized top-k views", 2003). And every list has a bar,
// the score from which on somebody belongs to the people it knows: a person who changes is held against all bars at once
// by rank.Reached. People and vacancies go by their number, so that a list is one small block of memory without pointers.
//
// When a process comes up, every list is still owed: it is what it was in the state then, until something changes it.
// Whoever changes is held against the bar of a list that is owed too. If twenty others score more than that person did
// and does, the list is what it was, and the least of the twenty is its bar from then on; if not, the list is made as it
// was before. Without records, lists are made a few at a time.
package standing
