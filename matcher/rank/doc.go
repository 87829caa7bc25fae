// Package rank finds the best k of a whole country, exactly: the same ids, order and scores as scoring every record
// with fit and sorting, at a fraction of the work.
//
// People and vacancies are kept in segments: blocks of rows that never change, sorted by place. What bounds are made from
// lies in columns and lists, the rest of a row is packed into numbers and unpacked where the row is wanted as a whole. A
// Book is the writer's side; it publishes Views, which are immutable and need no lock. A change adds a small segment and
// buries the old row; segments of like size are merged, so that there are never many, and those with more dead rows than
// living ones are made anew.
//
// A list is made by bounds. The lens of a question sees one side made ready; a search goes over one segment with it. For
// every row the columns give a number that its score cannot exceed; rows are visited in the order of how near their
// occupations are, and the visit stops when no row left can reach the worst of the k found so far. Only rows whose bound
// reaches it are scored in full, by the same function that explains them. Where many rows of an area may reach it, the
// skills of the whole area are measured at once (gauge, tally), list by list instead of row by row. The memory for all
// that is a desk, handed from list to list.
//
// Reached asks the other way about: where every opening has a bar of its own, the end of a list that stands, it gives
// those whose bar one person reaches.
//
// To change how rows are kept, see book.go (segments and their merging), people.go and openings.go (columns of a row),
// packed.go, people_packed.go and openings_packed.go (the rest of it, and the row made whole), index.go (rows by id),
// site.go (order of rows, areas, distance), local.go, facts.go and memory.go; how a list is found: for_vacancy.go and
// for_candidate.go make a lens ready, people_search.go and opening_search.go visit rows with it (sweep.go is what both
// have), patch.go goes over an area of people by their briefs (brief.go), kin.go, gauge.go and tally.go bound occupations
// and skills. Whatever is changed, exact_test.go holds lists to those of scoring every row; a new reason in fit needs a
// bound here, or it is bounded by all of its weight, and a new field of a profile or an opening needs a place among the
// packed ones, which packed_test.go insists on.
package rank
