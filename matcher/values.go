package matcher

import (
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// Date is a day in the proleptic Gregorian calendar as the number of days since 1 January of year 1, plus one;
// zero is unknown. It is written 2006-01-02. Days compare and subtract as numbers; check for zero first, since an unknown
// day is earlier than all others.
type Date int32

const secondsPerDay = 24 * 60 * 60

// DateOf is the day on which t falls in t's own zone: a caller who means a Dutch day converts t first.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date((time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()-epoch())/secondsPerDay) + 1
}

func epoch() int64 { return time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix() }

// Time is midnight UTC at the start of the day. Of an unknown day it gives the last day before year 1: ask first.
func (d Date) Time() time.Time { return time.Unix(epoch()+int64(d-1)*secondsPerDay, 0).UTC() }

// String is the day as 2006-01-02, empty where unknown.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes the day as 2006-01-02, nothing where unknown. It never fails.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 2006-01-02; an empty text is unknown. Its error says what is expected and repeats nothing of the
// input, so that it may be shown and logged.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil || t.Year() < 1 {
		return errors.New("must be a date such as 2026-03-31")
	}
	*d = DateOf(t)
	return nil
}

// Concept is an occupation, skill, certificate or field of study: a code of some list, a label, or both. A record
// may give a plain string instead of an object: it is a code where it looks like one (no spaces and a colon, or
// digits only) and a label otherwise. Where a code is known it decides; an unknown code still equals itself in other
// records, and the label is read as text (fit.Vocabulary). Both have MaxLabel characters at most.
type Concept struct {
	Code  string `json:"code,omitempty"`  // an ESCO URI, a code of the built-in taxonomy, or anybody's own
	Label string `json:"label,omitempty"` // in any words; Dutch is understood best
}

// IsZero reports whether nothing is known.
func (c Concept) IsZero() bool { return c == Concept{} }

// ConceptOf reads a plain string as a code or as a label, by the rule that Concept states; points may stand between
// digits. White space around it does not count.
func ConceptOf(s string) Concept {
	s = strings.TrimSpace(s)
	if s != "" && !strings.ContainsAny(s, " \t\n") && (strings.Contains(s, ":") || strings.Trim(s, "0123456789.") == "") {
		return Concept{Code: s}
	}
	return Concept{Label: s}
}

// UnmarshalJSON reads an object or a plain string.
func (c *Concept) UnmarshalJSON(data []byte) error {
	type plain Concept
	return unmarshalNamed(data, (*plain)(c), func(named Concept) { *c = named })
}

// unmarshalNamed reads a plain string through named, and anything else into the object.
func unmarshalNamed(data []byte, object any, named func(Concept)) error {
	if !quoted(data) {
		return json.Unmarshal(data, object)
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	named(ConceptOf(s))
	return nil
}

func quoted(data []byte) bool { return len(data) > 0 && data[0] == '"' }

// Hours is a number of working hours a week, from 0 to MaxWeeklyHours, as a range; a plain number is read as both ends.
// An end that is nil is open. Ranking counts in tenths of an hour.
type Hours struct {
	Min *float64 `json:"min,omitempty"`
	Max *float64 `json:"max,omitempty"` // not below Min
}

// UnmarshalJSON reads {"min":…,"max":…} or a number.
func (h *Hours) UnmarshalJSON(data []byte) error {
	type plain Hours
	if len(data) > 0 && (data[0] == '{' || data[0] == 'n') {
		return json.Unmarshal(data, (*plain)(h))
	}
	var n float64
	if err := json.Unmarshal(data, &n); err != nil {
		return err
	}
	*h = Hours{Min: &n, Max: &n}
	return nil
}

// Sector is a code of the Dutch standard industrial classification (SBI) of CBS, with its edition; a plain string is a
// code of the 2008 edition. matcher/sector says what a code lies in and how near two are.
type Sector struct {
	Code    string `json:"code,omitempty"`    // 1 to 5 digits, or the letter of a section
	Edition string `json:"edition,omitempty"` // 2008 (also where absent) or 2025
}

// UnmarshalJSON reads an object or a plain code.
func (s *Sector) UnmarshalJSON(data []byte) error {
	type plain Sector
	if !quoted(data) {
		return json.Unmarshal(data, (*plain)(s))
	}
	var code string
	if err := json.Unmarshal(data, &code); err != nil {
		return err
	}
	*s = Sector{Code: code}
	return nil
}

// IsZero reports whether nothing is known.
func (s Sector) IsZero() bool { return s == Sector{} }

// Salary is pay in money before tax, per period, each end from 0 to 1e9. Only euros are compared: pay in another currency
// is kept and counts as unknown. Pay per week, month and year is of 40 hours a week (fit), so part-time pay is to be
// given per hour or as if for full time.
type Salary struct {
	Min      *float64  `json:"min,omitempty"`      // of a wish the least that will do
	Max      *float64  `json:"max,omitempty"`      // of an offer the most that is paid
	Period   PayPeriod `json:"period,omitempty"`   // absent = month
	Currency string    `json:"currency,omitempty"` // ISO 4217; absent = EUR
}

// PayPeriod is what a salary is counted per; empty is read as PerMonth.
type PayPeriod string

// The periods of pay.
const (
	PerHour  PayPeriod = "hour"
	PerWeek  PayPeriod = "week"
	PerMonth PayPeriod = "month"
	PerYear  PayPeriod = "year"
)

// Place is where work or a person is, no finer than a postcode: an address would tell who somebody is. Postcode comes
// first; a municipality alone stands for its centre (place.Tables.Locate).
type Place struct {
	Postcode     string `json:"postcode,omitempty"`     // 1234 or 1234 AB
	Municipality string `json:"municipality,omitempty"` // GMnnnn, or its name
	Country      string `json:"country,omitempty"`      // ISO 3166-1 alpha-2; absent = NL
}

// SkillKind tells what one knows from what one can do and how one behaves, as ESCO divides skills. It is for readers:
// no score depends on it.
type SkillKind string

// The kinds of skill.
const (
	Knowledge SkillKind = "knowledge"
	Skill     SkillKind = "skill"
	Attitude  SkillKind = "attitude"
)

// Language is mastery of a language, asked or held. Of a language held, a level that is absent is not known; of one
// asked, it is not asked. Dutch that is missing from a list of languages held is not known either: people list what they
// speak beside it.
type Language struct {
	Code    string `json:"code"` // ISO 639-3, three small letters
	Oral    CEFR   `json:"oral,omitempty"`
	Written CEFR   `json:"written,omitempty"`
}
