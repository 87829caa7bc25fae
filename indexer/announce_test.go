package indexer

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

func idsOf(t *testing.T, records []schemas.Record) []string {
	t.Helper()
	var out []string
	for _, r := range records {
		e, err := schemas.EventOf(&r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e.ID)
	}
	return out
}

func TestAFirstLoadAndARebuildAnnounceNothing(t *testing.T) {
	b := newBench(t).announcing()
	b.put(fittest.Nursing("v"))
	b.put(fittest.Nurse("c"))
	b.put(decided("c", "v", matcher.DecisionProposed))
	b.start().untilReady()
	b.folded(b.put(fittest.Nurse("d")))
	b.until("the new match is announced", func() bool { return slices.Equal(b.events(), []string{"found d~v"}) })
	b.restart()
	b.dir += "-anew"
	b.renew()
	b.announcing().start().untilReady()
	b.folded(b.put(fittest.Nurse("e")))
	b.until("the new match is announced", func() bool { return slices.Equal(b.events(), []string{"found d~v", "found e~v"}) })
}

func TestALoadThatIsBrokenOffIsStillTheFirst(t *testing.T) {
	b := newBench(t).announcing()
	b.log.page = 1
	b.put(fittest.Nursing("v"))
	ahead := b.put(fittest.Nurse("c"))
	b.log.failWith(func(_, topic string) error { // decisions stay away, so that the load never ends
		if topic == schemas.Decisions {
			return errAway
		}
		return nil
	})
	b.start()
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	b.log.failWith(nil)
	b.restart()
	at := b.put(decided("c", "v", matcher.DecisionProposed))
	b.announcing().start().untilReady()
	b.folded(ahead)
	b.folded(at)
	b.folded(b.put(fittest.Nurse("d")))
	b.until("the new match is announced", func() bool { return len(b.events()) > 0 })
	if got := b.events(); !slices.Equal(got, []string{"found d~v"}) {
		t.Errorf("announced %v", got)
	}
}

func TestWhatChangedWhileTheProcessWasAwayIsAnnounced(t *testing.T) {
	b := newBench(t).announcing()
	b.put(fittest.Nursing("v"))
	b.put(fittest.Nurse("c"))
	b.put(fittest.Nurse("gone"))
	b.start().untilReady()
	b.restart()
	found := b.put(fittest.Nurse("d"))
	b.log.append(schemas.Candidates, "gone", nil)
	b.put(decided("c", "v", matcher.DecisionProposed))
	b.put(fittest.Nursing("w"))
	b.announcing().start().untilReady()
	want := []string{"decided c~v", "found c~w", "found d~v", "found d~w", "lapsed gone~v"}
	b.until("all is announced", func() bool { return len(b.events()) >= len(want) })
	got := b.events()
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("announced %v, want %v", got, want)
	}
	if ids := idsOf(t, b.mail.records()); !slices.Contains(ids, schemas.EventID(schemas.MatchFound, "d~v", found)) {
		t.Error("the cause is not the record")
	}
}

func TestWhatIsAnothersIsHeldAndPublishedByWhoeverTakesOver(t *testing.T) {
	b := newBench(t).announcing()
	b.Share.Lose() // as it is before the session of a process that died has ended
	b.start().untilReady()
	b.folded(b.put(fittest.Nursing("v")))
	first := b.put(fittest.Nurse("c"))
	b.folded(first)
	b.folded(b.put(decided("c", "v", matcher.DecisionProposed)))
	b.restart() // what is held outlives the process
	b.announcing()
	b.Share.Own(nil)
	b.start().untilReady()
	b.folded(b.put(fittest.Nurse("d")))
	if got := b.events(); len(got) != 0 {
		t.Errorf("announced %v, which is another's", got)
	}
	b.Share.Own(everything())
	want := []string{"found c~v", "decided c~v", "found d~v"}
	b.until("it is published", func() bool { return len(b.events()) >= len(want) })
	if got := b.events(); !slices.Equal(got, want) || idsOf(t, b.mail.records())[0] != schemas.EventID(schemas.MatchFound, "c~v", first) {
		t.Errorf("announced %v, want %v", got, want)
	}
	b.until("nothing is on file any more", func() bool { return len(testkit.Must(b.View.Kept())) == 0 })
}

func TestWhatAnotherHasOwnedForLongIsDropped(t *testing.T) {
	b := newBench(t).announcing()
	mine := partitionOf("v")
	b.Share.Own([]int{(mine + 1) % schemas.Partitions})
	b.start().untilReady()
	b.put(fittest.Nursing("v"))
	b.folded(b.put(fittest.Nurse("c")))
	b.until("it is held", func() bool {
		b.announcer.outbox.mu.Lock()
		defer b.announcer.outbox.mu.Unlock()
		return len(b.announcer.outbox.sheafs) == 1
	})
	late := noon.Add(grace + time.Second)
	b.now.Store(&late)
	b.Share.Own([]int{(mine + 1) % schemas.Partitions})
	b.until("it is dropped", func() bool { return len(testkit.Must(b.View.Kept())) == 0 })
	b.Share.Own(everything())
	b.folded(b.put(fittest.Nurse("d")))
	b.until("what is new is announced", func() bool { return len(b.events()) > 0 })
	if got := b.events(); !slices.Equal(got, []string{"found d~v"}) {
		t.Errorf("announced %v", got)
	}
}

func TestChangesOfStandingListsAreAnnouncedInOrderWithTheirCause(t *testing.T) {
	b := newBench(t).announcing()
	b.start().untilReady()
	first := b.put(fittest.Nursing("v"))
	b.folded(first)
	found := b.put(fittest.Nurse("c"))
	b.folded(found)
	hired := b.put(decided("c", "v", matcher.DecisionHired))
	b.folded(hired)
	back := b.put(decided("c", "v", matcher.DecisionWithdrawn))
	b.folded(back)
	b.folded(b.log.append(schemas.Candidates, "c", nil))
	want := []string{"found c~v", "lapsed c~v", "decided c~v", "found c~v", "decided c~v", "lapsed c~v"}
	b.until("all is announced", func() bool { return len(b.events()) >= len(want) })
	if got := b.events(); !slices.Equal(got, want) {
		t.Fatalf("announced %v", got)
	}
	letters := b.mail.records()
	ids := idsOf(t, letters)
	for i, cause := range []schemas.Position{found, hired, hired, back, back} {
		kind := schemas.EventType(letters[i].Header("ce_type"))
		if want := schemas.EventID(kind, "c~v", cause); ids[i] != want {
			t.Errorf("event %d has id %s, want %s", i, ids[i], want)
		}
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != len(want) {
		t.Error("a match found again has the id of the first time")
	}
	data := testkit.Must(schemas.DataOf[schemas.MatchChanged](testkit.Must(schemas.EventOf(&letters[0]))))
	if data.Rank != 1 || data.Score == 0 || data.Region == "" || data.ModelVersion != "m1" || letters[0].Header("ce_source") != "urn:test" {
		t.Errorf("data %+v", data)
	}
}

func TestAnEventCarriesItsRecordsTraceOn(t *testing.T) {
	b := newBench(t).announcing()
	ended := 0
	b.Observer.Process = func(r *schemas.Record) ([]schemas.Header, func()) {
		return []schemas.Header{{Key: "traceparent", Value: []byte("on-" + r.Header("traceparent"))}}, func() { ended++ }
	}
	b.start().untilReady()
	b.folded(b.put(fittest.Nursing("v")))
	b.folded(b.log.append(schemas.Candidates, "c", testkit.Must(schemas.Encode(fittest.Nurse("c"))), schemas.Header{Key: "traceparent", Value: []byte("1")}))
	b.until("it is announced", func() bool { return len(b.events()) == 1 })
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	if got := b.mail.records()[0].Header("traceparent"); got != "on-1" || ended != 1 {
		t.Errorf("trace %q, %d spans ended", got, ended)
	}
}

func TestEventsThatCannotBePublishedAreNotDropped(t *testing.T) {
	b := newBench(t).announcing()
	counted := map[string]int{}
	b.Observer.Events = func(eventType string, n int) { counted[eventType] += n }
	b.mail.fail = func(try int) error {
		if try < 3 {
			return errAway
		}
		return nil
	}
	b.start().untilReady()
	b.folded(b.put(fittest.Nursing("v")))
	b.folded(b.put(fittest.Nurse("c")))
	b.folded(b.put(fittest.Nurse("d")))
	b.until("both are announced", func() bool { return slices.Equal(b.events(), []string{"found c~v", "found d~v"}) })
	if err := b.stop(); err != nil || counted[string(schemas.MatchFound)] != 2 {
		t.Errorf("counted %v, %v", counted, err)
	}
}

func TestAProcessThatEndsBeforeItPublishedAnnouncesTheSameWhenItComesBack(t *testing.T) {
	b := newBench(t).announcing()
	b.mail.fail = func(int) error { return errAway }
	b.start().untilReady()
	b.folded(b.put(fittest.Nursing("v")))
	at := b.put(fittest.Nurse("c"))
	b.folded(at)
	b.restart()
	b.mail.fail = nil
	b.announcing().start().untilReady()
	want := []string{schemas.EventID(schemas.MatchFound, "c~v", at)}
	b.until("it is announced and off the file", func() bool { return len(testkit.Must(b.View.Kept())) == 0 })
	if got := idsOf(t, b.mail.records()); !slices.Equal(got, want) {
		t.Errorf("announced %v, want %v", got, want)
	}
	b.restart()
	b.announcing().start().untilReady()
	if got := idsOf(t, b.mail.records()); !slices.Equal(got, want) {
		t.Errorf("what was published is announced again: %v", got)
	}
}

func TestOnlyTheOwnerOfTheVacancysPartitionAnnounces(t *testing.T) {
	b := newBench(t).announcing()
	mine := schemas.PartitionOf([]byte("v"), schemas.Partitions)
	other := "w"
	for schemas.PartitionOf([]byte(other), schemas.Partitions) == mine {
		other += "w"
	}
	b.Share.Own([]int{mine})
	b.start().untilReady()
	b.folded(b.put(fittest.Nursing("v")))
	b.folded(b.put(fittest.Nursing(other)))
	b.folded(b.put(fittest.Nurse("c")))
	b.folded(b.put(decided("c", other, matcher.DecisionProposed)))
	b.folded(b.put(decided("c", "v", matcher.DecisionProposed)))
	b.until("what is ours is announced", func() bool { return len(b.events()) >= 2 })
	if got := b.events(); !slices.Equal(got, []string{"found c~v", "decided c~v"}) {
		t.Errorf("announced %v", got)
	}
}

func TestADayThatEndsAnnouncesWhatLapsesWithIt(t *testing.T) {
	b := newBench(t).announcing()
	closing, staying := fittest.Nursing("v"), fittest.Nursing("w")
	closing.ClosingDate = today
	until := fittest.Nurse("c")
	until.Consent.Until = today
	b.put(closing)
	b.put(staying)
	b.put(until)
	b.put(fittest.Nurse("d"))
	b.start().untilReady()
	tomorrow := noon.Add(24 * time.Hour)
	b.now.Store(&tomorrow)
	b.put(nurses("x", 1)) // wakes the fold before midnight would
	want := []string{"lapsed c~v", "lapsed d~v", "lapsed c~w"}
	b.until("all that lapses is announced", func() bool { return len(b.events()) >= len(want) })
	if got := b.events(); !slices.Equal(got, want) {
		t.Errorf("announced %v", got)
	}
	cause := schemas.Position{Topic: Calendar, Partition: schemas.PartitionOf([]byte("w"), schemas.Partitions), Offset: int64(today) + 1}
	if ids := idsOf(t, b.mail.records()); ids[2] != schemas.EventID(schemas.MatchLapsed, "c~w", cause) {
		t.Errorf("ids %v", ids)
	}
}

func TestNoEventHoldsAWordOfAProfile(t *testing.T) {
	b := newBench(t).announcing()
	b.start().untilReady()
	b.folded(b.put(fittest.Nursing("v")))
	c := fittest.Nurse("c")
	c.Presentation = "geheimzinnig"
	b.folded(b.put(c))
	b.until("it is announced", func() bool { return len(b.events()) == 1 })
	if letter := b.mail.records()[0]; strings.Contains(string(letter.Value), c.Presentation) {
		t.Errorf("event %s", letter.Value)
	}
}

func TestTheClockIsLookedAtAgainAtMidnightAndWithinTheHour(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 3, 2, hour, minute, 0, 0, time.UTC) }
	for _, c := range []struct {
		now  time.Time
		want time.Duration
	}{{at(12, 0), time.Hour}, {at(23, 0), time.Hour}, {at(23, 50), 10 * time.Minute}, {at(0, 0), time.Hour}} {
		if got := alarm(c.now); got != c.want {
			t.Errorf("%v: %v", c.now, got)
		}
	}
}

func TestADecisionIsAnnouncedWithTheSidesThatAgreeAndWhatItTakes(t *testing.T) {
	b := newBench(t).announcing()
	b.start().untilReady()
	b.folded(b.put(fittest.Nursing("v")))
	b.folded(b.put(fittest.Nurse("c")))
	b.folded(b.put(fittest.Nurse("d")))
	for _, c := range []struct {
		name, supply string
		change       func(*matcher.Decision)
		want         schemas.MatchDecided
	}{
		{"proposed", "c", func(*matcher.Decision) {}, schemas.MatchDecided{Stage: matcher.Stage{Status: matcher.DecisionProposed}}},
		{
			"accepted by one side", "c", func(d *matcher.Decision) { d.Acceptances = []matcher.Acceptance{{Side: matcher.DemandSide}} },
			schemas.MatchDecided{Stage: matcher.Stage{Status: matcher.DecisionProposed, Accepted: []matcher.Side{matcher.DemandSide}}},
		},
		{
			"accepted by both", "c", func(d *matcher.Decision) {
				d.Acceptances = []matcher.Acceptance{{Side: matcher.DemandSide}, {Side: matcher.SupplySide}}
			},
			schemas.MatchDecided{Stage: matcher.Stage{Status: matcher.DecisionProposed, Accepted: matcher.Sides()}, Taken: 1},
		},
		{
			"hired in the same place, beside the door", "d", func(d *matcher.Decision) { d.Status, d.Places = matcher.DecisionHired, 2 },
			schemas.MatchDecided{Stage: matcher.Stage{Status: matcher.DecisionHired, Places: 2, Conflicting: true}, Taken: 2},
		},
		{"declined", "d", func(d *matcher.Decision) { d.Status, d.Reason = matcher.DecisionDeclined, "tooFar" }, schemas.MatchDecided{Stage: matcher.Stage{Status: matcher.DecisionDeclined, Reason: "tooFar"}}},
	} {
		d := decided(c.supply, "v", matcher.DecisionProposed)
		c.change(&d)
		b.folded(b.put(d))
		c.want.MatchID, c.want.VacancyID, c.want.ByParty = d.ID, "v", matcher.UWV
		var last schemas.MatchDecided
		b.until(c.name+" is announced", func() bool {
			letters := b.mail.records()
			for i := range letters {
				if schemas.EventType(letters[i].Header("ce_type")) == schemas.MatchDecision {
					last = testkit.Must(schemas.DataOf[schemas.MatchDecided](testkit.Must(schemas.EventOf(&letters[i]))))
				}
			}
			return reflect.DeepEqual(last, c.want)
		})
	}
}

func TestADecisionAboutSomebodyWhoSharesWithNobodyNamesTheVacancyAlone(t *testing.T) {
	b := newBench(t).announcing()
	b.start().untilReady()
	b.folded(b.put(fittest.Nursing("v")))
	silent, over := fittest.Nurse("silent"), fittest.Nurse("over")
	silent.Consent, over.Consent.Until = matcher.Consent{}, today-1
	b.folded(b.put(silent))
	b.folded(b.put(over))
	b.folded(b.put(nurses("group", 3)))
	for i, supply := range []string{"silent", "over", "nobody", "group"} {
		at := b.put(decided(supply, "v", matcher.DecisionProposed))
		b.until("it is announced", func() bool { return len(b.mail.records()) > i })
		letter := b.mail.records()[i]
		e := testkit.Must(schemas.EventOf(&letter))
		data := testkit.Must(schemas.DataOf[schemas.MatchDecided](e))
		subject, match := "v", ""
		if supply == "group" {
			subject, match = "group~v", "group~v"
		}
		if e.Subject != subject || string(letter.Key) != subject || data.MatchID != match || data.VacancyID != "v" || e.ID != schemas.EventID(e.Type, subject, at) {
			t.Errorf("decision about %s: subject %s, %+v", supply, e.Subject, data)
		}
		if whole := fmt.Sprintf("%s%s%s", letter.Key, letter.Value, letter.Headers); subject == "v" && strings.Contains(whole, supply) {
			t.Errorf("%s names %s", whole, supply)
		}
	}
}
