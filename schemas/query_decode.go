package schemas

import (
	"strings"

	"matchd/matcher"
)

// placeholder stands in for what a record that is not stored may leave out.
const placeholder = "query"

// DecodeMatchQuery reads the question for a ranking of a record that is not stored. The record gets an id and the
// status that counts where it has none. The error is a matcher.InvalidError with every wrong field, beside what could be
// read; a member that nobody knows is wrong in the question, and left out in the record.
func DecodeMatchQuery(data []byte) (MatchQuery, error) {
	q, warnings, invalid := decode[MatchQuery](data)
	if len(invalid) > 0 && invalid[0].Field == "" {
		return q, matcher.InvalidError(invalid)
	}
	for _, w := range warnings {
		if !strings.HasPrefix(w.Field, "vacancy.") && !strings.HasPrefix(w.Field, "candidate.") {
			invalid = append(invalid, matcher.Invalid{Field: w.Field, Reason: "unknown field"})
		}
	}
	invalid = merge(merge(invalid, q.record()), q.MatchOptions.Check())
	if len(invalid) > 0 {
		return q, matcher.InvalidError(invalid)
	}
	return q, nil
}

// record completes and checks the one record of the question.
func (q *MatchQuery) record() []matcher.Invalid {
	if (q.Vacancy == nil) == (q.Candidate == nil) {
		return []matcher.Invalid{{Field: "vacancy", Reason: "give a vacancy or a candidate, one of the two"}}
	}
	if v := q.Vacancy; v != nil {
		v.ID, v.Status = or(v.ID, placeholder), or(v.Status, matcher.VacancyOpen)
		return below("vacancy", v.Check())
	}
	c := q.Candidate
	c.ID, c.Status = or(c.ID, placeholder), or(c.Status, matcher.CandidateAvailable)
	return below("candidate", c.Check())
}

func or[T ~string](s, absent T) T {
	if s == "" {
		return absent
	}
	return s
}

// below puts fields under the member that they belong to.
func below(member string, found []matcher.Invalid) []matcher.Invalid {
	for i := range found {
		found[i].Field = member + "." + found[i].Field
	}
	return found
}

// DecodeCandidateSearch reads the body of a search of candidates. The error is a matcher.InvalidError with every
// wrong field, members that nobody knows among them, beside what could be read.
func DecodeCandidateSearch(data []byte) (Search, error) {
	s, warnings, invalid := decode[Search](data)
	for _, w := range warnings {
		invalid = append(invalid, matcher.Invalid{Field: w.Field, Reason: "unknown field"})
	}
	invalid = merge(invalid, s.Check(string(matcher.CandidateAvailable), string(matcher.CandidatePlaced), string(matcher.CandidateWithdrawn)))
	if len(invalid) > 0 {
		return s, matcher.InvalidError(invalid)
	}
	return s, nil
}
