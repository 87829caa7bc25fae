package fit

import "matchd/matcher"

// Question is how a list of matches is asked for. Begin with Model.Plain, which fills in what is required. It is read only,
// and may serve several lists at once.
type Question struct {
	AsOf    matcher.Date   // the day the answer is for; required
	Weights Weights        // required, see Model.Weights
	Must    ReasonSet      // these may not be known to stay below their threshold
	Viewer  matcher.Viewer // whose consent counts; the zero Viewer sees no person
	// Openings says that vacancies are listed, for one person; otherwise people are, for one vacancy.
	Openings bool
	Regions  []uint8 // numbers of regions that the other side must lie in; none = anywhere
	Within   int32   // metres; the other side must be known to lie within; 0 = anywhere
	Texts    Texts   // nil = none was typed, or no record has a word of it
}

// Texts says how much of the text that was typed a record of the listed side holds: the share of its words, in
// millionths, by the record's Number. It is asked for every row that may get in, so it should be a look-up, and is called
// by one goroutine at a time for a list.
type Texts func(number uint32) int64

// Of is that share; 0 of a record that is not stored.
func (t Texts) Of(number uint32) int64 {
	if t == nil || number == 0 {
		return 0
	}
	return t(number)
}

// Plain is the question without any options: people are listed, anywhere, by the model's own weights.
func (m *Model) Plain(asOf matcher.Date, viewer matcher.Viewer) Question {
	weights, err := m.Weights(nil, 0, false)
	if err != nil {
		panic(err) // the default weights sum to a million: ParseModel has checked it
	}
	return Question{AsOf: asOf, Weights: weights, Viewer: viewer}
}
