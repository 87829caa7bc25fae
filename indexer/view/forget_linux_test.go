package view

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
)

// mappedOf is how much of the files below a folder this process has mapped, and how much of that is in memory, in kB.
func mappedOf(t testing.TB, dir string) (mapped, resident int) {
	t.Helper()
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer maps.Close()
	ours := false
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		var kB int
		line := lines.Text()
		switch {
		case strings.Contains(line, dir):
			ours = strings.HasSuffix(line, ".zap")
		case ours && strings.HasPrefix(line, "Size:"):
			_, _ = fmt.Sscanf(line, "Size: %d kB", &kB)
			mapped += kB
		case ours && strings.HasPrefix(line, "Rss:"):
			_, _ = fmt.Sscanf(line, "Rss: %d kB", &kB)
			resident += kB
			ours = false
		}
	}
	return mapped, resident
}

func TestWhatLoadingReadsDoesNotStayInMemory(t *testing.T) {
	v := newView(t)
	var batch []Change
	for c := range testkit.Must(people()).AllCandidates() {
		batch = append(batch, candidate(c))
	}
	apply(t, v, batch...)
	v = reopen(t, v)
	if v.Snapshot().People.Len() != len(batch) {
		t.Fatal("not loaded")
	}
	if mapped, resident := mappedOf(t, v.dir); mapped == 0 || resident > mapped/4 {
		t.Errorf("of %d kB of files %d are in memory", mapped, resident)
	}
	if len(textsOf(t, v, Candidates, "ervaring")) == 0 {
		t.Error("nothing can be found any more")
	}
}
