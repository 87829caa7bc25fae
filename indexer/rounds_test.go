package indexer

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/schemas"
)

// untilCoupled waits until so many transfer events have been announced, and gives the kind and subject of each.
func (b *bench) untilCoupled(n int) (kinds []string) {
	b.t.Helper()
	b.until(fmt.Sprint(n, " couples are announced"), func() bool { return len(b.couplings()) >= n })
	for _, c := range b.couplings() {
		var kind, subject string
		if _, err := fmt.Sscan(c, &kind, &subject); err != nil {
			b.t.Fatal(err)
		}
		kinds = append(kinds, kind+" "+subject)
	}
	slices.Sort(kinds)
	return kinds
}

func TestABulkLoadAnnouncesEveryCouple(t *testing.T) {
	const many = 260
	b := newBench(t).announcing().start().untilReady()
	b.folded(b.put(nurses("group", 3)))
	for i := range many {
		b.put(offered(fmt.Sprint("v", i), fmt.Sprintf("3%07d", i)))
	}
	if got := slices.Compact(b.untilCoupled(many)); len(got) != many {
		t.Errorf("%d couples, want %d", len(got), many)
	}
}

func TestCouplesThatADateEndsAreAnnouncedOnTheDayAfter(t *testing.T) {
	closing := offered("closing", "33333333")
	closing.ClosingDate = today
	person := redundant("person")
	person.Employer.ID, person.Consent.Until = "55555555", today
	for name, c := range map[string]struct {
		records []any
		pair    string
	}{
		"a closing date":                 {[]any{nurses("group", 1), closing}, clinic + "~33333333"},
		"a consent":                      {[]any{person, offered("one", hospital)}, "55555555~" + hospital},
		"the last day of a surplus":      {[]any{until(nurses("group", 1), today), offered("one", hospital)}, clinic + "~" + hospital},
		"nothing on the days in between": {[]any{until(nurses("group", 1), today+2), offered("one", hospital)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t).announcing()
			for _, r := range c.records {
				b.put(r)
			}
			b.start().untilReady()
			tomorrow := noon.Add(24 * time.Hour)
			b.now.Store(&tomorrow)
			b.folded(b.put(offered("other", "66666666"))) // wakes the rounds before midnight would
			if c.pair == "" {
				b.until("the round has ended", func() bool { return testkit.Must(b.View.Noted(noteCouplings)) == fmt.Sprint(int(today+1)) })
				return
			}
			b.until("it lapses", func() bool {
				return slices.ContainsFunc(b.couplings(), func(s string) bool { return s[:len("lapsed ")+len(c.pair)] == "lapsed "+c.pair })
			})
		})
	}
}

func until(s matcher.Surplus, last matcher.Date) matcher.Surplus {
	s.AvailableUntil = last
	return s
}

func TestAProcessThatIsStoppedFinishesItsRound(t *testing.T) {
	b := newBench(t).announcing().start().untilReady()
	b.folded(b.put(nurses("group", 3)))
	b.folded(b.put(offered("one", hospital)))
	pair := clinic + "~" + hospital
	b.restart()
	b.announcing().start().untilReady()
	if got := b.untilCoupled(1); !slices.Equal(got, []string{"found " + pair}) {
		t.Fatalf("announced %v", got)
	}
	gone := offered("one", hospital)
	gone.Revision, gone.Status = 2, matcher.VacancyFilled
	b.folded(b.put(gone))
	b.restart()
	b.announcing().start().untilReady()
	if got := b.untilCoupled(2); !slices.Equal(got, []string{"found " + pair, "lapsed " + pair}) {
		t.Errorf("announced %v", got)
	}
}

func TestARoundThatWasBrokenOffIsMadeAgain(t *testing.T) {
	b := newBench(t).announcing()
	b.put(nurses("group", 3))
	at := b.put(offered("one", hospital))
	b.put(offered("two", "33333333"))
	b.start().untilReady()
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	// As a process leaves it that is killed between a batch and the end of the round.
	left := due{Touched: []touch{{Kind: view.Vacancies, ID: "one", Cause: at}}}
	if _, err := b.View.Keep(testkit.Must(left.write())); err != nil {
		t.Fatal(err)
	}
	b.restart()
	b.announcing().start().untilReady()
	if got := b.untilCoupled(1); !slices.Equal(got, []string{"found " + clinic + "~" + hospital}) {
		t.Errorf("announced %v, want the couple of the row that was left", got)
	}
	if got, want := idsOf(t, b.mail.records()), schemas.EventID(schemas.TransferFound, clinic+"~"+hospital, at); got[0] != want {
		t.Errorf("ids %v: a repeat has another id", got)
	}
	b.until("nothing is on file any more", func() bool { return len(testkit.Must(b.View.Kept())) == 0 })
}

func TestAnEventThatCannotBeToldIsLeftOut(t *testing.T) {
	b := newBench(t)
	a := newAnnouncer(b.Fold)
	letters := a.append(nil, "v", nil, func() (schemas.Event, error) { return schemas.Event{}, errors.New("no") })
	letters = a.append(letters, "v", nil, func() (schemas.Event, error) { return schemas.Event{ID: "1"}, nil })
	if len(letters) != 1 || letters[0].Event.ID != "1" {
		t.Errorf("letters %+v", letters)
	}
}
