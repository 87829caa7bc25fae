//go:build !linux

package hugepages

// Collapse leaves it to the system in how large pages memory lies.
func Collapse([]byte) {}
