package broker

import (
	"fmt"
	"slices"
	"testing"

	"matchd/matcher"
)

// revised is a vacancy at a revision.
func revised(revision int, title string) string {
	return fmt.Sprintf(`{"id":"dup","revision":%d,"status":"open","title":%q}`, revision, title)
}

func TestNoRevisionGoesBehindOneThatWasAcknowledged(t *testing.T) {
	put := func(l *ledger, bodies ...string) (out []int) {
		for _, b := range bodies {
			out = append(out, l.status(b))
		}
		return out
	}
	inOne := func(l *ledger, bodies ...string) []int { return l.lines(bodies...) }
	each := func(l *ledger, bodies ...string) (out []int) {
		for _, b := range bodies {
			out = append(out, l.lines(b)...)
		}
		return out
	}
	foldedBetween := func(l *ledger, bodies ...string) (out []int) {
		for _, b := range bodies {
			out = append(out, l.status(b))
			l.fold()
		}
		return out
	}
	for _, how := range []struct {
		name  string
		store func(*ledger, ...string) []int
	}{
		{"put one after another, not folded yet", put}, {"put, and folded between", foldedBetween},
		{"lines of one chunk of a batch", inOne}, {"lines of several chunks", each},
	} {
		for _, c := range []struct {
			name   string
			bodies []string
			want   []int
			last   int64
		}{
			{"an older one", []string{revised(9, "new"), revised(3, "old")}, []int{202, 409}, 9},
			{"a newer one", []string{revised(3, "old"), revised(9, "new")}, []int{202, 202}, 9},
			{"the same with other content", []string{revised(3, "a"), revised(3, "b")}, []int{202, 409}, 3},
			{"older than the second of three", []string{revised(2, "a"), revised(5, "b"), revised(4, "c")}, []int{202, 202, 409}, 5},
		} {
			t.Run(how.name+": "+c.name, func(t *testing.T) {
				l := newLedger(t)
				if got := how.store(l, c.bodies...); !slices.Equal(got, c.want) {
					t.Errorf("answers are %v, want %v", got, c.want)
				}
				if got := l.last(); got != c.last {
					t.Errorf("the log ends with revision %d", got)
				}
			})
		}
	}
}

func TestARecordThatIsThereIsNotWrittenAgain(t *testing.T) {
	l := newLedger(t)
	for _, step := range []struct {
		name  string
		store func() int
		want  int
	}{
		{"at first", func() int { return l.status(revised(1, "a")) }, 202},
		{"before it is folded", func() int { return l.status(revised(1, "a")) }, 200},
		{"in a batch", func() int { return l.lines(revised(1, "a"))[0] }, 200},
		{"once it is folded", func() int { l.fold(); return l.status(revised(1, "a")) }, 200},
	} {
		if got := step.store(); got != step.want {
			t.Errorf("%s: %d, want %d", step.name, got, step.want)
		}
	}
	if len(l.log) != 1 {
		t.Errorf("%d records are in the log", len(l.log))
	}
}

func TestAfterAnErasureRevisionsBeginAnew(t *testing.T) {
	for _, foldedFirst := range []bool{false, true} {
		l := newLedger(t)
		l.status(revised(9, "a"))
		if foldedFirst {
			l.fold()
		}
		if _, err := l.Vacancies.Delete(t.Context(), everybody(DeleteQuestion{ID: "dup"})); err != nil {
			t.Fatal(err)
		}
		if got := l.status(revised(1, "b")); got != 202 || l.last() != 1 {
			t.Errorf("folded %t: revision 1 after an erasure is %d", foldedFirst, got)
		}
	}
}

func TestARecordThatIsNotFoldedYetBelongsToItsParty(t *testing.T) {
	l := newLedger(t)
	body := `{"id":"can-1","revision":1,"status":"available","responsibleParty":{"kind":"uwv","organisation":"UWV Utrecht"}}`
	if _, err := l.Candidates.Put(t.Context(), everybody(PutQuestion{Body: []byte(body)})); err != nil {
		t.Fatal(err)
	}
	other := Caller{Roles: AllRoles(), Viewer: matcher.Viewer{Party: matcher.Party{Kind: matcher.Municipality, Organisation: "Utrecht"}}}
	theirs := `{"id":"can-1","revision":2,"status":"available","responsibleParty":{"kind":"municipality","organisation":"Utrecht"}}`
	if _, err := l.Candidates.Put(t.Context(), Asked[PutQuestion]{Caller: other, Q: PutQuestion{Body: []byte(theirs)}}); !isForbidden(err) {
		t.Errorf("another party took it over: %v", err)
	}
	if _, err := l.Candidates.Delete(t.Context(), Asked[DeleteQuestion]{Caller: other, Q: DeleteQuestion{ID: "can-1"}}); !isForbidden(err) {
		t.Errorf("another party erased it: %v", err)
	}
}

func TestWhatTheLogDidNotTakeGuardsNothing(t *testing.T) {
	l := newLedger(t)
	l.away = true
	if got := l.lines(revised(9, "a"), revised(9, "a")); !slices.Equal(got, []int{503, 503}) {
		t.Errorf("while the log is away lines get %v", got)
	}
	if got := l.status(revised(9, "a")); got != 503 {
		t.Errorf("while the log is away a PUT gets %d", got)
	}
	l.away = false
	if got := l.status(revised(3, "b")); got != 202 {
		t.Errorf("afterwards an older revision gets %d", got)
	}
}
