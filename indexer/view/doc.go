// Package view is the read model: a bleve directory that finds text and facets and stores the records, and the
// columns in memory that exact ranking scans. It is the only room that knows bleve.
//
// A View has one writer, the fold, and any number of readers. Apply commits documents, log positions and events to be
// announced in one bleve batch, so that a process that dies at any moment finds them agreeing when it comes back; only
// then does it swap in the columns that the batch made. A view can always be thrown away and made anew from the log.
//
// Which fields are searched, filtered and counted is in mapping.go and document.go; searches in search.go, which finds by
// lists.go and hits.go, counts by facets.go and puts in order by page.go; typed text beside a match list in texts.go (with
// pairing.go, which document is which row); a batch in prepare.go and apply.go, and
// what decisions and companies do to rows in hired.go, deals.go and firms.go; supply and demand of companies in supply.go
// and touched.go; opening and reading in view.go, verify.go and load.go; what is on file beside the index in kept.go, and
// the erasure of bytes in scrub.go. A change of what a document holds raises mappingVersion (directory.go asks for it).
package view
