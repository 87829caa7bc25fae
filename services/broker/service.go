package broker

import (
	"context"
	"time"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/sector"
	"matchd/schemas"
)

// Parts are what the use cases work with. All but Observe and Shrinking are required, and must be safe for concurrent use.
type Parts struct {
	Views func() *view.View // the view that is served now; another one after it has been swapped
	// Publish appends to the log and gives each record's place, with offset -1 where the log did not take it.
	Publish func(ctx context.Context, records []schemas.Record) ([]schemas.Position, error)
	WaitFor func(ctx context.Context, at schemas.Position) error // until a record is in the view
	Cache   Cache
	Clock   func() time.Time // its zone says what day it is
	Source  string           // URN of this system in events
	// ContractVersion changes with the form of answers; cached ones of another version are not found.
	ContractVersion string
	Observe         Observe
	// Shrinking are prefixes of SBI numbers: the sectors that people leave; none = sector.DefaultShrinking.
	Shrinking []string
}

// Observe is told what happens, to be counted; fields may be nil.
type Observe struct {
	CacheHit, CacheMiss, CacheError func(context.Context)
	Ranked                          func(ctx context.Context, useCase string, took time.Duration)
	Published                       func(ctx context.Context, topic string, records int)
	// Sent starts the span of a publication and writes its trace into the headers.
	Sent func(ctx context.Context, topic string, headers *[]schemas.Header) (context.Context, func())
	// Lost is told that something not needed for the answer failed, such as an announcement.
	Lost func(ctx context.Context, what string, err error)
}

// Service is the use cases, each behind its wrappers. Safe for concurrent use. They fail with matcher.ErrForbidden where the
// caller's roles or company do not allow the question, matcher.InvalidError with all that is wrong about it,
// matcher.ErrNotFound for what is not there or not for the caller to see, and matcher.ErrUnavailable or ctx's error; see
// StatusOf. Which roles may ask what stands in New.
type Service struct {
	parts Parts

	Matches     UseCase[Asked[MatchQuestion], schemas.MatchList]
	Pair        UseCase[Asked[PairQuestion], matcher.Match]
	Findability UseCase[Asked[FindabilityQuestion], schemas.Findability]

	Plan     UseCase[Asked[PlanQuestion], schemas.TransferPlan]
	Partners UseCase[Asked[PartnerQuestion], schemas.PartnerList]
	WhatIf   UseCase[Asked[WhatIfQuestion], schemas.TransferAnswer]

	RegionTransfers UseCase[Asked[RegionQuestion], schemas.RegionTransfers]
	UnmatchedDemand UseCase[Asked[RegionQuestion], schemas.FreePositions]
	UnplacedSupply  UseCase[Asked[RegionQuestion], schemas.UnplacedPeople]
	SectorFlows     UseCase[Asked[RegionQuestion], schemas.SectorFlows]
	joints          *joints

	SearchVacancies  UseCase[Asked[schemas.Search], schemas.VacancyList]
	SearchCandidates UseCase[Asked[schemas.Search], schemas.CandidateList]
	SearchSurpluses  UseCase[Asked[schemas.Search], schemas.SurplusList]

	Vacancies  Records[matcher.Vacancy]
	Candidates Records[matcher.Candidate]
	Surpluses  Records[matcher.Surplus]
	Companies  Records[matcher.Company]
	Decisions  Records[matcher.Decision]

	Occupations UseCase[Asked[CodeQuestion], schemas.CodeList]
	Skills      UseCase[Asked[CodeQuestion], schemas.CodeList]
}

// New wires the use cases.
func New(p Parts) *Service {
	if len(p.Shrinking) == 0 {
		p.Shrinking = sector.DefaultShrinking()
	}
	s := &Service{parts: p, joints: &joints{}}
	watch := cacheObserver{p.Observe.CacheHit, p.Observe.CacheMiss, p.Observe.CacheError}

	s.Matches = authorised(pinned(s, checked(s.wrongMatches, announced(s, cached(s, watch, s.matchKey, s.matches), listed))), Matcher, Employer, Intake)
	s.Pair = authorised(pinned(s, checked(s.wrongPair, s.pair)), Matcher, Intake)
	s.Findability = authorised(pinned(s, s.findability), Matcher, Intake)

	s.wireTransfers(watch)

	s.SearchVacancies = authorised(pinned(s, checked(s.wrongSearch, s.searchVacancies)), AllRoles()...)
	s.SearchCandidates = authorised(pinned(s, checked(s.wrongSearch, s.searchCandidates)), Matcher, Intake)
	s.SearchSurpluses = authorised(pinned(s, checked(s.wrongSearch, s.searchSurpluses)), Matcher, Employer)

	s.Vacancies = newRecords(s, vacancyRecords(), Employer, Matcher)
	s.Candidates = newRecords(s, candidateRecords(), Intake, Matcher)
	s.Surpluses = newRecords(s, surplusRecords(), Employer, Matcher)
	s.Companies = newRecords(s, companyRecords(), Employer, Matcher)
	s.Decisions = newRecords(s, decisionRecords(), Matcher, Employer)

	s.Occupations = authorised(s.occupations, AllRoles()...)
	s.Skills = authorised(s.skills, AllRoles()...)
	return s
}

// Forget drops what is kept in memory of answers, because something in them was erased. The next question about a region
// then makes its plan anew.
func (s *Service) Forget() { s.joints.clear() }

func (s *Service) today() matcher.Date { return matcher.DateOf(s.parts.Clock()) }

// Regions lists the labour-market regions, by code; for anybody, and without error.
func (s *Service) Regions(context.Context) (schemas.RegionList, error) {
	var out schemas.RegionList
	for _, r := range s.parts.Views().Judge().Places().Regions() {
		out.Regions = append(out.Regions, schemas.RegionItem{Code: r.Code, Name: r.Name, Municipalities: r.Municipalities, Neighbours: r.Neighbours})
	}
	return out, nil
}
