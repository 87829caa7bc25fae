package quality

import (
	"hash/fnv"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// Query is one ranking with its measures.
type Query struct {
	ID      string   // of the vacancy, or of the profile where vacancies were ranked
	Ranking []string // best first, every eligible one
	Figures
}

// Report is what the cases say of a judge, in both directions.
type Report struct {
	People   []Query // people for each vacancy, in the order of the cases
	Openings []Query // vacancies for each profile that has a relevant one
	// Bands counts all pairs by their grade and band; pairs without a grade are 0.
	Bands [4]map[matcher.Band]int
}

// Run ranks every case with the question's weights; the question's direction is set as needed.
func Run(j *fit.Judge, c *Cases, q fit.Question) Report {
	people, openings := make([]rank.Person, len(c.Profiles)), make([]rank.Vacancy, len(c.Vacancies))
	for i := range c.Profiles {
		people[i] = rank.Person{Profile: j.Profile(&c.Profiles[i])}
	}
	for i := range c.Vacancies {
		openings[i] = rank.Vacancy{Opening: j.Opening(&c.Vacancies[i])}
	}
	var r Report
	// Books sort what they are given, so they get copies.
	all := rank.NewPeopleBook().Change(append([]rank.Person(nil), people...), nil)
	q.Openings = false
	for i := range openings {
		hits := rank.ForVacancy(j, all, &openings[i].Opening, &q, rank.Ask{K: len(people)})
		r.People = append(r.People, query(openings[i].ID, hits, c.Grades[openings[i].ID]))
	}
	r.countBands(j, c, people, openings, q)
	jobs := rank.NewOpeningsBook().Change(append([]rank.Vacancy(nil), openings...), nil)
	q.Openings = true
	for i := range people {
		if grades := c.gradesFor(people[i].ID); len(grades) > 0 {
			hits := rank.ForCandidate(j, jobs, &people[i].Profile, &q, rank.Ask{K: len(openings)})
			r.Openings = append(r.Openings, query(people[i].ID, hits, grades))
		}
	}
	return r
}

func (r *Report) countBands(j *fit.Judge, c *Cases, people []rank.Person, openings []rank.Vacancy, q fit.Question) {
	for g := range r.Bands {
		r.Bands[g] = map[matcher.Band]int{}
	}
	for i := range openings {
		o := &openings[i].Opening
		for k := range people {
			t := j.Terms(o, &people[k].Profile, &q)
			r.Bands[c.Grades[o.ID][people[k].ID]][j.Band(o, &people[k].Profile, &t)]++
		}
	}
}

func query(id string, hits []rank.Hit, grades map[string]int) Query {
	q := Query{ID: id}
	for _, h := range hits {
		q.Ranking = append(q.Ranking, h.ID)
	}
	q.Figures = Measure(q.Ranking, grades)
	return q
}

// gradesFor turns the table round for one profile; empty where no vacancy is relevant.
func (c *Cases) gradesFor(profile string) map[string]int {
	out, any := map[string]int{}, false
	for v, grades := range c.Grades {
		if g := grades[profile]; g > 0 {
			out[v], any = g, any || g >= relevant
		}
	}
	if !any {
		return nil
	}
	return out
}

// Plain is the question of the cases: everything visible, on a day on which all of them are open.
func Plain(m *fit.Model, asOf matcher.Date) fit.Question {
	return m.Plain(asOf, matcher.Viewer{All: true})
}

// Halves parts queries by a hash of their id (FNV-1a): what is tuned on the one half shows on the other whether it
// holds. Nothing may be set by looking at the second half.
func Halves(queries []Query) (tuned, held []Query) {
	for _, q := range queries {
		h := fnv.New32a()
		h.Write([]byte(q.ID))
		if h.Sum32()&1 == 0 {
			tuned = append(tuned, q)
		} else {
			held = append(held, q)
		}
	}
	return tuned, held
}

// Headline is the mean over the queries.
func Headline(queries []Query) Figures {
	all := make([]Figures, len(queries))
	for i := range queries {
		all[i] = queries[i].Figures
	}
	return Mean(all)
}
