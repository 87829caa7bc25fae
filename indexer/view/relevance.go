package view

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// scorer has bleve score documents by how they hold a text: every word in what they say, and any of the words in their
// title, which counts three times. It does what bleve's own boolean searcher does from one hit to the next. Told to go
// on to a document further on, as within a conjunction, that one moves on in titles that it has not come to yet, and
// loses them (bleve 2.6.1, BooleanSearcher.Advance).
type scorer struct {
	text, title search.Searcher
	titled      *search.DocumentMatch // the document with a word in its title that was come to
	started     bool
	matches     *search.SearchContext
	id          index.IndexInternalID
}

func (v *View) scorer(ctx context.Context, text string, h *hits) (*scorer, error) {
	s := &scorer{matches: &search.SearchContext{IndexReader: h.index}}
	var err, err2 error
	s.text, err = words(fieldText, text).Searcher(ctx, h.index, v.index.Mapping(), search.SearcherOptions{})
	s.title, err2 = words(fieldTitle, text).Searcher(ctx, h.index, v.index.Mapping(), search.SearcherOptions{})
	if err := errors.Join(err, err2); err != nil {
		return nil, errors.Join(fmt.Errorf("score hits: %w", err), s.close())
	}
	norm := 1 / math.Sqrt(s.text.Weight()+s.title.Weight())
	s.text.SetQueryNorm(norm)
	s.title.SetQueryNorm(norm)
	s.matches.DocumentMatchPool = search.NewDocumentMatchPool(s.text.DocumentMatchPoolSize()+s.title.DocumentMatchPoolSize()+2, 0)
	return s, nil
}

func (s *scorer) close() error {
	var err error
	for _, part := range []search.Searcher{s.text, s.title} {
		if part != nil {
			err = errors.Join(err, part.Close())
		}
	}
	return err
}

// score is the score of a document, by its number in the whole index; they are asked for in ascending order.
func (s *scorer) score(doc uint64) (float64, error) {
	s.id = index.NewIndexInternalID(s.id, doc)
	match, err := s.text.Advance(s.matches, s.id)
	if err != nil {
		return 0, fmt.Errorf("score hits: %w", err)
	}
	if match == nil || !match.IndexInternalID.Equals(s.id) {
		return 0, fmt.Errorf("score hits: %w: document %d has no score", ErrCorrupt, doc)
	}
	score := match.Score
	s.matches.DocumentMatchPool.Put(match)
	if !s.started || s.titled != nil && s.titled.IndexInternalID.Compare(s.id) < 0 {
		s.matches.DocumentMatchPool.Put(s.titled)
		s.started = true
		if s.titled, err = s.title.Advance(s.matches, s.id); err != nil {
			return 0, fmt.Errorf("score titles: %w", err)
		}
	}
	if s.titled != nil && s.titled.IndexInternalID.Equals(s.id) {
		score += s.titled.Score
	}
	return score, nil
}

// relevant goes through the hits by what they score for a text.
func (v *View) relevant(ctx context.Context, text string, h *hits, b *best) (err error) {
	s, err := v.scorer(ctx, text, h)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	base, scored := uint64(0), 0
	for i, set := range h.sets {
		for each := set.Iterator(); each.HasNext(); scored++ {
			if scored%askEvery == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			doc := each.Next()
			score, err := s.score(base + uint64(doc))
			if err != nil {
				return err
			}
			if err := b.add(score, at{int32(i), doc}); err != nil {
				return err
			}
		}
		base += uint64(h.segments[i].FullSize())
	}
	return nil
}

// askEvery is after how many scores it is asked whether anybody still waits for them; bleve does likewise.
const askEvery = 1024

func words(field, text string) query.Query {
	q := query.NewMatchQuery(text)
	q.SetField(field)
	q.SetOperator(query.MatchQueryOperatorAnd)
	if field == fieldTitle {
		q.SetOperator(query.MatchQueryOperatorOr)
		q.SetBoost(3)
	}
	return q
}
