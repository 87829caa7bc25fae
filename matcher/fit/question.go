package fit

import "matchd/matcher"

// Question is how a list of matches is asked for.
type Question struct {
	AsOf    matcher.Date // the day the answer is for; required
	Weights Weights
	Must    ReasonSet // these may not be known to stay below their threshold
	Viewer  matcher.Viewer
	// Openings says that vacancies are listed, for one person; otherwise people are, for one vacancy.
	Openings bool
	Regions  []uint8 // numbers of regions that the other side must lie in; none = anywhere
	Within   int32   // metres; the other side must be known to lie within; 0 = anywhere
	// Texts holds, by id of the side that is listed, how much of the text typed it has (millionths).
	Texts map[string]int64
}

// Plain is the question without any options.
func (m *Model) Plain(asOf matcher.Date, viewer matcher.Viewer) Question {
	weights, err := m.Weights(nil, 0, false)
	if err != nil {
		panic(err) // the default weights sum to a million: ParseModel has checked it
	}
	return Question{AsOf: asOf, Weights: weights, Viewer: viewer}
}
