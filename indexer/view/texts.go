package view

import (
	"context"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// Texts says of every record of a kind in the newest snapshot, which it gives as well, how much of a text it holds:
// the share, in millionths, of the text's distinct words (as Dutch analysis has them) that occur in it; nil where no
// record has any of them. Unlike a relevance score it depends on nothing but the text and the record, so that every
// replica gives the same. Candidates and vacancies only. Answers are looked up by Number, and hold for rows of that snapshot.
// It takes as long as the words' lists in the index, and a kilobyte for every 512 numbers among which a word occurs.
func (v *View) Texts(ctx context.Context, k Kind, text string) (s *Snapshot, found fit.Texts, err error) {
	defer asCorrupt(&err)
	terms := v.terms(text)
	s, w, err := v.paired()
	if err != nil {
		return nil, nil, fmt.Errorf("find text: %w", err)
	}
	defer func() { err = errors.Join(err, w.index.Close()) }()
	c := counts{sign: 1, pages: make([]*page, v.numbers.people.highest()/pageSize+1)}
	if k == Vacancies {
		c = counts{sign: -1, pages: make([]*page, v.numbers.openings.highest()/pageSize+1)}
	}
	for i, seg := range w.index.Segments() {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if err := c.add(seg, w.docs[i], terms); err != nil {
			return nil, nil, fmt.Errorf("find text: %w", err)
		}
	}
	return s, c.shares(len(terms)), nil
}

func (v *View) terms(text string) []string {
	analyzer := v.index.Mapping().AnalyzerNamed(v.index.Mapping().AnalyzerNameForPath(fieldText))
	var terms []string
	for _, token := range analyzer.Analyze([]byte(text)) {
		terms = append(terms, string(token.Term))
	}
	return unique(terms)
}

// pageSize is small enough for a rare word to cost little, large enough for a common one to need few.
const pageSize = 512

type page [pageSize]uint16

// counts is how many of some words each record holds, by its number.
type counts struct {
	sign  int32 // of the numbers that count
	pages []*page
	spare []page
	any   bool
}

// add counts the words in one segment, whose documents have these numbers.
func (c *counts) add(s *scorch.SegmentSnapshot, docs []int32, terms []string) error {
	dictionary, err := s.Segment().Dictionary(fieldText)
	if err != nil {
		return err
	}
	var list segment.PostingsList
	for _, term := range terms {
		if list, err = dictionary.PostingsList([]byte(term), s.Deleted(), list); err != nil {
			return err
		}
		if err := c.addList(list, docs); err != nil {
			return err
		}
	}
	return nil
}

func (c *counts) addList(list segment.PostingsList, docs []int32) error {
	each := list.Iterator(false, false, false, nil)
	if set, ok := each.(segment.OptimizablePostingsIterator); ok && set.ActualBitmap() != nil {
		var buffer [256]uint32
		for many := set.ActualBitmap().ManyIterator(); ; {
			n := many.NextMany(buffer[:])
			if n == 0 {
				return nil
			}
			for _, doc := range buffer[:n] {
				c.count(docs[doc])
			}
		}
	}
	for {
		doc, err := each.Next()
		if err != nil || doc == nil {
			return err
		}
		c.count(docs[doc.Number()])
	}
}

func (c *counts) count(number int32) {
	if number *= c.sign; number <= 0 {
		return
	}
	p := c.pages[number/pageSize]
	if p == nil {
		p = c.turn(number / pageSize)
	}
	p[number%pageSize]++
}

// turn makes a page; several at once, so that common words cost few allocations.
func (c *counts) turn(number int32) *page {
	c.any = true
	if len(c.spare) == 0 {
		c.spare = make([]page, 8)
	}
	p := &c.spare[0]
	c.spare, c.pages[number] = c.spare[1:], p
	return p
}

func (c *counts) shares(terms int) fit.Texts {
	if !c.any {
		return nil
	}
	pages := c.pages
	return func(number uint32) int64 {
		if at := number / pageSize; at < uint32(len(pages)) && pages[at] != nil {
			return int64(pages[at][number%pageSize]) * matcher.Million / int64(terms)
		}
		return 0
	}
}
