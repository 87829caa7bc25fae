package audit

import (
	"cmp"
	"errors"
	"iter"
	"maps"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// Options say how chances are compared.
type Options struct {
	AsOf matcher.Date // the day the lists are made for; required
	K    int          // how many of a list count as selected, 1 or more
}

// Group is what the lists give people of one group.
type Group struct {
	Name     string
	People   int
	Pool     int     // pairs of a person and a vacancy that are eligible and at least trainable
	Selected int     // of those, within the first k of the vacancy's list
	Rate     float64 // Selected / Pool; 0 without a pool
	Ratio    float64 // to the best rate in the dimension among groups that are not too few; 0 without a pool
	Few      bool    // fewer than enough were selected or could be expected to be: the ratio says little
	Alarm    bool    // the ratio is below four fifths and the group is not too few
}

// Dimension is a respect in which people differ, with its groups by name.
type Dimension struct {
	Name   string
	Groups []Group
}

// Moved says how many lists a change altered that must not alter any.
type Moved struct {
	Change
	Lists int
}

// Report is the outcome of an audit.
type Report struct {
	Options
	People, Vacancies int
	Dimensions        []Dimension
	Moved             []Moved
}

// fourFifths is the ratio below which the American Uniform Guidelines on Employee Selection Procedures (29 CFR 1607.4 D)
// look closer. It is an alarm here and not a rule of law: Dutch law knows no ratio.
const fourFifths = 0.8

// enough is how many selections a group must have, or would have at the mean rate, for its ratio to count.
const enough = 30

// auditor is an audit under way.
type auditor struct {
	Options
	judge     *fit.Judge
	people    []matcher.Candidate
	profiles  map[string]*fit.Profile
	vacancies []fit.Opening
	question  fit.Question
	pool      map[string]int // by person
	selected  map[string]int
}

// Fairness ranks everyone for every open vacancy and compares how often groups are selected, then repeats the lists
// with each change of Neutral. It fails on a day or a k that is missing.
func Fairness(j *fit.Judge, people iter.Seq[matcher.Candidate], vacancies iter.Seq[matcher.Vacancy], o Options) (Report, error) {
	if o.AsOf == 0 || o.K < 1 {
		return Report{}, errors.New("audit fairness: a day and a k of 1 or more are required")
	}
	a := &auditor{
		Options: o, judge: j, people: slices.Collect(people), profiles: map[string]*fit.Profile{},
		question: j.Model.Plain(o.AsOf, matcher.Viewer{All: true}), pool: map[string]int{}, selected: map[string]int{},
	}
	for v := range vacancies {
		if opening := j.Opening(&v); opening.Open && !opening.OpenHiring {
			a.vacancies = append(a.vacancies, opening)
		}
	}
	r := Report{Options: o, People: len(a.people), Vacancies: len(a.vacancies)}
	lists := a.count()
	for _, d := range a.dimensions() {
		r.Dimensions = append(r.Dimensions, Dimension{d.name, a.compare(d)})
	}
	for _, c := range Neutral() {
		r.Moved = append(r.Moved, Moved{c, a.moved(c, lists)})
	}
	return r, nil
}

// count makes every list and counts who could be on it and who is selected.
func (a *auditor) count() (lists [][]rank.Hit) {
	view := a.view(func(c matcher.Candidate) matcher.Candidate { return c })
	for i := range a.people {
		p := a.judge.Profile(&a.people[i])
		a.profiles[p.ID] = &p
	}
	for i := range a.vacancies {
		hits := rank.ForVacancy(a.judge, view, &a.vacancies[i], &a.question, rank.Ask{K: len(a.people), Keep: a.withinReach})
		for n, h := range hits {
			a.pool[h.ID]++
			if n < a.K {
				a.selected[h.ID]++
			}
		}
		lists = append(lists, hits[:min(a.K, len(hits))])
	}
	return lists
}

func (a *auditor) withinReach(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool {
	return a.judge.Band(o, p, t) != matcher.Remote
}

func (a *auditor) view(change func(matcher.Candidate) matcher.Candidate) *rank.People {
	rows := make([]rank.Person, len(a.people))
	for i := range a.people {
		c := change(a.people[i])
		rows[i] = rank.Person{Profile: a.judge.Profile(&c)}
	}
	return rank.NewPeopleBook().Change(rows, nil)
}

// moved is how many of the lists a change alters.
func (a *auditor) moved(c Change, lists [][]rank.Hit) (n int) {
	view := a.view(c.Apply)
	for i := range a.vacancies {
		hits := rank.ForVacancy(a.judge, view, &a.vacancies[i], &a.question, rank.Ask{K: a.K, Keep: a.withinReach})
		if !slices.Equal(hits, lists[i]) {
			n++
		}
	}
	return n
}

// compare sums the counts per group and holds their rates to the best.
func (a *auditor) compare(d dimension) []Group {
	byName := map[string]*Group{}
	pool, selected := 0, 0
	for i := range a.people {
		c := &a.people[i]
		name := d.of(c, a.profiles[c.ID], a.AsOf)
		g := byName[name]
		if g == nil {
			g = &Group{Name: name}
			byName[name] = g
		}
		g.People++
		g.Pool += a.pool[c.ID]
		g.Selected += a.selected[c.ID]
		pool, selected = pool+a.pool[c.ID], selected+a.selected[c.ID]
	}
	best := 0.0
	for _, g := range byName {
		if g.Pool == 0 {
			g.Few = true
			continue
		}
		g.Rate = float64(g.Selected) / float64(g.Pool)
		if g.Few = g.Selected < enough && g.Pool*selected < enough*pool; !g.Few {
			best = max(best, g.Rate)
		}
	}
	return judged(byName, best)
}

// judged gives the groups by name with their ratios.
func judged(byName map[string]*Group, best float64) []Group {
	var out []Group
	for g := range maps.Values(byName) {
		if best > 0 {
			g.Ratio = g.Rate / best
		}
		g.Alarm = !g.Few && g.Ratio < fourFifths
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b Group) int { return cmp.Compare(a.Name, b.Name) })
	return out
}
