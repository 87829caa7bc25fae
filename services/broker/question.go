package broker

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// MatchQuestion asks for a list of matches: people for a vacancy, or vacancies for a person. The record is named by
// its id, or given when it is not stored. Just one of the first four is set. A profile that is given is taken to be the
// caller's to ask about.
type MatchQuestion struct {
	VacancyID, CandidateID string
	Vacancy                *matcher.Vacancy
	Candidate              *matcher.Candidate
	Options                schemas.MatchOptions
	Locale                 fit.Locale // of sentences
}

// people reports whether people are listed.
func (q *MatchQuestion) people() bool { return q.VacancyID != "" || q.Vacancy != nil }

// asOf is the day of the question: the one asked for, or today.
func (s *Service) asOf(o *schemas.MatchOptions) matcher.Date { return cmp.Or(o.AsOf, s.today()) }

// wrongMatches is everything that is wrong about a question for a list.
func (s *Service) wrongMatches(q Asked[MatchQuestion]) []matcher.Invalid {
	return withMore(s.wrongOptions(q.at, &q.Q.Options), wrongPage(q.Q.Options.Cursor))
}

// wrongOptions is everything that is wrong about how a list is ranked.
func (s *Service) wrongOptions(at *moment, o *schemas.MatchOptions) matcher.InvalidError {
	wrong := matcher.InvalidError(o.Check())
	_, unknown := s.regions(at.View, o.Region)
	wrong = withMore(wrong, unknown)
	if _, err := weights(at.Judge().Model, o); err != nil {
		wrong = withMore(wrong, []matcher.Invalid{{Field: "weights", Reason: "leave no reason to score by"}})
	}
	return wrong
}

// weights are the model's as the options change them.
func weights(m *fit.Model, o *schemas.MatchOptions) (fit.Weights, error) {
	factors := map[fit.ReasonID]float64{}
	for _, name := range slices.Sorted(maps.Keys(o.Weights)) {
		if id, ok := m.Reason(name); ok {
			factors[id] = o.Weights[name]
		}
	}
	return m.Weights(factors, reasonSet(m, o.Exclude), o.Text != "")
}

func reasonSet(m *fit.Model, names []string) (set fit.ReasonSet) {
	for _, name := range names {
		if id, ok := m.Reason(name); ok {
			set = set.With(id)
		}
	}
	return set
}

// resolve turns options that are sound into a question for ranking.
func (s *Service) resolve(ctx context.Context, at *moment, c Caller, o *schemas.MatchOptions, people bool) (*fit.Question, error) {
	m := at.Judge().Model
	q := &fit.Question{AsOf: s.asOf(o), Viewer: c.Viewer, Openings: !people, Must: reasonSet(m, o.Must)}
	var err error
	if q.Weights, err = weights(m, o); err != nil {
		return nil, err
	}
	q.Regions, _ = s.regions(at.View, o.Region)
	if o.MaxDistanceKm != nil {
		q.Within = int32(max(1, *o.MaxDistanceKm*1000))
	}
	if o.Text == "" {
		return q, nil
	}
	kind := view.Vacancies
	if people {
		kind = view.Candidates
	}
	q.Texts, err = at.texts(ctx, kind, o.Text)
	return q, err
}

func (s *Service) regions(v *view.View, codes []string) ([]uint8, []matcher.Invalid) {
	var out []uint8
	var wrong []matcher.Invalid
	for i, code := range codes {
		n, ok := v.Judge().Region(code)
		if !ok {
			wrong = append(wrong, matcher.Invalid{
				Field: fmt.Sprintf("region[%d]", i), Reason: "unknown labour-market region", Suggestions: v.Judge().Places().SuggestRegions(code),
			})
		}
		out = append(out, n)
	}
	slices.Sort(out)
	return slices.Compact(out), wrong
}

// opening is the vacancy of a question as ranking sees it.
func (q *MatchQuestion) opening(at *moment) (fit.Opening, error) {
	if q.Vacancy != nil {
		return at.CompileOpening(q.Vacancy), nil
	}
	if row := at.now.Openings.Find(q.VacancyID); row != nil {
		return row.Opening, nil
	}
	return fit.Opening{}, fmt.Errorf("find vacancy: %w", matcher.ErrNotFound)
}

// profile is the person of a question as ranking sees it, if the caller may see the person.
func (q *MatchQuestion) profile(at *moment, c Caller, asOf matcher.Date) (fit.Profile, error) {
	if q.Candidate != nil {
		return at.Compile(q.Candidate), nil
	}
	row := at.now.People.Find(q.CandidateID)
	if row == nil || !sees(c, &row.Profile, asOf) {
		return fit.Profile{}, fmt.Errorf("find candidate: %w", matcher.ErrNotFound)
	}
	return row.Profile, nil
}

func sees(c Caller, p *fit.Profile, asOf matcher.Date) bool {
	return c.Viewer.Sees(&matcher.Candidate{ResponsibleParty: p.Responsible, Consent: p.Consent}, asOf)
}
