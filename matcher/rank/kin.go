package rank

import (
	"math"
	"slices"

	"matchd/matcher/fit"
)

// few is how many occupations of a row stand among its columns. Hardly anybody has more: one person in fifty where those
// without a job known have all that their skills point to.
const few = 8

// kin is the occupations of a row where they are few, and what else of the row's side of the reasons of occupation and
// skills is known: first those held, without repeats, or those that the skills point to where no job is known; then those
// wished.
type kin struct {
	ids    [few]uint16
	counts uint8 // held or likely + 16 x wished
	traits trait
}

// trait is bits: the row's class, and these.
type trait uint8

const (
	crowded      trait = 4 << iota // occupations are too many or numbered too high: they are in the segment's arenas only
	outlandish                     // a skill is numbered too high for the columns
	skillsListed                   // be it none
	likely                         // no job is known, and the skills point to some
	leaves                         // a job that may be lost
	listed                         // available, so that lists may have the row
)

func kinOf(p *Person, held []fit.OccupationID) kin {
	k := kin{traits: trait(classOf(p))}
	if p.SkillsListed() {
		k.traits |= skillsListed
	}
	if p.Available {
		k.traits |= listed
	}
	if p.AtRisk() {
		k.traits |= leaves
	}
	if n := len(p.Skills); n > 0 && p.Skills[n-1].Skill > math.MaxUint16 {
		k.traits |= outlandish
	}
	first := held
	if len(held) == 0 && len(p.Likely) > 0 {
		k.traits |= likely
		for _, o := range p.Likely {
			first = append(first[:len(first):len(first)], o.ID)
		}
	}
	if !k.hold(slices.Concat(first, p.Wished)) {
		k.traits |= crowded
		return k
	}
	k.counts = uint8(len(first) + 16*len(p.Wished))
	return k
}

// hold reports whether there is room for all of them.
func (k *kin) hold(ids []fit.OccupationID) bool {
	if len(ids) > few {
		return false
	}
	for i, id := range ids {
		if k.ids[i] = uint16(id); fit.OccupationID(k.ids[i]) != id {
			return false
		}
	}
	return true
}

// has reports whether all of some traits are there.
func (k *kin) has(t trait) bool { return k.traits&t == t }

// firstIDs, heldIDs and wishedIDs are the lists of a row that is not crowded; the first are those held or likely.
func (k *kin) firstIDs() []uint16  { return k.ids[:k.counts&15] }
func (k *kin) wishedIDs() []uint16 { return k.ids[k.counts&15 : k.counts&15+k.counts>>4] }

func (k *kin) heldIDs() []uint16 {
	if k.has(likely) {
		return nil
	}
	return k.firstIDs()
}

// number is an occupation's, as columns or as lists have it.
type number interface {
	~uint16 | ~uint32
}

// nearest is the closeness of the closest of some occupations.
func nearest[N number](t table, ids []N) (best uint16) {
	for _, o := range ids {
		best = max(best, t.at(fit.OccupationID(o)))
	}
	return best
}

// career is what the occupations held and wished add, and a bound of what experience does.
func (s *peopleSearch) career(row int) int64 {
	if k := &s.columns[row].kin; !k.has(crowded) {
		return careerOf(s, row, k.heldIDs(), k.wishedIDs())
	}
	return careerOf(s, row, s.part.seg.heldBy(row), s.part.seg.wishedBy(row))
}

func careerOf[N number](s *peopleSearch, row int, held, wished []N) int64 {
	sum := s.prior(fit.Occupation) + s.prior(fit.WishedOccupation)
	if len(s.o.Occupations) > 0 {
		sum = workOf(s, row, held)
		if len(wished) > 0 {
			sum += s.add(fit.WishedOccupation, int64(nearest(s.occ, wished))*1000)
		} else {
			sum += s.prior(fit.WishedOccupation)
		}
	}
	switch {
	case len(s.o.Experience) == 0 || len(held) == 0:
		return sum + s.prior(fit.Experience)
	case nearest(s.trade, held) >= fit.Kin:
		return sum + s.limit[fit.Experience]
	}
	return sum // nobody has experience without a job near to those in which it is asked
}

// workOf is what the closest job held adds, or what the skills point to where none is known.
func workOf[N number](s *peopleSearch, row int, held []N) int64 {
	if len(held) > 0 {
		return s.add(fit.Occupation, int64(nearest(s.occ, held))*1000)
	}
	var best uint32
	for _, o := range s.part.seg.likelyOf(row) {
		best = max(best, uint32(s.occ.at(o.ID))*uint32(o.Closeness)/1000)
	}
	return s.add(fit.Occupation, s.judge.Unheld(uint16(best)))
}

// implied is the most that follows from an occupation of the row, held or likely.
func (s *peopleSearch) implied(row int) int64 {
	if k := &s.columns[row].kin; !k.has(crowded) {
		return impliedOf(s, row, k.heldIDs())
	}
	return impliedOf(s, row, s.part.seg.heldBy(row))
}

func impliedOf[N number](s *peopleSearch, row int, held []N) (implied int64) {
	for _, o := range held {
		implied = max(implied, s.worth(fit.OccupationID(o)))
	}
	if len(held) > 0 {
		return implied
	}
	for _, o := range s.part.seg.likelyOf(row) {
		implied = max(implied, s.worthLikely(o.ID, o.Closeness))
	}
	return implied
}
