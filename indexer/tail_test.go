package indexer

import (
	"errors"
	"testing"

	"matchd/schemas"
)

func TestATailFromWhereTheLogIsNotBeginsWithNothing(t *testing.T) {
	log := newLog()
	for range 3 {
		log.appendTo(schemas.Vacancies, 0, "v", []byte("{}"))
	}
	log.parts[schemas.Vacancies][1].first, log.parts[schemas.Vacancies][1].next = 2, 2
	for name, c := range map[string]struct {
		from []int64
		err  error
		told int
	}{
		"the beginning":                 {[]int64{0, 2, 0, 0, 0, 0}, nil, 3},
		"behind the end of a partition": {[]int64{0, 2, 7, 0, 0, 0}, ErrGone, 0},
		"before what is kept of one":    {[]int64{0, 1, 0, 0, 0, 0}, ErrGone, 0},
		"a partition too many":          {[]int64{0, 2, 0, 0, 0, 0, 0}, ErrGone, 0},
	} {
		told := 0
		err := Tail(t.Context(), log, schemas.Vacancies, c.from, func(schemas.Record, []int64) bool { told++; return told < 3 })
		if !errors.Is(err, c.err) || told != c.told {
			t.Errorf("%s: %d records and %v, want %d and %v", name, told, err, c.told, c.err)
		}
	}
}
