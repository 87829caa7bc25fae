package view

import (
	"context"
	"errors"
	"fmt"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"matchd/matcher"
)

// Texts says of every record of a kind how much of a text it holds: the share, in millionths, of the text's distinct
// words (as Dutch analysis has them) that occur in it. Records without any of them are left out. Unlike a relevance
// score it depends on nothing but the text and the record, so that every replica gives the same.
func (v *View) Texts(ctx context.Context, k Kind, text string) (map[string]int64, error) {
	terms := v.words(text)
	found := map[string]int64{}
	if len(terms) == 0 {
		return found, nil
	}
	err := v.read(func(r index.IndexReader) error {
		for _, term := range terms {
			if err := countTerm(ctx, r, k, term, found); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find text: %w", err)
	}
	for id, n := range found {
		found[id] = n * matcher.Million / int64(len(terms))
	}
	return found, nil
}

func (v *View) words(text string) []string {
	analyzer := v.index.Mapping().AnalyzerNamed(v.index.Mapping().AnalyzerNameForPath(fieldText))
	var terms []string
	for _, token := range analyzer.Analyze([]byte(text)) {
		terms = append(terms, string(token.Term))
	}
	return unique(terms)
}

func countTerm(ctx context.Context, r index.IndexReader, k Kind, term string, found map[string]int64) (err error) {
	docs, err := r.TermFieldReader(ctx, []byte(term), fieldText, false, false, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, docs.Close()) }()
	prefix := string(k) + "/"
	for doc := (&index.TermFieldDoc{}); ; doc.Reset() {
		next, err := docs.Next(doc)
		if err != nil || next == nil {
			return err
		}
		id, err := r.ExternalID(next.ID)
		if err != nil {
			return err
		}
		if rest, ok := strings.CutPrefix(id, prefix); ok {
			found[strings.Clone(rest)]++
		}
	}
}
