package app

import (
	"cmp"
	"context"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/schemas"
	"matchd/services/broker"
)

// showcase names records that show at once what the service does; empty where the view has none of the kind.
type showcase struct {
	vacancy   string // an open one for which many people nearby have done the work
	candidate string // a person at risk who is suitable for it
	company   string // one with a surplus in several functions
	partner   string // a company that could take people over
}

// tried is how many vacancies are ranked for a showcase.
const tried = 25

// choose finds them in what is there, whatever it was made of.
func choose(s *view.Snapshot, j *fit.Judge, asOf matcher.Date) showcase {
	show := showcase{company: mostFunctions(s)}
	question := j.Model.Plain(asOf, matcher.Viewer{All: true})
	for _, row := range worthRanking(s) {
		for _, hit := range rank.ForVacancy(j, s.People, &row.Opening, &question, rank.Ask{K: 10}) {
			p := &s.People.Find(hit.ID).Profile
			t := j.Terms(&row.Opening, p, &question)
			fits := p.AtRisk() && j.Band(&row.Opening, p, &t) == matcher.Suitable
			if show.vacancy == "" || fits {
				show.vacancy, show.candidate = row.Opening.ID, p.ID
			}
			if fits {
				return show
			}
		}
	}
	return show
}

// trade is an occupation in a region.
type trade struct {
	occupation fit.OccupationID
	region     uint8
}

// worthRanking are open vacancies that say much, those first for which most people of the region have done the work.
func worthRanking(s *view.Snapshot) []*rank.Vacancy {
	workers := map[trade]int{}
	for row := range s.People.All {
		if p := &row.Profile; p.Available && len(p.Held) > 0 {
			workers[trade{p.Held[0].Occupation, p.Region}]++
		}
	}
	count := func(o *fit.Opening) int { return workers[trade{o.Occupations[0], o.Region}] }
	var best []*rank.Vacancy
	for row := range s.Openings.All {
		if o := &row.Opening; !o.Open || o.OpenHiring || len(o.Occupations) == 0 || len(o.Skills) < 5 || !o.Hours.Known() || o.Company == "" {
			continue
		}
		best = append(best, new(*row))
		if len(best) >= 4*tried {
			best = mostFirst(best, count)[:tried]
		}
	}
	best = mostFirst(best, count)
	return best[:min(tried, len(best))]
}

func mostFirst(list []*rank.Vacancy, count func(*fit.Opening) int) []*rank.Vacancy {
	slices.SortFunc(list, func(a, b *rank.Vacancy) int {
		return cmp.Or(cmp.Compare(count(&b.Opening), count(&a.Opening)), cmp.Compare(a.Opening.ID, b.Opening.ID))
	})
	return list
}

// mostFunctions is the company with the most announced groups; the first of equals.
func mostFunctions(s *view.Snapshot) string {
	groups := map[string]int{}
	for row := range s.Groups.All {
		groups[row.Profile.Employer]++
	}
	delete(groups, "")
	best := ""
	for id, n := range groups {
		if n > groups[best] || n == groups[best] && id < best {
			best = id
		}
	}
	return best
}

// partnerOf is the company most worth talking to, the company itself where there is none.
func partnerOf(ctx context.Context, service *broker.Service, company string) string {
	list, err := service.Partners(ctx, broker.Asked[broker.PartnerQuestion]{
		Caller: broker.Caller{Roles: broker.AllRoles(), Viewer: matcher.Viewer{All: true}},
		Q:      broker.PartnerQuestion{Company: company, Options: schemas.TransferOptions{Limit: 1}},
	})
	if err != nil || len(list.Partners) == 0 {
		return company
	}
	return list.Partners[0].Company.ID
}
