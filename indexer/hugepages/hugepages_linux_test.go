package hugepages

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

// hugePages is how many huge pages this process has.
func hugePages(t *testing.T) int {
	t.Helper()
	all, err := os.ReadFile("/proc/self/smaps_rollup")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(all)) {
		var kB int
		if n, _ := fmt.Sscanf(line, "AnonHugePages: %d kB", &kB); n == 1 {
			return kB << 10 / huge
		}
	}
	t.Skip("this kernel has no huge pages")
	return 0
}

func TestMemoryInHugePagesStaysAsItIs(t *testing.T) {
	for _, size := range []int{0, 1, huge - 1, 8 * huge, 8*huge + 1000} {
		memory := make([]byte, 8192+size)[8192:] // seldom where a huge page begins
		for i := range memory {
			memory[i] = byte(i % 251)
		}
		debug.FreeOSMemory() // what earlier memory lay in
		before := hugePages(t)
		Collapse(memory)
		if whole, more := size/huge, hugePages(t)-before; more > whole || more < whole-1 && collapses(t) {
			t.Errorf("%d more huge pages in %d bytes", more, size)
		}
		for i := range memory {
			if memory[i] != byte(i%251) {
				t.Fatalf("byte %d of %d is %d", i, size, memory[i])
			}
		}
	}
}

// collapses reports whether the kernel is one that lays memory into huge pages on request: Linux from 6.1 on.
func collapses(t *testing.T) bool {
	t.Helper()
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		t.Fatal(err)
	}
	var major, minor int
	if _, err := fmt.Sscanf(string(release), "%d.%d", &major, &minor); err != nil {
		t.Fatal(err)
	}
	return major > 6 || major == 6 && minor >= 1
}
