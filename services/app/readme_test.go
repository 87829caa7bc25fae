package app

import (
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

// readme is the README, or the part of it below a heading.
func readme(t *testing.T, heading string) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(data), heading)
	if !found {
		t.Fatalf("the README has no %q", heading)
	}
	part, _, _ := strings.Cut(rest, "\n## ")
	return part
}

func TestTheReadmeTellsOfEverySetting(t *testing.T) {
	table := readme(t, "## Run it for real")
	config := reflect.TypeFor[Config]()
	for i := range config.NumField() {
		if name := config.Field(i).Tag.Get("env"); !strings.Contains(table, "`"+name+"`") {
			t.Errorf("%s is not in its table", name)
		}
	}
}

// tour runs the lines of the README's tours in order, after the variables that a start has printed. Every call must be
// answered well; the stream of events may run out of time.
func tour(t *testing.T, banner string) {
	t.Helper()
	for _, program := range []string{"bash", "curl"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Logf("the tour is not run: %v", err)
			return
		}
	}
	script := []string{"set -eu", `curl() {
	local code=0
	echo "== $*" >&2
	command curl --fail-with-body --show-error --max-time 120 "$@" || code=$?
	echo
	((code == 28)) && [[ "$*" == *match-events* ]] || return $code
}`}
	if _, err := exec.LookPath("kcat"); err != nil {
		script = append(script, "kcat() { cat; }")
	}
	_, variables, _ := strings.Cut(banner, "For the tours in the README:\n")
	script = append(script, variables)
	lines := 0
	for line := range strings.Lines(readme(t, "## Ten minutes as …")) {
		if code, ok := strings.CutPrefix(line, "    "); ok {
			script = append(script, strings.TrimSuffix(code, "\n"))
			lines++
		}
	}
	if lines < 25 {
		t.Fatalf("only %d lines of tours were found", lines)
	}
	run := exec.CommandContext(t.Context(), "bash", "-c", strings.Join(script, "\n"))
	out, err := run.CombinedOutput()
	if err != nil {
		t.Errorf("a line of the tours does not work: %v\n%s", err, out)
	}
	for _, want := range []string{`"matches":[{`, `"partners":[{`, `"status":202`, `"resolved":[{`, `"name":"within","state":"failed"`} {
		if err == nil && !strings.Contains(string(out), want) {
			t.Errorf("nothing answers with %s:\n%s", want, out)
		}
	}
}
