package vum

import (
	"regexp"
	"strconv"
	"strings"

	"matchd/matcher"
)

// The texts that are read as pay: one amount or a range, with its period, and nothing else.
var (
	oneAmount = regexp.MustCompile(`^(tot|maximaal|max\.?|minimaal|min\.?|vanaf)? ?(?:€ ?)?([0-9][0-9.,]*) ?(?:euro)?(?: bruto)? per (uur|week|maand|jaar)$`)
	aRange    = regexp.MustCompile(`^(?:van |tussen )?(?:€ ?)?([0-9][0-9.,]*) ?(?:euro)? ?(?:-|tot|en|t/m) ?(?:€ ?)?([0-9][0-9.,]*) ?(?:euro)?(?: bruto)? per (uur|week|maand|jaar)$`)
)

// salary reads an indication of pay (salarisIndicatie) where it can mean one thing only, and nil otherwise: "tot 36
// euro per uur", "van 2.400 tot 2.800 euro per maand".
func salary(text string) *matcher.Salary {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	if m := oneAmount.FindStringSubmatch(text); m != nil {
		n, ok := amount(m[2])
		if !ok {
			return nil
		}
		return bounded(m[1], n, period(m[3]))
	}
	m := aRange.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	least, okLeast := amount(m[1])
	most, okMost := amount(m[2])
	if !okLeast || !okMost || least > most {
		return nil
	}
	return &matcher.Salary{Min: &least, Max: &most, Period: period(m[3]), Currency: "EUR"}
}

// bounded puts one amount at the end of the range that the word before it says.
func bounded(word string, n float64, per matcher.PayPeriod) *matcher.Salary {
	s := &matcher.Salary{Period: per, Currency: "EUR"}
	if !strings.HasPrefix(word, "min") && word != "vanaf" {
		s.Max = &n
	}
	if !strings.HasPrefix(word, "max") && word != "tot" {
		s.Min = &n
	}
	return s
}

// amount reads a Dutch amount: a point or comma before three digits groups, before two or one it parts the cents.
func amount(s string) (float64, bool) {
	s = strings.TrimRight(s, ".,")
	whole, cents := s, ""
	if i := strings.LastIndexAny(s, ".,"); i >= 0 && len(s)-i <= 3 {
		whole, cents = s[:i], s[i+1:]
	}
	for i, part := range strings.FieldsFunc(whole, func(r rune) bool { return r == '.' || r == ',' }) {
		if i > 0 && len(part) != 3 {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(strings.NewReplacer(".", "", ",", "").Replace(whole)+"."+cents, 64)
	return n, err == nil
}

func period(word string) matcher.PayPeriod {
	return map[string]matcher.PayPeriod{"uur": matcher.PerHour, "week": matcher.PerWeek, "maand": matcher.PerMonth, "jaar": matcher.PerYear}[word]
}
