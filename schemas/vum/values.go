package vum

import (
	"strconv"
	"strings"

	"matchd/matcher"
)

// sbi2008 is the edition that VUM 1.5 refers to.
const sbi2008 = "2008"

func (s sector) value() matcher.Sector {
	if s.SBI <= 0 {
		return matcher.Sector{}
	}
	return matcher.Sector{Code: strconv.Itoa(int(s.SBI)), Edition: sbi2008}
}

func (h hours) value() *matcher.Hours {
	if h.Least == nil && h.Most == nil || h.Least != nil && h.Most != nil && *h.Least > *h.Most {
		return nil
	}
	return &matcher.Hours{Min: h.Least, Max: h.Most}
}

// agreed gives the one kind and the one term that all of a list name; several = unknown.
func agreed(all []contract) matcher.Contract {
	kinds := map[string]matcher.ContractKind{"01": matcher.Regular, "02": matcher.Apprenticeship, "03": matcher.Volunteer, "04": matcher.WorkExperience}
	terms := map[string]matcher.ContractTerm{"B": matcher.Temporary, "O": matcher.Permanent}
	var kind []matcher.ContractKind
	var term []matcher.ContractTerm
	for _, c := range all {
		kind, term = append(kind, kinds[c.Kind]), append(term, terms[c.Term])
	}
	return matcher.Contract{Kind: only(unique(kind)), Term: only(unique(term))}
}

// only is the one item of a list, zero where there are none or several.
func only[T any](all []T) T {
	var zero T
	if len(all) != 1 {
		return zero
	}
	return all[0]
}

func licences(all []licence) []matcher.Licence {
	var given []matcher.Licence
	for _, l := range all {
		given = append(given, matcher.Licence(strings.TrimSuffix(l.Category, "+")))
	}
	return unique(given)
}

func languages(all []language) []matcher.Language {
	var given []matcher.Language
	for _, l := range all {
		oral, written := first(l.Speaking, l.Listening), first(l.Writing, l.Reading)
		if none := oral == 1 || written == 1; l.Code == "" || none && oral <= 1 && written <= 1 {
			continue
		}
		given = append(given, matcher.Language{Code: l.Code, Oral: matcher.CEFRFromVUM(int(oral)), Written: matcher.CEFRFromVUM(int(written))})
	}
	return unique(given)
}

// first is the first level that says something, 0 where none does.
func first(levels ...code) code {
	for _, l := range levels {
		if l >= 1 && l <= 4 {
			return l
		}
	}
	return 0
}

func certificates(all []course) []matcher.Concept {
	var given []matcher.Concept
	for _, c := range all {
		if c.Certificate == 1 {
			given = append(given, matcher.Concept{Label: strings.TrimSpace(c.Name)})
		}
	}
	return unique(given)
}

// level is the NLQF level of a level of schooling: 2 vmbo, 3 havo/vwo, 4 mbo, 5 hbo, 6 wo; 1 primary school has none.
func (s schooling) level() matcher.EducationLevel {
	return matcher.EducationFromVUM(map[code]int{2: 3, 3: 4, 4: 4, 5: 5, 6: 6}[s.Level])
}

// lowest is the lowest level of a list, which may name alternatives.
func lowest(all []schooling) matcher.EducationLevel {
	var found matcher.EducationLevel
	for _, s := range all {
		if l := s.level(); l != "" && (found == "" || l.Rank() < found.Rank()) {
			found = l
		}
	}
	return found
}

// highest is the highest schooling that was completed.
func highest(all []schooling) matcher.Education {
	var found matcher.Education
	for _, s := range all {
		if l := s.level(); (s.Status == 1 || s.Diploma == 1) && l.Rank() > found.Level.Rank() {
			found = matcher.Education{Level: l, Status: matcher.Completed}
		}
	}
	return found
}

func transport(all []vehicle) []matcher.Transport {
	kinds := map[code]matcher.Transport{1: matcher.Car, 2: matcher.Moped, 3: matcher.Bicycle, 4: matcher.Motorcycle, 5: matcher.PublicTransport, 9: matcher.OtherTransport}
	var given []matcher.Transport
	for _, v := range all {
		if v.Commute != 2 {
			given = append(given, kinds[v.Kind])
		}
	}
	return unique(given)
}
