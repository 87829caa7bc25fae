package broker

import (
	"cmp"
	"context"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/schemas"
)

// matchTopics are the topics that a list of matches depends on; of companies it is whether they closed.
func matchTopics() []string {
	return []string{schemas.Vacancies, schemas.Candidates, schemas.Companies, schemas.Decisions}
}

// matchKey names everything that a list depends on: the question and its day, the caller's scope, the state of the
// view, the versions of model, codes and contract.
func (s *Service) matchKey(q Asked[MatchQuestion]) string {
	return cacheKey(
		"matches", q.Q, s.asOf(&q.Q.Options), q.Caller.Viewer, q.Caller.Regions,
		q.at.now.Marks.Generation(matchTopics()...), s.modelVersion(q.at.View), s.parts.ContractVersion,
	)
}

// ModelVersion names the model, the taxonomy and the tables of places that scores are made with.
func ModelVersion(j *fit.Judge) string {
	return j.Model.Version() + "-" + j.Taxonomy().Version() + "-" + j.Places().Version()
}

func (s *Service) modelVersion(v *view.View) string { return ModelVersion(v.Judge()) }

func (s *Service) matches(ctx context.Context, q Asked[MatchQuestion]) (schemas.MatchList, error) {
	began := s.parts.Clock()
	question, err := s.resolve(ctx, q.at, q.Caller, &q.Q.Options, q.Q.people())
	if err != nil {
		return schemas.MatchList{}, err
	}
	var at place
	if err := decodeCursor(q.Q.Options.Cursor, &at); err != nil {
		return schemas.MatchList{}, err
	}
	limit := cmp.Or(q.Q.Options.Limit, schemas.DefaultLimit)
	ask := rank.Ask{K: limit + 1, After: at.after()}
	list, name := s.vacanciesFor, "vacancy-matches"
	if q.Q.people() {
		list, name = s.candidatesFor, "candidate-matches"
	}
	matches, err := list(q, question, ask)
	if err != nil {
		return schemas.MatchList{}, err
	}
	if s.parts.Observe.Ranked != nil {
		s.parts.Observe.Ranked(ctx, name, s.parts.Clock().Sub(began))
	}
	markAll(q.at.now, matches)
	out := schemas.MatchList{
		Stamp:       s.stamp(q.at.View, q.at.now, question.AsOf, matchTopics()),
		DemandShare: matcher.Millionths(q.at.Judge().Model.DemandShare(question.Weights)),
	}
	out.Matches, out.Total, out.NextCursor = page(matches, limit, at)
	return out, nil
}

// stamp says what an answer was made from; topics are those that it depends on.
func (s *Service) stamp(v *view.View, now *view.Snapshot, asOf matcher.Date, topics []string) schemas.Stamp {
	return schemas.Stamp{Generation: now.Marks.Generation(topics...), AsOf: asOf, ModelVersion: s.modelVersion(v)}
}

// page cuts one match more than was asked for off again: its presence says that there is a next page.
func page(found []matcher.Match, limit int, at place) ([]matcher.Match, schemas.Total, string) {
	seen := at.Seen + min(len(found), limit)
	if len(found) <= limit {
		return append([]matcher.Match{}, found...), schemas.Exactly(seen), ""
	}
	last := &found[limit-1]
	return found[:limit], schemas.Total{Value: seen + 1, Relation: "gte"}, encodeCursor(place{int64(last.Score), listedID(last), seen})
}

func (s *Service) candidatesFor(q Asked[MatchQuestion], question *fit.Question, ask rank.Ask) ([]matcher.Match, error) {
	o, err := q.Q.opening(q.at)
	if err != nil {
		return nil, err
	}
	j, now := q.at.Judge(), q.at.now
	ask.Keep = inBand(j, q.Q.Options.Band)
	hits, explainer := rank.ForVacancy(j, now.People, &o, question, ask), j.Explainer(question, detail(q.Q.Options.Explain), q.Q.Locale)
	out := make([]matcher.Match, 0, len(hits))
	for _, hit := range hits {
		p := &now.People.Find(hit.ID).Profile
		m := explainer.Explain(&o, p)
		m.Candidate = profileSummary(j, p)
		out = append(out, m)
	}
	return out, nil
}

func (s *Service) vacanciesFor(q Asked[MatchQuestion], question *fit.Question, ask rank.Ask) ([]matcher.Match, error) {
	p, err := q.Q.profile(q.at, q.Caller, question.AsOf)
	if err != nil {
		return nil, err
	}
	// Whoever may ask for this person's list may see the person: consent has been judged.
	question.Viewer = matcher.Viewer{All: true}
	j, now := q.at.Judge(), q.at.now
	ask.Keep = inBand(j, q.Q.Options.Band)
	hits, explainer := rank.ForCandidate(j, now.Openings, &p, question, ask), j.Explainer(question, detail(q.Q.Options.Explain), q.Q.Locale)
	out := make([]matcher.Match, 0, len(hits))
	for _, hit := range hits {
		o := &now.Openings.Find(hit.ID).Opening
		m := explainer.Explain(o, &p)
		m.Vacancy = openingSummary(j, o)
		out = append(out, m)
	}
	return out, nil
}

func detail(explain string) fit.Detail {
	if explain == "brief" {
		return fit.Brief
	}
	return fit.Full
}

func inBand(j *fit.Judge, band matcher.Band) func(*fit.Opening, *fit.Profile, *fit.Terms) bool {
	if band == "" {
		return nil
	}
	return func(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool { return j.Band(o, p, t) == band }
}

func profileSummary(j *fit.Judge, p *fit.Profile) *matcher.Summary {
	s := &matcher.Summary{ID: p.ID, Municipality: p.Municipality, Region: j.RegionCode(p.Region), Hours: spanHours(p.Hours)}
	ids := p.Wished
	for _, job := range p.Held {
		ids = []fit.OccupationID{job.Occupation}
		break
	}
	s.Occupation, s.Label = occupation(j, ids, p.Words)
	return s
}

func openingSummary(j *fit.Judge, o *fit.Opening) *matcher.Summary {
	s := &matcher.Summary{
		ID: o.ID, Municipality: o.Municipality, Region: j.RegionCode(o.Region), Hours: spanHours(o.Hours), Positions: o.Positions,
	}
	s.Occupation, s.Label = occupation(j, o.Occupations, o.Words)
	if o.Title != "" {
		s.Label = o.Title
	}
	if o.Company != "" || o.Name != "" {
		s.Company = &matcher.CompanyRef{ID: o.Company, Name: o.Name, Sector: o.Sector}
	}
	return s
}

func occupation(j *fit.Judge, ids []fit.OccupationID, own fit.Words) (*matcher.Concept, string) {
	if len(ids) == 0 {
		return nil, ""
	}
	label := j.OccupationName(ids[0], own)
	return &matcher.Concept{Code: j.OccupationCode(ids[0]), Label: label}, label
}

func spanHours(s fit.Span) *matcher.Hours {
	if !s.Known() {
		return nil
	}
	end := func(n int16) *float64 {
		if n < 0 {
			return nil
		}
		hours := float64(n) / 10
		return &hours
	}
	return &matcher.Hours{Min: end(s.Min), Max: end(s.Max)}
}
