package standing

import (
	"cmp"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// Notice is one change of a standing list. Who only moves within a list is no change.
type Notice struct {
	Found     bool   // came in; otherwise it lapsed
	Vacancy   string // id
	Candidate string // id
	Region    string // of the vacancy, AMnn; empty where unknown
	Score     int64  // millionths; of a lapsed match its last
	Rank      int    // from 1; 0 where lapsed
}

// changes is what lists showed before they were changed, and those to be made from scratch.
type changes struct {
	*Lists
	was   map[uint32][]rank.Hit
	again map[uint32]*fit.Opening
}

func (s *Lists) newChanges() *changes {
	return &changes{s, map[uint32][]rank.Hit{}, map[uint32]*fit.Opening{}}
}

// remember keeps what a list shows, the first time.
func (c *changes) remember(vacancy uint32) {
	if _, ok := c.was[vacancy]; ok {
		return
	}
	c.was[vacancy] = nil
	for _, p := range c.lists[vacancy].shown() {
		c.was[vacancy] = append(c.was[vacancy], p.hit(c.people))
	}
}

// anew notes a list to be made from scratch.
func (c *changes) anew(o *fit.Opening) {
	c.enter(o)
	c.remember(o.Number)
	c.again[o.Number] = o
}

// toCome reports whether a list is to be made from scratch, now or when its vacancy is looked at.
func (c *changes) toCome(vacancy uint32) bool {
	return c.again[vacancy] != nil || c.putOff.openings[c.vacancies[vacancy]] != nil
}

// notices compares the lists with what they were, by vacancy, then candidate. A list that did not exist before came into
// being with its vacancy: everybody in it was found. The region is that of the first of the states that has the vacancy.
func (c *changes) notices(states ...*view.Snapshot) []Notice {
	var out []Notice
	for vacancy, was := range c.was {
		moved := c.moved(vacancy, was)
		if len(moved) == 0 {
			continue
		}
		id := c.vacancies[vacancy]
		region := RegionOf(c.judge, id, states...)
		if o := c.again[vacancy]; region == "" && o != nil { // erased since
			region = c.judge.RegionCode(o.Region)
		}
		for i := range moved {
			moved[i].Vacancy, moved[i].Region = id, region
		}
		out = append(out, moved...)
	}
	slices.SortFunc(out, func(a, b Notice) int {
		return cmp.Or(cmp.Compare(a.Vacancy, b.Vacancy), cmp.Compare(rankOrLast(a), rankOrLast(b)), cmp.Compare(a.Candidate, b.Candidate))
	})
	return out
}

// moved is who came into a list and who left it.
func (c *changes) moved(vacancy uint32, was []rank.Hit) (out []Notice) {
	old := make(map[string]int64, len(was))
	for _, h := range was {
		old[h.ID] = h.Score
	}
	for i, p := range c.lists[vacancy].shown() {
		h := p.hit(c.people)
		if _, ok := old[h.ID]; !ok {
			out = append(out, Notice{Found: true, Candidate: h.ID, Score: h.Score, Rank: i + 1})
		}
		delete(old, h.ID)
	}
	for id, score := range old {
		out = append(out, Notice{Candidate: id, Score: score})
	}
	return out
}

// rankOrLast puts those who lapsed behind those found.
func rankOrLast(n Notice) int {
	if n.Found {
		return n.Rank
	}
	return Size + 1
}

// RegionOf is the region of a vacancy, AMnn, in the first of the states that has it; empty where it is unknown.
func RegionOf(j *fit.Judge, vacancy string, states ...*view.Snapshot) string {
	for _, state := range states {
		if row := state.Openings.Find(vacancy); row != nil {
			return j.RegionCode(row.Region)
		}
	}
	return ""
}
