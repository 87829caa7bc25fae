package rank

import (
	"cmp"
	"math"
	"slices"

	"matchd/matcher/fit"
)

// Never is a bar that no score reaches: the bar of a list that nobody new is to be told of.
const Never = math.MaxInt32

// Bars keeps, for every opening of a view, the least score in millionths that matters to it, so that one person can be
// held against all of them at once (Reached). An opening without one has Never. One goroutine at a time. It costs four
// bytes for every opening, four for its row and 16 to find that, and the first and last of openings that are gone stay.
type Bars struct {
	byNumber []int32
	blocks   map[*openingSegment]*barBlock
	where    []spot // by number
}

// barBlock is the bars of the rows of one segment, with the least of every run and area.
type barBlock struct {
	seg   *openingSegment
	rows  []int32
	runs  [][]int32
	areas []int32
}

// spot is where the row of an opening lies; the zero spot is nowhere.
type spot struct {
	block *barBlock
	row   int32
}

// NewBars has none, and has followed no view.
func NewBars() *Bars { return &Bars{blocks: map[*openingSegment]*barBlock{}} }

// Set gives the opening of a number its bar: a score from 0 to 1,000,000, or Never. The opening need not be in the view
// that was followed. It takes as long as its area has runs and its run has rows.
func (b *Bars) Set(number uint32, bar int64) {
	b.byNumber = grownTo(b.byNumber, number, Never)
	b.byNumber[number] = int32(min(bar, Never))
	if int(number) < len(b.where) {
		b.where[number].set(b.byNumber[number])
	}
}

// Of is the bar of an opening by its number.
func (b *Bars) Of(number uint32) int64 {
	if int(number) < len(b.byNumber) {
		return int64(b.byNumber[number])
	}
	return Never
}

// Follow takes the bars along to a newer view of the same book. Only segments that are new in it cost anything: as long as
// they have rows.
func (b *Bars) Follow(v *Openings) {
	kept := make(map[*openingSegment]*barBlock, len(v.parts))
	for i := range v.parts {
		p := &v.parts[i]
		if block := b.blocks[p.seg]; block != nil {
			kept[p.seg] = block
			continue
		}
		kept[p.seg] = b.take(p)
	}
	for seg, block := range b.blocks {
		if kept[seg] == nil {
			*block = barBlock{} // openings that are gone still point at it
		}
	}
	b.blocks = kept
}

// take makes the block of a segment. Rows that it brings in place of others leave those behind.
func (b *Bars) take(p *part[Vacancy, *openingSegment]) *barBlock {
	block := &barBlock{seg: p.seg, rows: make([]int32, p.seg.size()), runs: make([][]int32, len(p.seg.runs)), areas: make([]int32, len(p.seg.runs))}
	for row := range p.seg.size() {
		block.rows[row] = Never
		if p.buried(row) {
			continue
		}
		number := p.seg.rows[row].number
		b.where = grownTo(b.where, number, spot{})
		b.where[number].set(Never)
		b.where[number] = spot{block, int32(row)}
		block.rows[row] = int32(b.Of(number))
	}
	for area, runs := range p.seg.runs {
		block.runs[area] = make([]int32, len(runs))
		for i, r := range runs {
			block.runs[area][i] = slices.Min(block.rows[r.from:r.to])
		}
		block.areas[area] = slices.Min(block.runs[area])
	}
	return block
}

func (at spot) set(bar int32) {
	b := at.block
	if b == nil || b.seg == nil || b.rows[at.row] == bar {
		return
	}
	b.rows[at.row] = bar
	area, _ := slices.BinarySearchFunc(b.seg.grounds.areas, at.row, func(a area, row int32) int { return cmp.Compare(a.to-1, row) })
	runs := b.seg.runs[area]
	run, _ := slices.BinarySearchFunc(runs, at.row, func(r run, row int32) int { return cmp.Compare(r.to-1, row) })
	b.runs[area][run] = slices.Min(b.rows[runs[run].from:runs[run].to])
	b.areas[area] = slices.Min(b.runs[area])
}

// grownTo makes room for a number.
func grownTo[V any](list []V, number uint32, empty V) []V {
	for len(list) <= int(number) {
		list = append(list, empty)
	}
	return list
}

// Reach is an opening whose bar a person reaches.
type Reach struct {
	Number uint32 // of the opening
	Score  int64  // millionths
}

// Reached gives the numbers of the openings of a view whose bar the person reaches and who are reached by the person as
// lists would have them, in no promised order. The question must say Openings; the bars must have followed the view, and
// may not change meanwhile. Pause is as Ask has it. Areas and runs none of whose bars can be reached are passed over.
func Reached(j *fit.Judge, v *Openings, b *Bars, p *fit.Profile, q *fit.Question, pause func()) (out []Reach) {
	if !p.Available {
		return nil
	}
	d := v.desks.take()
	defer v.desks.leave(d)
	l := newCandidateLens(d, j, p, q)
	unused := newTop(Ask{}) // every row has a bar of its own
	for i := range v.parts {
		s := barSearch{openingSearch: l.over(&v.parts[i], unused, Ask{Pause: pause}), bars: b.blocks[v.parts[i].seg], out: out}
		s.search()
		out = s.out
	}
	return out
}

// barSearch is one lens over one segment, every row of which has its own threshold.
type barSearch struct {
	*openingSearch
	bars *barBlock
	out  []Reach
}

func (s *barSearch) search() {
	work := s.limit[fit.Occupation] + s.limit[fit.WishedOccupation]
	for _, span := range s.spans {
		if most := s.others + s.limit[fit.Skills] + span.most; most+work >= int64(s.bars.areas[span.area]) {
			s.visit(span, most)
		}
	}
}

// visit looks at the runs of an area of which the least bar may be reached; others is the most that all reasons but those
// of occupation add.
func (s *barSearch) visit(in span, others int64) {
	s.pause()
	runs, rows := s.part.seg.runs[in.area], int32(0)
	s.scratch = s.scratch[:0]
	for i, least := range s.bars.runs[in.area] {
		if most := s.work(runs[i].occupation); others+most >= int64(least) {
			s.scratch = append(s.scratch, stretch{runs[i], most})
			rows += runs[i].to - runs[i].from
		}
	}
	var tallies []tally
	if rows > 0 && s.skilled && stretched*rows >= in.to-in.from {
		tallies = s.measure(in)
	}
	for i := range s.scratch {
		s.look(in, &s.scratch[i], tallies)
	}
}

// look holds the rows of a run against their bars.
func (s *barSearch) look(in span, r *stretch, tallies []tally) {
	seg := s.part.seg
	for row := int(r.from); row < int(r.to); row++ {
		bar, most, skills := int64(s.bars.rows[row]), s.mostAt(r, row), s.limit[fit.Skills]
		if s.others+most+skills+in.most < bar {
			continue
		}
		if tallies != nil {
			skills = s.most(tallies[int32(row)-in.from])
		}
		c := &seg.columns[row]
		bound := int64(s.near[c.site]) + most
		if bound+skills+s.others < bar || c.closing != 0 && c.closing < s.q.AsOf || s.part.buried(row) {
			continue
		}
		if bound += s.rough(c) + s.textOf(&seg.rows[row].number); bound+skills >= bar {
			s.hold(row, bound, bar)
		}
	}
}

// hold scores a row in full unless its skills say that it cannot reach its bar.
func (s *barSearch) hold(row int, bound, bar int64) {
	if score, _, ok := s.score(row, bound, bar); ok && score >= bar {
		s.out = append(s.out, Reach{s.part.seg.rows[row].number, score})
	}
}
