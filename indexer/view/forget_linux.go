package view

import (
	"syscall"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// forget tells the system that the pages of a segment's file that were read are not needed now. Reading every id, or
// every record, brings most of the file into memory, and it would count as ours for as long as nobody else wants it.
// What is needed again comes back from the file.
func forget(s *scorch.SegmentSnapshot) {
	if _, ok := s.Segment().(segment.PersistedSegment); !ok {
		return // not a file: its bytes would be lost
	}
	if file, ok := s.Segment().(interface{ Data() []byte }); ok && len(file.Data()) > 0 {
		_ = syscall.Madvise(file.Data(), syscall.MADV_DONTNEED) // where it fails, memory stays in use
	}
}
