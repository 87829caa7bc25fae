package standing

import (
	"slices"

	"matchd/matcher/rank"
)

// Size is how many candidates a standing list shows.
const Size = 20

// defaultRoom is how many people a list knows at most. With 12 to spare, a list is ranked anew after 13 more have left
// than come; each costs 8 bytes a list, and a lower bar that more people reach.
const defaultRoom = Size + 12

// state is how far the list of a vacancy has come.
type state uint8

const (
	none  state = iota // no open vacancy, or one that is new and put off
	owed               // still to be made, as of the state that Begin was given
	ready              // made
)

// list is the people of one vacancy.
type list struct {
	people []entry  // best first; those beyond Size are spare
	end    rank.Hit // everybody before it is among people; the zero value is behind everybody
	state  state
}

// entry is somebody in a list.
type entry struct {
	score  int32 // millionths
	person uint32
}

// shown are those that the list says.
func (l *list) shown() []entry { return l.people[:min(len(l.people), Size)] }

// short reports whether somebody whom the list does not know may belong to those shown.
func (l *list) short() bool { return len(l.people) < Size && l.end != (rank.Hit{}) }

// covers reports whether somebody with that score belongs among the people.
func (l *list) covers(h rank.Hit) bool { return rank.Compare(h, l.end) < 0 }

// bar is the least score of whom the list covers; who has just that score may not be.
func (l *list) bar(floor int64) int64 { return max(floor, l.end.Score) }

// drop takes somebody out, who need not be there.
func (l *list) drop(person uint32) {
	l.people = slices.DeleteFunc(l.people, func(p entry) bool { return p.person == person })
}

// put lets somebody in whom the list covers. Where that is one more than there is room for, the last goes out and is
// returned.
func (l *list) put(p entry, room int, names []string) (out entry) {
	at, _ := slices.BinarySearchFunc(l.people, p, func(a, b entry) int { return rank.Compare(a.hit(names), b.hit(names)) })
	l.people = slices.Insert(l.people, at, p)
	if len(l.people) <= room {
		return entry{}
	}
	out = l.people[room]
	l.people, l.end = l.people[:room], out.hit(names)
	return out
}

func (p entry) hit(names []string) rank.Hit {
	return rank.Hit{Score: int64(p.score), ID: names[p.person]}
}
