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
// When a process comes up, every list is owed: it is what it was in the state then, and is made from that, a few at a time
// while no records wait. Until all are made, rows that change are put off, and lists are brought up to date with them
// afterwards: at the size of the country that takes a quarter of an hour in which records are searchable as ever and only
// their matches are announced later. Where a process dies before that, what was put off is taken for new when it comes
// back: matches that go on are found once more, and those that lapsed meanwhile are not told.
//
// One list is in list.go, all of them and the making of one in lists.go; a batch in update.go, rows that wait in putoff.go,
// work that waits for no record in step.go, and what is told in notice.go.
package standing
