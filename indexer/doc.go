// Package indexer is the fold: it reads the log from the bookmark in the view, turns records into values and applies
// them, so that the view is always what the log says.
//
// Partitions are read by number, from the position that the view itself stored in the same batch as the documents:
// consumer groups are never asked where to go on. A record is applied once by topic, partition and offset; the last
// record of a key wins; a record that cannot be read goes to the dead letters before the bookmark passes it.
//
// Before the fold has caught up with where the log ended at its start, batches are large; after that they are whatever
// has come in, up to a hundred records, so that nobody waits long.
//
// What changes is announced as events, except while a view is loaded for the first time or made anew. Every process
// works out all events: lists of matches within the batch (package standing), couples of companies beside it (rounds).
// What is due is on file before the batch is in the view, so that it survives a crash, and is published by whoever owns
// the partition (outbox), or by whoever takes over from it. The id of an event follows from the record that caused it,
// so that a repeat is a duplicate; where two processes cut the log into other batches, the same change may be put down
// to another record of the batch, and what comes and goes within one batch is not told.
//
// Reading is in read.go and fold.go (which also sizes batches, see batch.go), decoding and the topics that are folded in
// decode.go, dead letters in deliver.go; what becomes of a batch's changes in announce.go, due.go and outbox.go, of days
// that pass without records in idle.go; couples of companies in rounds.go and transfers.go; following a topic of events in
// tail.go. To fold another kind of record, add it to entities in decode.go and to package view.
package indexer
