package rank

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// hugePage is the size of a huge page in bytes, on processors whose other pages are of 4 KiB.
const hugePage = 2 << 20

// collapse has the kernel lay what it can of a list into huge pages. Rows that are looked at together lie far from one
// another, so that the way to a page is seldom known already: measured at 1,000,000 people, a list of matches takes a
// twelfth longer without it. What is in the list stays as it is. Where memory is in pieces, or the kernel older than 6.1,
// so do its pages.
func collapse[V any](list []V) {
	start := unsafe.Pointer(unsafe.SliceData(list))
	bytes := unsafe.Slice((*byte)(start), uintptr(len(list))*unsafe.Sizeof(*new(V)))
	for first := -uintptr(start) % hugePage; first+hugePage <= uintptr(len(bytes)); first += hugePage {
		_ = unix.Madvise(bytes[first:first+hugePage], unix.MADV_COLLAPSE) // one by one: after a refusal others may succeed
	}
}
