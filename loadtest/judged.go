package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"matchd/matcher"
	"matchd/schemas"
)

// escoFigures say how the lists came out: where every vacancy has the profile of its own occupation, and some lists in
// full.
type escoFigures struct {
	Vacancies    int          `json:"vacancies"`
	SearchableMs float64      `json:"pushToAllSearchableMs"`
	Coded        placing      `json:"profilesWithExperience"`
	Told         placing      `json:"profilesWithPresentationOnly"` // the occupation stands in their text alone
	Lists        []judgedList `json:"lists"`
}

// placing is where the profile made from the vacancy's own occupation stands in its list.
type placing struct {
	Of    int `json:"of"`
	First int `json:"first"`
	InTen int `json:"amongFirstTen"`
}

func (p *placing) note(matches []matcher.Match, own string) {
	p.Of++
	for i := range matches {
		if matches[i].Candidate.ID != own {
			continue
		}
		p.InTen++
		if i == 0 {
			p.First++
		}
	}
}

// judgedList is a list of matches in a form that a person can judge.
type judgedList struct {
	Vacancy string       `json:"vacancy"`
	Asked   []string     `json:"asked"`
	Lines   []judgedLine `json:"lines"`
}

// judgedLine is one match.
type judgedLine struct {
	Score      string            `json:"score"`
	Occupation string            `json:"occupation"` // that the profile was made from
	Band       matcher.Band      `json:"band"`
	Reasons    map[string]string `json:"reasons"` // contribution of maximum by name, of those that are known
	Matched    []string          `json:"matched"`
	Close      []string          `json:"close"`
	Missing    []string          `json:"missing"`
}

// judged asks for the list of every vacancy.
func judged(ctx context.Context, c *client, pairs []pair, shown []string) (escoFigures, error) {
	figures := escoFigures{Vacancies: len(pairs)}
	occupation := map[string]string{}
	for i := range pairs {
		occupation[pairs[i].candidate.ID] = pairs[i].label
	}
	for i := range pairs {
		var list schemas.MatchList
		if err := c.ask(ctx, http.MethodGet, "/vacancies/"+pairs[i].vacancy.ID+"/candidate-matches?limit=10", nil, &list); err != nil {
			return figures, err
		}
		where := &figures.Coded
		if len(pairs[i].candidate.Experience) == 0 {
			where = &figures.Told
		}
		where.note(list.Matches, pairs[i].candidate.ID)
		if slices.Contains(shown, pairs[i].label) {
			figures.Lists = append(figures.Lists, judge(&pairs[i], list.Matches, occupation))
		}
	}
	return figures, nil
}

func judge(p *pair, matches []matcher.Match, occupation map[string]string) judgedList {
	list := judgedList{Vacancy: p.vacancy.Title}
	for _, s := range p.vacancy.Skills {
		list.Asked = append(list.Asked, s.Label)
	}
	for i := range matches {
		m := &matches[i]
		line := judgedLine{Score: decimal(m.Score), Occupation: occupation[m.Candidate.ID], Band: m.Band, Reasons: map[string]string{}}
		for _, r := range m.Reasons {
			if r.Known {
				line.Reasons[r.Name] = decimal(r.Contribution) + " of " + decimal(r.Maximum)
			}
			if r.Name == "skills" && r.Evidence != nil {
				line.Matched, line.Missing = r.Evidence.Matched, r.Evidence.Missing
				for _, near := range r.Evidence.Close {
					line.Close = append(line.Close, near.Has+" for "+near.Asked)
				}
			}
		}
		list.Lines = append(list.Lines, line)
	}
	return list
}

// decimal writes a score with three places.
func decimal(m matcher.Millionths) string { return fmt.Sprintf("%.3f", float64(m)/matcher.Million) }

func (f escoFigures) print(out io.Writer) {
	fmt.Fprintf(out, "%d vacancies and %d profiles, all searchable %.0f ms after the first byte\n", f.Vacancies, f.Vacancies, f.SearchableMs)
	f.Coded.print(out, "names the occupation as experience")
	f.Told.print(out, "tells of the occupation in the presentation alone")
	for _, list := range f.Lists {
		fmt.Fprintf(out, "\n%s, asking %s\n", list.Vacancy, strings.Join(list.Asked, "; "))
		for i, l := range list.Lines {
			fmt.Fprintf(out, "%3d  %s  %-9s  %s\n       skills %s, occupation %s; matched: %s; close: %s; missing: %d\n", i+1, l.Score, l.Band, l.Occupation,
				l.Reasons["skills"], l.Reasons["occupation"], strings.Join(l.Matched, ", "), strings.Join(first(3, l.Close), ", "), len(l.Missing))
		}
	}
}

func (p placing) print(out io.Writer, how string) {
	fmt.Fprintf(out, "where the own profile %s: first in %d of %d lists, among the first ten in %d\n", how, p.First, p.Of, p.InTen)
}

// first gives at most n of a list and says how many more there are.
func first(n int, list []string) []string {
	if len(list) <= n {
		return list
	}
	return append(list[:n:n], fmt.Sprintf("and %d more", len(list)-n))
}
