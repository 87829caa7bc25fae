package view

import (
	"github.com/blevesearch/bleve/v2/analysis"
	bleve "github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/numeric"
	index "github.com/blevesearch/bleve_index_api"
)

// document is what bleve indexes of a record. It is made here, not by bleve's mapping, which walks values by reflection
// and analyses every value of every field by itself.
type document struct {
	*bleve.Document
	words *analyser
}

func newDocument(id string, words *analyser) document {
	return document{bleve.NewDocument(id), words}
}

// set indexes values as they are; empty ones are left out.
func (d document) set(name string, values ...string) {
	if terms := frequencies(values); len(terms) > 0 {
		d.AddField(&field{name: name, options: keywordOptions(name), terms: terms, length: len(values)})
	}
}

// number indexes a number as one term, the bytes of which sort as the numbers do: bleve's own way makes sixteen.
func (d document) number(name string, n float64) { d.set(name, sortable(n)) }

func sortable(n float64) string {
	return string(numeric.MustNewPrefixCodedInt64(numeric.Float64ToInt64(n+0), 0)) // +0: there are two zeroes
}

// text indexes the words of a text as Dutch analysis has them.
func (d document) text(name, text string) {
	words := d.words.terms(text)
	if terms := frequencies(words); len(terms) > 0 {
		d.AddField(&field{name: name, options: index.IndexField, terms: terms, length: len(words)})
	}
}

// source stores the record's JSON.
func (d document) source(json []byte) {
	d.AddField(&field{name: fieldSource, options: index.StoreField, value: json})
}

// point indexes a place.
func (d document) point(lat, lon float64) {
	d.AddField(bleve.NewGeoPointFieldWithIndexingOptions(fieldPoint, nil, lon, lat, index.IndexField))
}

// keywordOptions leaves out what is neither counted nor sorted by.
func keywordOptions(name string) index.FieldIndexingOptions {
	switch name {
	case fieldKind, fieldSkill, fieldParty, fieldHoursMin, fieldHoursMax, fieldConsent:
		return index.IndexField
	}
	return index.IndexField | index.DocValues
}

// frequencies says how often each value occurs; empty ones do not count.
func frequencies(values []string) index.TokenFrequencies {
	terms := make(index.TokenFrequencies, len(values))
	all := make([]index.TokenFreq, 0, len(values)) // never grows: pointers into it are kept
	for _, v := range values {
		if v == "" {
			continue
		}
		term, ok := terms[v]
		if !ok {
			all = append(all, index.TokenFreq{Term: []byte(v)})
			term = &all[len(all)-1]
			terms[v] = term
		}
		term.SetFrequency(term.Frequency() + 1)
	}
	return terms
}

// field is one field with all its values, analysed when it was made.
type field struct {
	name    string
	options index.FieldIndexingOptions
	terms   index.TokenFrequencies
	length  int // in terms
	value   []byte
}

// Name is the name of the field.
func (f *field) Name() string { return f.name }

// Value is what is stored.
func (f *field) Value() []byte { return f.value }

// ArrayPositions says nothing: no value is found by its place among others.
func (f *field) ArrayPositions() []uint64 { return nil }

// EncodedFieldType is text.
func (f *field) EncodedFieldType() byte { return 't' }

// Analyze has been done.
func (f *field) Analyze() {}

// Options says what bleve is to do with the field.
func (f *field) Options() index.FieldIndexingOptions { return f.options }

// AnalyzedLength is the number of terms, repeats included.
func (f *field) AnalyzedLength() int { return f.length }

// AnalyzedTokenFrequencies says how often each term occurs.
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }

// NumPlainTextBytes is a measure that bleve keeps of what it is given.
func (f *field) NumPlainTextBytes() uint64 { return uint64(len(f.value)) }

// Size is the memory in use, in bytes, roughly.
func (f *field) Size() int { return len(f.value) + 100*len(f.terms) }

// analyser is bleve's Dutch analysis, which goes by single words, with a memory: a batch has few different words, and
// stemming is most of the work. For one goroutine.
type analyser struct {
	tokens  analysis.Tokenizer
	filters []analysis.TokenFilter
	known   map[string]string // by word as written: its term, empty where it has none
}

func (v *View) newAnalyser() *analyser {
	m := v.index.Mapping()
	dutch := m.AnalyzerNamed(m.AnalyzerNameForPath(fieldText)).(*analysis.DefaultAnalyzer)
	return &analyser{dutch.Tokenizer, dutch.TokenFilters, map[string]string{}}
}

// terms are the terms of a text in order, repeats included.
func (a *analyser) terms(text string) []string {
	tokens := a.tokens.Tokenize([]byte(text))
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		term, ok := a.known[string(t.Term)]
		if !ok {
			word := string(t.Term)
			term = a.term(t)
			a.known[word] = term
		}
		if term != "" {
			out = append(out, term)
		}
	}
	return out
}

func (a *analyser) term(word *analysis.Token) string {
	one := analysis.TokenStream{word}
	for _, f := range a.filters {
		one = f.Filter(one)
	}
	if len(one) == 0 {
		return ""
	}
	return string(one[0].Term)
}
