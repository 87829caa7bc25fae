package rank

import (
	"matchd/matcher"
	"matchd/matcher/fit"
)

// facts is what both sides say in the same form and a column each keeps.
type facts struct {
	hours     fit.Span
	start     matcher.Date
	pay       int32
	languages []fit.Language
	papers    []uint32
}

func (f *facts) toAsks(a *fit.Asks) {
	a.Hours, a.Start, a.Pay, a.Languages, a.Certificates = f.hours, f.start, f.pay, f.languages, f.papers
}

func (f *facts) toNeeds(n *fit.Needs) {
	n.Hours, n.From, n.Pay, n.Languages, n.Certificates = f.hours, f.start, f.pay, f.languages, f.papers
}

// factCodes is the facts of a segment's rows.
type factCodes struct {
	hours     codes[fit.Span, fit.Span]
	start     codes[matcher.Date, matcher.Date]
	pay       codes[int32, int32]
	languages codes[string, []fit.Language]
	papers    codes[string, []uint32]
}

// factNumbers is a row's facts as numbers into the codes of its segment.
type factNumbers struct{ hours, start, pay, languages, papers uint16 }

func (c *factCodes) of(row int, f facts) factNumbers {
	return factNumbers{
		hours: c.hours.of(row, f.hours, f.hours), start: c.start.of(row, f.start, f.start), pay: c.pay.of(row, f.pay, f.pay),
		languages: c.languages.of(row, languagesKey(f.languages), f.languages), papers: c.papers.of(row, numbersKey(f.papers), f.papers),
	}
}

// at is the facts of a row.
func (c *factCodes) at(n *factNumbers, row int) facts {
	return facts{
		hours: c.hours.at(n.hours, row), start: c.start.at(n.start, row), pay: c.pay.at(n.pay, row),
		languages: c.languages.at(n.languages, row), papers: c.papers.at(n.papers, row),
	}
}

func (c *factCodes) seal() {
	c.hours.seal()
	c.start.seal()
	c.pay.seal()
	c.languages.seal()
	c.papers.seal()
	together(c.languages.values)
	together(c.papers.values)
}

// factBounds is what each fact of a segment adds.
type factBounds struct{ hours, start, pay, languages, papers bounds }

func (c *factCodes) bounds(l *lens, value func(fit.ReasonID, facts) int64) factBounds {
	return factBounds{
		hours:     columnBounds(l, fit.Hours, &c.hours, func(v fit.Span) int64 { return value(fit.Hours, facts{hours: v}) }),
		start:     columnBounds(l, fit.Start, &c.start, func(v matcher.Date) int64 { return value(fit.Start, facts{start: v}) }),
		pay:       columnBounds(l, fit.Pay, &c.pay, func(v int32) int64 { return value(fit.Pay, facts{pay: v}) }),
		languages: columnBounds(l, fit.Languages, &c.languages, func(v []fit.Language) int64 { return value(fit.Languages, facts{languages: v}) }),
		papers:    columnBounds(l, fit.Certificates, &c.papers, func(v []uint32) int64 { return value(fit.Certificates, facts{papers: v}) }),
	}
}
