// Package indexer is the fold: it reads the log from the bookmark in the view, turns records into values and applies
// them, so that the view is always what the log says.
//
// Partitions are read by number, from the position that the view itself stored in the same batch as the documents:
// consumer groups are never asked where to go on. A record is applied once by topic, partition and offset; the last
// record of a key wins; a record that cannot be read goes to the dead letters before the bookmark passes it.
//
// Before the fold has caught up with where the log ended at its start, batches are large and nothing is announced;
// after that batches are whatever has come in, and changes of standing lists are announced as events.
package indexer
