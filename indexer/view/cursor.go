package view

import (
	"encoding/hex"
	"math"
	"strconv"

	"github.com/blevesearch/bleve/v2/numeric"

	"matchd/matcher"
)

// cursor are the keys of a hit in a form that bears being written as text: scores as decimal numbers, others as terms
// that sort as they do (see sortable), in hexadecimal.
func (s *Search) cursor(hit *listed) []string {
	id := hex.EncodeToString([]byte(hit.id))
	switch s.Sort {
	case ByDistance:
		return []string{hex.EncodeToString([]byte(distanceKey(-hit.key))), id}
	case ByNewest:
		return []string{hex.EncodeToString([]byte(sortable(hit.key))), id}
	case ByRelevance:
		return []string{strconv.FormatFloat(hit.key, 'g', -1, 64), id}
	}
	return []string{id}
}

// distanceKey is the term of a distance in meters; of none, the last of all.
func distanceKey(meters float64) string {
	if math.IsInf(meters, 1) {
		return string(numeric.MustNewPrefixCodedInt64(math.MaxInt64, 0))
	}
	return sortable(meters)
}

// after is the hit that the cursor stands behind; nil without one.
func (s *Search) after() (*listed, error) {
	if len(s.After) == 0 {
		return nil, nil
	}
	wrong := matcher.Invalid{Field: "cursor", Reason: "is not of this question"}
	keys := len(s.cursor(&listed{}))
	id, err := hex.DecodeString(s.After[len(s.After)-1])
	if err != nil || len(s.After) != keys {
		return nil, wrong
	}
	behind := &listed{id: string(id)}
	if keys == 1 {
		return behind, nil
	}
	if behind.key, err = s.readKey(s.After[0]); err != nil {
		return nil, wrong
	}
	return behind, nil
}

// readKey reads what cursor wrote before the id.
func (s *Search) readKey(text string) (float64, error) {
	if s.Sort == ByRelevance {
		return strconv.ParseFloat(text, 64)
	}
	raw, err := hex.DecodeString(text)
	if err != nil {
		return 0, err
	}
	n, err := numeric.PrefixCoded(raw).Int64()
	switch {
	case err != nil:
		return 0, err
	case s.Sort == ByNewest:
		return numeric.Int64ToFloat64(n), nil
	case n == math.MaxInt64:
		return unplaced, nil
	}
	return -numeric.Int64ToFloat64(n), nil
}
