package rank

import (
	"math"
	"slices"

	"matchd/matcher/fit"
)

// brief is what is looked at first of a row of people: where it is and what counts most of its columns, in so few bytes
// that those of a million rows stay in a processor's cache.
type brief struct {
	site                    uint16 // of the area's, from its first on
	small, languages, hours uint8  // numbers of the segment's codes, or vague
	papers                  sign
}

// vague stands for all numbers that a byte does not hold. Codes number values as they are met, so that common ones are
// low.
const vague = math.MaxUint8

func vaguely(number uint16) uint8 { return uint8(min(number, vague)) }

func (s *peopleSegment) briefOf(row int, site int32, p *Person) brief {
	c := &s.columns[row]
	return brief{
		site: uint16(site), small: vaguely(s.smalls.of(row, c.small, c.small)), languages: vaguely(c.languages),
		hours: vaguely(c.hours), papers: signOf(p.Certificates),
	}
}

// sign is bits of a list of certificates: one for each in it, which some others share, and more.
type sign uint8

// more says that others may be held that are not in the list.
const more sign = 1 << 7

func bitOf(paper uint32) sign { return 1 << (paper % 7) }

func signOf(papers []uint32) (all sign) {
	if papers == nil {
		return more
	}
	for _, p := range papers {
		if p == fit.OthersToo {
			all |= more
		} else {
			all |= bitOf(p)
		}
	}
	return all
}

// signed is the most that certificates add, by the sign of a list: who may hold one that is asked is taken to.
func (l *vacancyLens) signed() (most signBounds) {
	telling := more
	for _, asked := range l.o.Certificates {
		telling |= bitOf(asked)
	}
	for i := range most {
		if known := sign(i) & telling; known != sign(i) {
			most[i] = most[known]
		} else {
			most[i] = int32(l.ofFacts(fit.Certificates, facts{papers: l.heldBy(known)}))
		}
	}
	return most
}

// heldBy is the certificates asked that may be in a list of a sign.
func (l *vacancyLens) heldBy(s sign) []uint32 {
	held := []uint32{}
	if s&more != 0 {
		held = append(held, fit.OthersToo)
	}
	for _, asked := range l.o.Certificates {
		if s&bitOf(asked) != 0 {
			held = append(held, asked)
		}
	}
	slices.Sort(held)
	return held
}

type signBounds [math.MaxUint8 + 1]int32

// glance is the most that each part of a brief but the site adds to a score.
type glance struct {
	small, languages, hours [vague + 1]int32
	papers                  *signBounds
	rest                    int64 // most that all reasons but these, distance, skills and occupation add
}

func (g *glance) of(b *brief) int32 {
	return g.small[b.small] + g.languages[b.languages] + g.hours[b.hours] + g.papers[b.papers]
}

// glanceAt makes the glance for a segment.
func (s *peopleSearch) glanceAt(seg *peopleSegment) {
	g := &s.glance
	small := s.limit[fit.Education] + s.limit[fit.IrregularHours] + s.limit[fit.Contract]
	for n, v := range seg.smalls.values[:min(vague, len(seg.smalls.values))] {
		g.small[n] = s.small[v]
	}
	g.small[vague], g.papers = int32(small), &s.bySign
	fillFrom(&s.languages, len(seg.languages.values), &g.languages)
	fillFrom(&s.hours, len(seg.hours.values), &g.hours)
	g.rest = s.others - small - s.limit[fit.Languages] - s.limit[fit.Hours] - s.limit[fit.Certificates]
}

// fillFrom fills a part of a glance with what the first values of a column add, of which there are so many.
func fillFrom(column *bounds, values int, to *[vague + 1]int32) {
	for n := range min(vague, values) {
		to[n] = int32(column.at(uint16(n)))
	}
	to[vague] = int32(column.most)
}
