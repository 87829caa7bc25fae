package broker

import (
	"cmp"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/schemas"
)

// stage is what was decided about a pair, nil where nothing was.
func stage(now *view.Snapshot, match string) *matcher.Stage {
	d, ok := now.Firms.Decision(match)
	if !ok {
		return nil
	}
	s := d.Stage()
	s.Conflicting = now.Conflicting(&d)
	return &s
}

// markAll shows on every match what was decided about it. A list keeps the pairs that a side declined, marked: who asks
// for it sees that they were looked at, and a plan leaves them out.
func markAll(now *view.Snapshot, matches []matcher.Match) {
	for i := range matches {
		matches[i].Decision = stage(now, matches[i].MatchID)
	}
}

// settled lists the decisions that take places of some supply and of some vacancies, by vacancy, then match; here says
// which pairs of companies are those that were asked for.
func (d *desk) settled(supply, vacancies []string, here func(from, to string) bool) []schemas.Decided {
	out := []schemas.Decided{}
	seen := map[string]bool{}
	for _, ids := range [][]string{supply, vacancies} {
		for _, id := range ids {
			for _, one := range d.Firms.Agreed(id) {
				if !seen[one.ID] {
					seen[one.ID] = true
					out = append(out, d.told(&one, here))
				}
			}
		}
	}
	sortDecided(out)
	return first(out, maxTold)
}

func sortDecided(list []schemas.Decided) {
	slices.SortFunc(list, func(a, b schemas.Decided) int {
		return cmp.Or(cmp.Compare(a.VacancyID, b.VacancyID), cmp.Compare(a.MatchID, b.MatchID), cmp.Compare(a.Places, b.Places))
	})
}

// told puts a decision in words: of a person who is not for the viewer to see only that a place is taken.
func (d *desk) told(one *matcher.Decision, here func(from, to string) bool) schemas.Decided {
	supply, vacancy, _ := matcher.SplitMatchID(one.ID)
	out := schemas.Decided{VacancyID: vacancy, Status: one.Status, Places: one.Taken(), Conflicting: d.Snapshot.Conflicting(one)}
	from, seen := d.Leaving(supply)
	to := ""
	if row := d.Openings.Find(vacancy); row != nil {
		to = row.Company
	}
	out.To, out.Elsewhere = d.named(to), !here(from, to)
	if seen {
		out.MatchID, out.From = one.ID, d.named(from)
	}
	return out
}

// visible are the ids of a company's supply that the viewer may see.
func (d *desk) visible(company string) []string {
	return slices.DeleteFunc(d.SupplyIDs(company), func(id string) bool {
		of, seen := d.Leaving(id)
		return !seen || of != company
	})
}

// settledHere lists what was settled of the people who leave a region's places, and of its vacancies.
func (a *area) settledHere() []schemas.Decided {
	out := []schemas.Decided{}
	a.Firms.Settled(func(one *matcher.Decision) bool {
		supply, vacancy, _ := matcher.SplitMatchID(one.ID)
		leaves, seeks := a.inRegion(supply), false
		if row := a.Openings.Find(vacancy); row != nil {
			seeks = row.Region == a.number
		}
		if leaves || seeks {
			out = append(out, a.told(one, func(string, string) bool { return leaves && seeks }))
		}
		return len(out) < maxTold
	})
	sortDecided(out)
	return out
}

// inRegion reports whether a person or group that the viewer may see is of the region.
func (a *area) inRegion(supply string) bool {
	if _, seen := a.Leaving(supply); !seen {
		return false
	}
	if row := a.People.Find(supply); row != nil {
		return row.Region == a.number
	}
	return a.Groups.Find(supply).Region == a.number
}

// recognised reports whether the company of a pair of people who can be made suitable may train them for it.
func (d *desk) recognised(m *coupling.Market, p coupling.Pair) bool {
	o := m.Sinks[p.Sink]
	record, _ := d.Firms.Record(o.Company)
	return p.Trainable && record.Trains(o)
}
