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
// its id, or given when it is not stored.
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

// resolve turns options into a question for ranking, naming every wrong one, and gives the snapshot to answer it from.
func (s *Service) resolve(ctx context.Context, v *view.View, c Caller, o *schemas.MatchOptions, people bool) (*view.Snapshot, *fit.Question, error) {
	wrong := matcher.InvalidError(o.Check())
	m := v.Judge().Model
	q := &fit.Question{AsOf: s.asOf(o), Viewer: c.Viewer, Openings: !people}
	factors, exclude := map[fit.ReasonID]float64{}, fit.ReasonSet(0)
	for _, name := range slices.Sorted(maps.Keys(o.Weights)) {
		if id, ok := m.Reason(name); ok {
			factors[id] = o.Weights[name]
		}
	}
	for _, name := range o.Exclude {
		if id, ok := m.Reason(name); ok {
			exclude = exclude.With(id)
		}
	}
	for _, name := range o.Must {
		if id, ok := m.Reason(name); ok {
			q.Must = q.Must.With(id)
		}
	}
	weights, err := m.Weights(factors, exclude, o.Text != "")
	if err != nil {
		wrong = append(wrong, matcher.Invalid{Field: "weights", Reason: "leave no reason to score by"})
	}
	q.Weights = weights
	regions, unknown := s.regions(v, o.Region)
	if q.Regions, wrong = regions, append(wrong, unknown...); len(wrong) > 0 {
		return nil, nil, wrong
	}
	if o.MaxDistanceKm != nil {
		q.Within = int32(max(1, *o.MaxDistanceKm*1000))
	}
	if o.Text == "" {
		return v.Snapshot(), q, nil
	}
	kind := view.Vacancies
	if people {
		kind = view.Candidates
	}
	now, texts, err := v.Texts(ctx, kind, o.Text)
	q.Texts = texts
	return now, q, err
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
func (q *MatchQuestion) opening(v *view.View, now *view.Snapshot) (fit.Opening, error) {
	if q.Vacancy != nil {
		return v.CompileOpening(q.Vacancy), nil
	}
	if row := now.Openings.Find(q.VacancyID); row != nil {
		return row.Opening, nil
	}
	return fit.Opening{}, fmt.Errorf("find vacancy: %w", matcher.ErrNotFound)
}

// profile is the person of a question as ranking sees it, if the caller may see the person.
func (q *MatchQuestion) profile(v *view.View, now *view.Snapshot, c Caller, asOf matcher.Date) (fit.Profile, error) {
	if q.Candidate != nil {
		return v.Compile(q.Candidate), nil
	}
	row := now.People.Find(q.CandidateID)
	if row == nil || !sees(c, &row.Profile, asOf) {
		return fit.Profile{}, fmt.Errorf("find candidate: %w", matcher.ErrNotFound)
	}
	return row.Profile, nil
}

func sees(c Caller, p *fit.Profile, asOf matcher.Date) bool {
	return c.Viewer.Sees(&matcher.Candidate{ResponsibleParty: p.Responsible, Consent: p.Consent}, asOf)
}
