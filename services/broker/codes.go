package broker

import (
	"context"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
	"matchd/schemas"
)

// CodeQuestion asks which codes a text may mean.
type CodeQuestion struct {
	Text  string // as somebody types it, in Dutch or a language of the taxonomy
	Limit int    // of hits
}

func (s *Service) occupations(_ context.Context, q Asked[CodeQuestion]) (schemas.CodeList, error) {
	return codes(q.Q, s.parts.Views().Judge().Taxonomy().FindOccupations), nil
}

func (s *Service) skills(_ context.Context, q Asked[CodeQuestion]) (schemas.CodeList, error) {
	return codes(q.Q, s.parts.Views().Judge().Taxonomy().FindSkills), nil
}

func codes(q CodeQuestion, find func(string, int) []taxonomy.Hit) schemas.CodeList {
	out := schemas.CodeList{Hits: []schemas.CodeHit{}}
	for _, hit := range find(q.Text, q.Limit) {
		out.Hits = append(out.Hits, schemas.CodeHit{Code: hit.Code, Label: hit.Label, Confidence: matcher.Millionths(hit.Confidence) * 1000})
	}
	return out
}
