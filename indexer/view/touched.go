package view

import (
	"matchd/matcher/coupling"
	"matchd/matcher/place"
)

// Source makes supply of a person or group by its key, as Person and Group do; false also where there is no such row.
func (g *Gathering) Source(k Key) (coupling.Source, bool) {
	switch k.Kind {
	case Candidates:
		if row := g.People.Find(k.ID); row != nil {
			return g.Person(&row.Profile)
		}
	case Surpluses:
		if row := g.Groups.Find(k.ID); row != nil {
			return g.Group(&row.Profile)
		}
	}
	return coupling.Source{}, false
}

// SupplyTouched is the people and groups that may be other supply in one state than in another because the record of a
// person or group changed: itself; of a person also the group, of whose places it uses one; of a group its people who
// are more than it has places in one of the states only, and all of them where what they leave changed. It costs as much
// as those groups have people, and makes no supply.
func SupplyTouched(before, after *Gathering, changed Key) map[Key]bool {
	t := touchedSupply{[2]*Gathering{before, after}, map[Key]bool{changed: true}}
	switch changed.Kind {
	case Candidates:
		for _, g := range t.states {
			if row := g.People.Find(changed.ID); row != nil && row.SurplusID != "" {
				t.group(row.SurplusID)
			}
		}
	case Surpluses:
		t.group(changed.ID)
	}
	return t.keys
}

type touchedSupply struct {
	states [2]*Gathering
	keys   map[Key]bool
}

func (t *touchedSupply) group(id string) {
	t.keys[Key{Surpluses, id}] = true
	moved := t.states[0].post(id) != t.states[1].post(id)
	for i, g := range t.states {
		if moved {
			t.people(g.Firms.Members(id))
		}
		for member := range g.Beyond(id) {
			if !t.states[1-i].Beyond(id)[member] {
				t.people([]string{member})
			}
		}
	}
}

func (t *touchedSupply) people(ids []string) {
	for _, id := range ids {
		t.keys[Key{Candidates, id}] = true
	}
}

// post is what the people of a group leave.
type post struct {
	company string
	at      place.Point
}

// post is the zero value where there is no such group: its people then leave what their own record says.
func (g *Gathering) post(group string) post {
	if row := g.Groups.Find(group); row != nil {
		return post{row.Employer, row.Point}
	}
	return post{}
}
