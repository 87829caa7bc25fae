package broker

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

func TestADoorLetsAnIdThroughOnceAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDoor[matcher.Vacancy]()
		leave, err := d.enter(t.Context(), []string{"a", "b"})
		if err != nil {
			t.Fatal(err)
		}
		inside := make(chan string, 3)
		for name, ids := range map[string][]string{"b and c": {"b", "c"}, "c": {"c"}, "nothing": nil} {
			go func() {
				leave, err := d.enter(t.Context(), ids)
				if err != nil {
					t.Error(err)
					return
				}
				inside <- name
				leave()
			}()
		}
		synctest.Wait()
		if len(inside) != 2 { // who waits for b does not hold c meanwhile
			t.Errorf("%d are let in beside a and b", len(inside))
		}
		leave()
		synctest.Wait()
		if len(inside) != 3 {
			t.Error("b is not free again")
		}
	})
}

func TestWhoWaitsAtADoorMayGo(t *testing.T) {
	d := newDoor[matcher.Vacancy]()
	if _, err := d.enter(t.Context(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.enter(ctx, []string{"a"}); !errors.Is(err, matcher.ErrUnavailable) {
		t.Errorf("waiting ended with %v", err)
	}
}

func TestADoorRemembersWhatIsNotFoldedAndNoMore(t *testing.T) {
	d := newDoor[matcher.Vacancy]()
	d.most = 2
	at := func(partition int, offset int64) schemas.Position {
		return schemas.Position{Topic: schemas.Vacancies, Partition: partition, Offset: offset}
	}
	marks := func(next ...int64) view.Marks { return view.Marks{schemas.Vacancies: {Next: next}} }
	d.note(&written[matcher.Vacancy]{id: "a", at: at(0, 0)}, nil)
	d.note(&written[matcher.Vacancy]{id: "b", at: at(1, 0)}, nil)
	d.note(&written[matcher.Vacancy]{id: "b", at: at(1, 1), revision: 2}, nil) // one more than it remembers
	if a, b := d.unfolded("a", nil), d.unfolded("b", nil); a == nil || b == nil || b.revision != 2 || d.count != 2 {
		t.Errorf("a is %v, b is %v, %d are remembered", a, b, d.count)
	}
	if b := d.unfolded("b", marks(1, 1)); b == nil || d.unfolded("a", marks(1, 1)) != nil {
		t.Errorf("with partition 0 folded, b is %v", b)
	}
	if b := d.unfolded("b", marks(1, 2)); b != nil || d.count != 0 || len(d.last) != 0 {
		t.Errorf("with all folded, b is %v, and %d are remembered", b, d.count)
	}
}
