package schemas

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"matchd/matcher"
)

// Bounds of a question.
const (
	MaxLimit     = 100 // items on a page
	DefaultLimit = 20
	MaxFactor    = 10 // of a weight
	maxValues    = 50 // of one filter
	maxCursor    = 2000
)

// The forms of places in a question.
var (
	regionForm = regexp.MustCompile(`^AM[0-9]{2}$`)
	townForm   = regexp.MustCompile(`^GM[0-9]{4}$`)
	nearForm   = regexp.MustCompile(`^([1-9][0-9]{3}|GM[0-9]{4})$`)
	sectorForm = regexp.MustCompile(`^([0-9]{1,5}|[A-V])$`)
	tongueForm = regexp.MustCompile(`^[a-z]{3}$`)
)

// rules collects what is wrong about a question.
type rules []matcher.Invalid

func (r *rules) ask(holds bool, field, reason string) {
	if !holds {
		*r = append(*r, matcher.Invalid{Field: field, Reason: reason})
	}
}

func (r *rules) oneOf(field, value string, known []string) {
	r.ask(value == "" || slices.Contains(known, value), field, "must be one of "+strings.Join(known, ", "))
}

func (r *rules) within(field string, n *float64, most float64) {
	r.ask(n == nil || *n >= 0 && *n <= most, field, fmt.Sprintf("must be a number from 0 to %g", most))
}

// each holds every value of a filter against a rule.
func (r *rules) each(field string, values []string, reason string, holds func(string) bool) {
	r.ask(len(values) <= maxValues, field, fmt.Sprintf("must have at most %d items", maxValues))
	for i, v := range values[:min(len(values), maxValues)] {
		r.ask(holds(v), fmt.Sprintf("%s[%d]", field, i), reason)
	}
}

// names holds every value against the published ones.
func (r *rules) names(field string, values, known []string) {
	r.each(field, values, "must be one of "+strings.Join(known, ", "), func(v string) bool { return slices.Contains(known, v) })
}

// page checks what every list has.
func (r *rules) page(limit int, cursor string) {
	r.ask(limit >= 0 && limit <= MaxLimit, "limit", fmt.Sprintf("must be a whole number from 1 to %d", MaxLimit))
	r.ask(len(cursor) <= maxCursor, "cursor", "must be the nextCursor of an earlier answer")
}

func (r *rules) words(field, text string) {
	r.ask(len([]rune(text)) <= matcher.MaxLabel, field, fmt.Sprintf("must have at most %d characters", matcher.MaxLabel))
}

const regionReason = "must be a labour-market region such as AM13"

// Check gives everything that is wrong about the options, none where they are sound.
func (o *MatchOptions) Check() []matcher.Invalid {
	var r rules
	r.page(o.Limit, o.Cursor)
	r.within("maxDistanceKm", o.MaxDistanceKm, matcher.MaxDistance)
	r.each("region", o.Region, regionReason, regionForm.MatchString)
	r.oneOf("explain", o.Explain, []string{"full", "brief"})
	for _, name := range slices.Sorted(maps.Keys(o.Weights)) {
		if !slices.Contains(ReasonNames(), name) {
			r.ask(false, "weights."+shown([]byte(name)), "is no reason; the reasons are "+strings.Join(ReasonNames(), ", "))
			continue
		}
		factor := o.Weights[name]
		r.within("weights."+name, &factor, MaxFactor)
	}
	r.names("must", o.Must, ReasonNames())
	r.names("exclude", o.Exclude, ReasonNames())
	r.words("text", o.Text)
	r.oneOf("band", string(o.Band), []string{string(matcher.Suitable), string(matcher.Trainable), string(matcher.Remote)})
	return r
}

// Check gives everything that is wrong about the search of records with these states, none where it is sound.
func (s *Search) Check(states ...string) []matcher.Invalid {
	var r rules
	r.page(s.Limit, s.Cursor)
	r.words("query", s.Query)
	r.each("occupation", s.Occupation, "must have 1 to 500 characters", func(v string) bool { return v != "" && len([]rune(v)) <= matcher.MaxLabel })
	r.each("sector", s.Sector, "must be an SBI code of 1 to 5 digits, or a section letter A to V", sectorForm.MatchString)
	r.each("region", s.Region, regionReason, regionForm.MatchString)
	r.each("municipality", s.Municipality, "must be a municipality such as GM0344", townForm.MatchString)
	r.names("status", s.Status, states)
	r.each("educationLevel", s.EducationLevel, "must be an NLQF level: 1, 2, 3, 4, 4+, 5, 6, 7 or 8", func(v string) bool { return matcher.EducationLevel(v).Rank() > 0 })
	r.names("contractKind", s.ContractKind, []string{string(matcher.Regular), string(matcher.Apprenticeship), string(matcher.WorkExperience), string(matcher.Volunteer)})
	r.names("contractTerm", s.ContractTerm, []string{string(matcher.Permanent), string(matcher.Temporary)})
	r.each("language", s.Language, "must be an ISO 639-3 code such as nld", tongueForm.MatchString)
	r.each("drivingLicence", s.DrivingLicence, "must be a category of driving licence such as B", func(v string) bool { return slices.Contains(matcher.Licences(), matcher.Licence(v)) })
	r.within("minimumHours", s.MinimumHours, matcher.MaxWeeklyHours)
	r.within("maximumHours", s.MaximumHours, matcher.MaxWeeklyHours)
	r.ask(s.Near == "" || nearForm.MatchString(s.Near), "near", "must be a postcode of four digits, or a municipality such as GM0344")
	r.within("maxDistanceKm", s.MaxDistanceKm, matcher.MaxDistance)
	r.ask(s.Near != "" || s.MaxDistanceKm == nil && s.Sort != "distance", "near", "is required: distances are counted from it")
	r.oneOf("sort", s.Sort, []string{"relevance", "distance", "newest", "id"})
	return r
}
