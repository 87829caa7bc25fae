package rank

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// questions is how many random questions the differential test asks, each with some five pages; the long form is for
// machines that are free, and the race detector, which makes each ten times as long, gets a tenth.
func questions() int {
	n := 10_000
	if os.Getenv("MATCHD_LONG") != "" {
		n = 100_000
	}
	if underRace {
		n /= 10
	}
	return n
}

// side is one direction of ranking, so that one test holds for both.
type side[R record, S segment[R]] struct {
	rows  func(w *world, n int) []R
	row   func(w *world, id string) R
	book  func() *book[R, S]
	other func(w *world) any
	query func(w *world, ids []string, other any) fit.Question
	list  func(j *fit.Judge, v *View[R, S], other any, q *fit.Question, a Ask) []Hit
	pair  func(r *R, other any) (*fit.Opening, *fit.Profile)
}

func peopleSide() side[Person, *peopleSegment] {
	return side[Person, *peopleSegment]{
		rows:  (*world).people,
		row:   (*world).person,
		book:  func() *book[Person, *peopleSegment] { return NewPeopleBook().book },
		other: func(w *world) any { o := w.vacancy("asked"); o.Open = o.Open || w.chance(80); return &o.Opening },
		query: func(w *world, ids []string, _ any) fit.Question { return w.question(false, ids) },
		list: func(j *fit.Judge, v *People, other any, q *fit.Question, a Ask) []Hit {
			return ForVacancy(j, v, other.(*fit.Opening), q, a)
		},
		pair: func(r *Person, other any) (*fit.Opening, *fit.Profile) { return other.(*fit.Opening), &r.Profile },
	}
}

func openingsSide() side[Vacancy, *openingSegment] {
	return side[Vacancy, *openingSegment]{
		rows: (*world).vacancies,
		row:  (*world).vacancy,
		book: func() *book[Vacancy, *openingSegment] { return NewOpeningsBook().book },
		other: func(w *world) any {
			p := w.person("asking")
			p.Available = p.Available || w.chance(80)
			return &p.Profile
		},
		query: func(w *world, ids []string, _ any) fit.Question { return w.question(true, ids) },
		list: func(j *fit.Judge, v *Openings, other any, q *fit.Question, a Ask) []Hit {
			return ForCandidate(j, v, other.(*fit.Profile), q, a)
		},
		pair: func(r *Vacancy, other any) (*fit.Opening, *fit.Profile) { return &r.Opening, other.(*fit.Profile) },
	}
}

type keeper func(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool

func (w *world) keeper() keeper {
	band := pick(w, matcher.Suitable, matcher.Trainable)
	return pick[keeper](w, nil, nil, nil, func(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool { return w.judge.Band(o, p, t) == band })
}

// scored is the plain answer before it is cut into a page: everything that may be shown, in order.
func (s side[R, S]) scored(w *world, rows []R, other any, q *fit.Question, keep keeper, leaving bool) []Hit {
	hits := []Hit{}
	for i := range rows {
		o, p := s.pair(&rows[i], other)
		if leaving && !q.Openings && !p.AtRisk() {
			continue
		}
		t := w.judge.Terms(o, p, q)
		if w.judge.Eligible(o, p, q) && w.judge.Musts(&t, q) && (keep == nil || keep(o, p, &t)) {
			hits = append(hits, Hit{q.Weights.Score(&t), rows[i].Key()})
		}
	}
	slices.SortFunc(hits, Compare)
	return hits
}

func page(all []Hit, a Ask) []Hit {
	out := []Hit{}
	for _, h := range all {
		if len(out) < a.K && h.Score >= a.Floor && (!a.After.Set || a.After.before(h)) {
			out = append(out, h)
		}
	}
	return out
}

// asks draws how much is wanted of a list: some pages anywhere, and now and then the list from end to end.
func (w *world) wanted(all []Hit) []Ask {
	var out []Ask
	for range 5 {
		a := Ask{K: pick(w, 0, 1, 3, 10, 50, 10_000)}
		if len(all) > 0 && w.chance(40) {
			a.After = After{pick(w, all...), true}
		}
		if len(all) > 0 && w.chance(40) {
			a.Floor = pick(w, pick(w, all...).Score, w.Int64N(matcher.Million))
		}
		out = append(out, a)
	}
	if w.chance(10) {
		a := Ask{K: 1 + len(all)/4}
		for i := 0; i < len(all); i += a.K {
			if i > 0 {
				a.After = After{all[i-1], true}
			}
			out = append(out, a)
		}
	}
	return out
}

// agree compares the pages of one question with the plain answer and returns how many.
func (s side[R, S]) agree(w *world, v *View[R, S], rows []R) (int, error) {
	ids := []string{"nobody"}
	for i := range rows {
		ids = append(ids, rows[i].Key())
	}
	other := s.other(w)
	q := s.query(w, ids, other)
	keep := w.keeper()
	leaving := w.chance(20)
	all := s.scored(w, rows, other, &q, keep, leaving)
	wanted := w.wanted(all)
	for _, a := range wanted {
		a.Keep, a.Leaving = keep, leaving
		got, want := s.list(w.judge, v, other, &q, a), page(all, a)
		if !slices.Equal(got, want) {
			return 0, fmt.Errorf("%d rows, ask %+v, question %+v:\n got %v\nwant %v", len(rows), a, q, got, want)
		}
	}
	return len(wanted), nil
}

// size is mostly small, now and then up to 5,000 rows.
func (w *world) size() int { return w.IntN(pick(w, 4, 40, 40, 40, 200, 200, pick(w, 200, 200, 5_001))) }

func (s side[R, S]) exact(t *testing.T, enough int) {
	asked, lists := 0, 0
	for seed := uint64(1); asked < enough; seed++ {
		w := newWorld(t, seed)
		for range 8 {
			rows := s.rows(w, w.size())
			b := s.book()
			v := b.change(rows, nil)
			for range 10 {
				n, err := s.agree(w, v, rows)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				asked, lists = asked+1, lists+n
			}
		}
	}
	t.Logf("%d lists of %d questions equal the plain answer", lists, asked)
}

func TestPeopleAreRankedAsScoringEveryoneWould(t *testing.T) {
	t.Parallel()
	peopleSide().exact(t, questions()/2)
}

func TestOpeningsAreRankedAsScoringEveryOneWould(t *testing.T) {
	t.Parallel()
	openingsSide().exact(t, questions()/2)
}
