package broker

import (
	"context"
	"time"

	"matchd/matcher"
	"matchd/schemas"
)

// announceBudget is how long an announcement may hold an answer up while the log is slow.
const announceBudget = 250 * time.Millisecond

// announced tells the log which list was shown to whom: ids and scores, never a profile's text. The answer is given
// also where that fails; the failure is counted. Lists about a record that is not stored are not announced: nothing
// is kept of them.
func announced(s *Service, next UseCase[Asked[MatchQuestion], schemas.MatchList]) UseCase[Asked[MatchQuestion], schemas.MatchList] {
	return func(ctx context.Context, q Asked[MatchQuestion]) (schemas.MatchList, error) {
		list, err := next(ctx, q)
		if err != nil || q.Q.Vacancy != nil || q.Q.Candidate != nil {
			return list, err
		}
		if lost := s.announceListed(ctx, q, &list); lost != nil {
			s.lost(ctx, "announce a list that was shown", lost)
		}
		return list, nil
	}
}

func (s *Service) announceListed(ctx context.Context, q Asked[MatchQuestion], list *schemas.MatchList) error {
	data := schemas.MatchListed{Role: string(firstRole(q.Caller)), Party: q.Caller.Viewer.Party.Kind, SubjectKind: "vacancy", ModelVersion: list.ModelVersion}
	subject := q.Q.VacancyID
	if !q.Q.people() {
		data.SubjectKind, subject = "candidate", q.Q.CandidateID
	}
	for i := range list.Matches {
		m := &list.Matches[i]
		data.Shown = append(data.Shown, schemas.ListedMatch{ID: listedID(m), Score: m.Score})
	}
	now := s.parts.Clock()
	// No record causes a showing: its moment, to the nanosecond, tells it apart.
	cause := schemas.Position{Topic: "requests", Offset: now.UnixNano()}
	event, err := schemas.NewEvent(schemas.MatchesListed, s.parts.Source, subject, cause, now, nil, data)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, announceBudget)
	defer cancel()
	_, err = s.publish(ctx, schemas.MatchEvents, []schemas.Record{event.Record()})
	return err
}

func firstRole(c Caller) Role {
	if len(c.Roles) == 0 {
		return ""
	}
	return c.Roles[0]
}

// listedID is the id of the side that a match lists.
func listedID(m *matcher.Match) string {
	if m.Candidate != nil {
		return m.Candidate.ID
	}
	return m.Vacancy.ID
}
