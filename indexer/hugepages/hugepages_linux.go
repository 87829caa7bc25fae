package hugepages

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// Collapse has the kernel lay memory into huge pages, as much of it as fills whole ones. What is in it stays as it is.
// Where memory is in pieces, or the kernel older than 6.1, so do its pages.
func Collapse(memory []byte) {
	first := -uintptr(unsafe.Pointer(unsafe.SliceData(memory))) % huge
	for ; first+huge <= uintptr(len(memory)); first += huge {
		_ = unix.Madvise(memory[first:first+huge], unix.MADV_COLLAPSE) // one by one: after a refusal others may succeed
	}
}
