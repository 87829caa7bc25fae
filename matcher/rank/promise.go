package rank

import "matchd/matcher/fit"

// promise bounds how much of what a vacancy asks a list of skills has: by skill listed, what it has of all that is
// asked, in millionths and rounded up, whatever its level. Two skills listed that are near to the same one asked both
// count, so the sum is never less than the share.
type promise []int32

func newPromise(d *desk, asked []fit.SkillAsked, weight int64, r *reach) promise {
	if weight == 0 {
		return nil
	}
	p := promise(d.ints.zeros(max(0, len(r.first)-1)))
	for s := range p {
		for _, to := range r.links[r.first[s]:r.first[s+1]] {
			p[s] += int32((int64(asked[to.item].Weight)*int64(to.closeness)*1000 + weight - 1) / weight)
		}
	}
	return p
}

// of is what one skill has.
func (p promise) of(s uint16) int32 {
	if int(s) < len(p) {
		return p[s]
	}
	return 0
}

// gain is a skill that has anything of what is asked.
type gain struct {
	skill fit.SkillID
	most  gauge
}

// gains lists them, ascending by skill.
func (p promise) gains() (out []gain) {
	for s, most := range p {
		if most > 0 {
			out = append(out, gain{fit.SkillID(s), min(full, gaugeOf(int64(most)))})
		}
	}
	return out
}
