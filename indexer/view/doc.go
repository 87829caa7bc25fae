// Package view is the read model: a bleve directory that finds text and facets and stores the records, and the
// columns in memory that exact ranking scans. It is the only room that knows bleve.
//
// A View has one writer, the fold, and any number of readers. Apply commits documents, log positions and events to be
// announced in one bleve batch, so that a process that dies at any moment finds them agreeing when it comes back; only
// then does it swap in the columns that the batch made. A view can always be thrown away and made anew from the log.
package view
