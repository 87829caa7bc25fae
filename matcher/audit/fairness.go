package audit

import (
	"errors"
	"iter"
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
	Ratio    float64 // to the rate of everyone else; 0 without a pool, or where nobody else is selected
	Few      bool    // too few people, or selected or expected to be: the ratio says little
	// Chance is how likely chance alone makes the rate this much lower than everyone else's, corrected for how many
	// groups are looked at (Holm 1979); 1 where too few.
	Chance float64
	Alarm  bool // the ratio is below four fifths, and chance does not make it so
	Behind []Behind
}

// Behind is a reason in which a group's pairs score lower than everyone else's on average, the most first.
type Behind struct {
	Reason string
	By     float64 // parts of the score, 0 to 1
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
	tally     map[string]*tally // by person
}

// tally is what the lists come to for one person.
type tally struct {
	pool, selected int
	parts          [fit.Reasons]int64 // sum of the contributions over the pool, by reason
}

// Fairness ranks everyone for every open vacancy and compares how often groups are selected, then repeats the lists
// with each change of Neutral. It fails on a day or a k that is missing.
func Fairness(j *fit.Judge, people iter.Seq[matcher.Candidate], vacancies iter.Seq[matcher.Vacancy], o Options) (Report, error) {
	if o.AsOf == 0 || o.K < 1 {
		return Report{}, errors.New("audit fairness: a day and a k of 1 or more are required")
	}
	a := &auditor{
		Options: o, judge: j, people: slices.Collect(people), profiles: map[string]*fit.Profile{},
		question: j.Model.Plain(o.AsOf, matcher.Viewer{All: true}), tally: map[string]*tally{},
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
	r.judge()
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
		a.profiles[p.ID], a.tally[p.ID] = &p, &tally{}
	}
	for i := range a.vacancies {
		hits := rank.ForVacancy(a.judge, view, &a.vacancies[i], &a.question, rank.Ask{K: len(a.people), Keep: a.counted})
		for n, h := range hits {
			a.tally[h.ID].pool++
			if n < a.K {
				a.tally[h.ID].selected++
			}
		}
		lists = append(lists, hits[:min(a.K, len(hits))])
	}
	return lists
}

// counted is withinReach that adds up what every reason contributes.
func (a *auditor) counted(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool {
	if !a.withinReach(o, p, t) {
		return false
	}
	parts := &a.tally[p.ID].parts
	for id := range t {
		parts[id] += a.question.Weights.Contribution(fit.ReasonID(id), t[id])
	}
	return true
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
