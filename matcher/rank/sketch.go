package rank

import (
	"math/bits"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// sketch is a set of skills hashed to 64 bits: what a skill does not have in it, the list does not have.
type sketch uint64

func (s sketch) with(id fit.SkillID) sketch {
	return s | 1<<(uint64(id)*0x9e3779b97f4a7c15>>58) // Knuth's multiplicative hash
}

func sketchOf(held []fit.SkillHeld) (s sketch) {
	for _, h := range held {
		s = s.with(h.Skill)
	}
	return s
}

// strong is the closeness, in thousandths, from which a sketch looks for a skill by itself. Weaker ones are many and
// taken to be there.
const strong = 600

// promise bounds the share of the skills asked that somebody lists, by the sketch of the list.
type promise struct {
	base   int64 // what weakly near skills can add; weight times thousandths, as all here
	gain   [64]int64
	worth  sketch // the bits that gain anything
	weight int64  // of all that is asked
}

func newPromise(asked []fit.SkillAsked, weight int64, r *reach) promise {
	p := promise{weight: weight}
	weak := make([]int64, len(asked))
	r.each(func(_ fit.SkillID, to link) {
		if to.closeness < strong {
			weak[to.item] = max(weak[to.item], int64(to.closeness))
		}
	})
	for i := range asked {
		p.base += int64(asked[i].Weight) * weak[i]
	}
	r.each(func(id fit.SkillID, to link) {
		if to.closeness >= strong {
			bit := sketch(0).with(id)
			p.worth |= bit
			p.gain[bits.TrailingZeros64(uint64(bit))] += int64(asked[to.item].Weight) * (int64(to.closeness) - weak[to.item])
		}
	})
	return p
}

// most bounds the share of a list with this sketch, in millionths.
func (p *promise) most(s sketch) int64 {
	if s == 0 {
		return 0
	}
	sum := p.base
	for hit := uint64(s & p.worth); hit != 0; hit &= hit - 1 {
		sum += p.gain[bits.TrailingZeros64(hit)]
	}
	return min(matcher.Million, sum*1000/p.weight)
}

// each calls for every link of every skill.
func (r *reach) each(yield func(fit.SkillID, link)) {
	for s := range max(0, len(r.first)-1) {
		for _, to := range r.links[r.first[s]:r.first[s+1]] {
			yield(fit.SkillID(s), to)
		}
	}
}
