package rank

import "matchd/matcher/fit"

// sweep is what a search of one segment has whichever side is listed.
type sweep[R record, S segment[R]] struct {
	part   *part[R, S]
	top    *top
	ask    Ask
	near   []int32 // by site
	spans  []span
	others int64 // most that all reasons but occupation, skills and distance add
	factBounds
	sectors bounds
	turns   int // areas and rows that were gone into
}

// newSweep needs the grounds of the part's segment and what distance adds at its sites.
func newSweep[R record, S segment[R]](l *lens, p *part[R, S], best *top, a Ask, g *grounds, near []int32) sweep[R, S] {
	return sweep[R, S]{part: p, top: best, ask: a, near: near, spans: g.spans(near, &l.desk.spans), others: l.rest()}
}

// inTurn is after how many areas and rows gone into a search pauses.
const inTurn = 32

// pause makes way for others now and then, where the question says how.
func (s *sweep[R, S]) pause() {
	if s.turns++; s.ask.Pause != nil && s.turns%inTurn == 0 {
		s.ask.Pause()
	}
}

// visit is an occupation with the most that its rows' two reasons of occupation add together.
type visit struct {
	occupation fit.OccupationID
	most       int64
}
