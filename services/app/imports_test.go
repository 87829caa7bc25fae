package app

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// ban says that only some rooms may import something, and why.
type ban struct {
	what   string   // import path, or its beginning where it ends in /
	only   []string // rooms, below the module's root
	reason string
}

func bans() []ban {
	all := []ban{
		{"github.com/blevesearch/", []string{"indexer/view"}, "the read model can be replaced only while one room knows its engine"},
		{"github.com/segmentio/kafka-go", []string{"services/eventlog"}, "one room knows a Kafka client and its traps"},
		{"github.com/twmb/franz-go", []string{"services/eventlog"}, "the embedded broker is one adapter among two"},
		{"github.com/redis/", []string{"services/cache"}, "the cache can never hurt, which one room sees to"},
		{"github.com/labstack/", []string{"services/api"}, "the router's next major version must touch one room"},
		{"matchd/services/", []string{"services", "loadtest"}, "what is below the services must not know them; loadtest writes to Kafka through one"},
		{"matchd/services/app", []string{"services/matchd", "services/app"}, "wiring is on top: nothing else may lean on it"},
		{"matchd/services/api", []string{"services/api", "services/app"}, "loadtest meets the service as others do: by REST and Kafka"},
		{"matchd/services/broker", []string{"services/api", "services/broker", "services/app"}, "loadtest meets the service as others do: by REST and Kafka"},
		{"matchd/indexer", []string{"indexer", "services/broker", "services/app"}, "the fold is reached through the use cases"},
		{"net/http/httptest", nil, "test helpers stay out of the program"},
		{"testing", nil, "test helpers stay out of the program"},
	}
	for _, room := range helpers() {
		all = append(all, ban{"matchd/" + room, nil, "test helpers stay out of the program"})
	}
	return all
}

// helpers are the rooms that only tests import: what holds for tests holds for them.
func helpers() []string {
	return []string{"loadtest/testkit", "matcher/fit/fittest", "indexer/view/viewtest"}
}

// impure lists what the rooms of matcher may not import, beside everything from outside the standard library: their
// values must not depend on anything but their arguments.
func impure() []string {
	return []string{"context", "log", "log/slog", "os", "net", "net/http", "database/sql", "os/exec", "syscall", "runtime"}
}

func TestRoomsImportOnlyWhatTheArchitectureAllows(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "data" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		room, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		if room = filepath.ToSlash(room); !within(room, helpers()) {
			judge(t, path, room)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Fatalf("saw %d files: the walk does not see the tree", files)
	}
}

func judge(t *testing.T, path, room string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		what, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range bans() {
			if matches(what, b.what) && !within(room, b.only) {
				t.Errorf("%s imports %s: %s", path, what, b.reason)
			}
		}
		if within(room, []string{"matcher"}) && f.Name.Name != "main" {
			outside := strings.Contains(strings.Split(what, "/")[0], ".") || strings.HasPrefix(what, "matchd/") && !strings.HasPrefix(what, "matchd/matcher")
			for _, bad := range impure() {
				outside = outside || what == bad
			}
			if outside {
				t.Errorf("%s imports %s: matcher is pure values and arithmetic", path, what)
			}
		}
	}
}

func matches(what, banned string) bool {
	return what == strings.TrimSuffix(banned, "/") || strings.HasPrefix(what, strings.TrimSuffix(banned, "/")+"/")
}

func within(room string, rooms []string) bool {
	for _, r := range rooms {
		if room == r || strings.HasPrefix(room, r+"/") {
			return true
		}
	}
	return false
}

func TestTheTopLevelIsTheOneThatWasFixed(t *testing.T) {
	fixed := map[string]bool{
		"services": true, "matcher": true, "indexer": true, "schemas": true, "deploy": true, "loadtest": true, "go.mod": true, "go.sum": true,
		"Dockerfile": true, "Tiltfile": true, "README.md": true, "LICENSE": true, "data": true,
	}
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !fixed[e.Name()] && !strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s stands at the top level, which is fixed", e.Name())
		}
	}
}
