package broker

import (
	"context"
	"time"

	"matchd/matcher"
	"matchd/schemas"
)

// announceBudget is how long an announcement may hold an answer up while the log is slow.
const announceBudget = 250 * time.Millisecond

// Undisclosed stands as the subject of a list that was shown for somebody who may not be named.
const Undisclosed = "undisclosed"

// showing is an event about an answer that was shown; nil = none.
type showing func(cause schemas.Position, at time.Time) (*schemas.Event, error)

// announced tells the log what was shown to whom: ids and numbers, never a profile's text, and nobody's id who shares
// the profile with nobody, since events are read by many. The answer is given also where that fails; the failure is
// counted. What an answer is about that is not stored is not announced: nothing is kept of it.
func announced[Q, R any](s *Service, next UseCase[Asked[Q], R], tell func(*Service, Asked[Q], *R) showing) UseCase[Asked[Q], R] {
	return func(ctx context.Context, q Asked[Q]) (R, error) {
		r, err := next(ctx, q)
		if err != nil {
			return r, err
		}
		if event := tell(s, q, &r); event != nil {
			if err := s.announce(ctx, event); err != nil {
				s.lost(ctx, "announce a list that was shown", err)
			}
		}
		return r, nil
	}
}

func (s *Service) announce(ctx context.Context, event showing) error {
	now := s.parts.Clock()
	// No record causes a showing: its moment, to the nanosecond, tells it apart.
	e, err := event(schemas.Position{Topic: "requests", Offset: now.UnixNano()}, now)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, announceBudget)
	defer cancel()
	_, err = s.publish(ctx, schemas.MatchEvents, []schemas.Record{e.Record()})
	return err
}

// shown makes an event about what was shown.
func shown[T schemas.EventData](s *Service, kind schemas.EventType, subject string, regions []string, data T) showing {
	return func(cause schemas.Position, at time.Time) (*schemas.Event, error) {
		e, err := schemas.NewEvent(kind, s.parts.Source, subject, cause, at, regions, data)
		return &e, err
	}
}

// who says as what somebody was shown something.
func who(c Caller) schemas.ShownTo {
	to := schemas.ShownTo{Party: c.Viewer.Party.Kind}
	if len(c.Roles) > 0 {
		to.Role = string(c.Roles[0])
	}
	return to
}

// listed tells of a ranked list: of a vacancy's, without those who may not be named; of a candidate's who may not be
// named, how long it was and nothing more, because what fits somebody tells who it is.
func listed(s *Service, q Asked[MatchQuestion], list *schemas.MatchList) showing {
	if q.Q.Vacancy != nil || q.Q.Candidate != nil {
		return nil
	}
	now, today := s.parts.Views().Snapshot(), s.today()
	data := schemas.MatchListed{ShownTo: who(q.Caller), SubjectKind: "vacancy", Shown: []schemas.ListedMatch{}, ModelVersion: list.ModelVersion}
	subject, named := q.Q.VacancyID, true
	if !q.Q.people() {
		data.SubjectKind, subject = "candidate", q.Q.CandidateID
		if named = now.Disclosed(subject, today); !named {
			subject = Undisclosed
		}
	}
	for i := range list.Matches {
		m := &list.Matches[i]
		if !named || m.Candidate != nil && !now.Disclosed(m.Candidate.ID, today) {
			data.Withheld++
			continue
		}
		data.Shown = append(data.Shown, schemas.ListedMatch{ID: listedID(m), Score: m.Score})
	}
	return shown(s, schemas.MatchesListed, subject, nil, data)
}

// listedID is the id of the side that a match lists.
func listedID(m *matcher.Match) string {
	if m.Candidate != nil {
		return m.Candidate.ID
	}
	return m.Vacancy.ID
}

// planned tells of a plan between two companies: the numbers, and nobody who is in it.
func planned(s *Service, q Asked[PlanQuestion], plan *schemas.TransferPlan) showing {
	return shown(s, schemas.TransferPlanned, matcher.MatchID(q.Q.From, q.Q.To), s.regionsOf(plan), schemas.TransferShown{
		ShownTo: who(q.Caller), CompanyFrom: q.Q.From, CompanyTo: q.Q.To, Totals: plan.Totals, AsOf: plan.AsOf, ModelVersion: plan.ModelVersion,
	})
}

// regionsOf are the regions of the vacancies that a plan fills, in the order in which it tells them.
func (s *Service) regionsOf(plan *schemas.TransferPlan) (out []string) {
	v := s.parts.Views()
	met := map[string]bool{"": true}
	for _, flows := range [][]schemas.TransferFlow{plan.Flows, plan.Trainable} {
		for i := range flows {
			_, vacancy, _ := matcher.SplitMatchID(flows[i].MatchID)
			row := v.Snapshot().Openings.Find(vacancy)
			if row == nil {
				continue
			}
			if code := v.Judge().RegionCode(row.Region); !met[code] {
				met[code] = true
				out = append(out, code)
			}
		}
	}
	return out
}

// unmatchedShown tells of a region's unmatched demand, once for its first page: how much it is, and the vacancies that
// were shown, so that a dashboard need not have the region planned again.
func unmatchedShown(s *Service, q Asked[RegionQuestion], list *schemas.FreePositions) showing {
	if q.Q.Options.Cursor != "" {
		return nil
	}
	data := schemas.DemandUnmatched{
		ShownTo: who(q.Caller), Region: list.Region.Code, Positions: list.Positions, Vacancies: list.Total.Value,
		Shown: []schemas.UnmatchedVacancy{}, AsOf: list.AsOf, ModelVersion: list.ModelVersion,
	}
	for i := range list.Vacancies {
		v := &list.Vacancies[i]
		if v.Vacancy != nil {
			data.Shown = append(data.Shown, schemas.UnmatchedVacancy{VacancyID: v.Vacancy.ID, Positions: v.Units, Suitable: v.Suitable, Trainable: v.Trainable})
		}
	}
	return shown(s, schemas.UnmatchedDemand, list.Region.Code, []string{list.Region.Code}, data)
}
