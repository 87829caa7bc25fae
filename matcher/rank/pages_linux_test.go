package rank

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
			return kB << 10 / hugePage
		}
	}
	t.Skip("this kernel has no huge pages")
	return 0
}

func TestListsInHugePagesStayAsTheyAre(t *testing.T) {
	for _, rows := range []int{0, 1, hugePage/8 - 1, hugePage, hugePage + 1000} {
		list := make([]uint64, 1024+rows)[1024:] // seldom where a huge page begins
		for i := range list {
			list[i] = uint64(i)
		}
		debug.FreeOSMemory() // what earlier lists lay in
		before := hugePages(t)
		collapse(list)
		if whole, more := rows*8/hugePage, hugePages(t)-before; more > whole || more < whole-1 && collapses(t) {
			t.Errorf("%d more huge pages with a list of %d", more, whole)
		}
		for i := range list {
			if list[i] != uint64(i) {
				t.Fatalf("row %d of %d is %d", i, rows, list[i])
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
