package population

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"matchd/matcher"
)

// TestTextsAreSentences: every text begins with a capital, ends as a sentence does, has no holes and no doubled
// marks, and is as long as it should be.
func TestTextsAreSentences(t *testing.T) {
	marks := []string{"%!", "  ", "..", ", .", ": .", "{", "}", ",,", " .", "<nil>", " en."}
	check := func(id, text string, least, most int) {
		t.Helper()
		broken := slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(text, m) })
		if broken || !strings.ContainsAny(text[len(text)-1:], ".!?") || strings.ToUpper(text[:1]) != text[:1] {
			t.Errorf("%s: %q", id, text)
		}
		n := strings.Count(text, ". ") + strings.Count(text, "? ") + strings.Count(text, "! ") + 1
		within(t, id+" sentences", float64(n), float64(least), float64(most))
	}
	for _, v := range vacancies(t) {
		check(v.ID, v.Description, 2, 5)
	}
	for _, c := range people(t) {
		if c.Presentation != "" {
			check(c.ID, c.Presentation, 1, 3)
		}
	}
}

func TestDescriptionsNameTheWorkAndItsSkills(t *testing.T) {
	names := func(v matcher.Vacancy) bool {
		return v.Occupation.Code != "" && strings.Contains(v.Description, v.Occupation.Label)
	}
	within(t, "percent naming the occupation", share(vacancies(t), names), 77, 83)
	skills := func(v matcher.Vacancy) bool {
		for _, s := range v.Skills {
			if strings.Contains(v.Description, s.Label) {
				return true
			}
		}
		return false
	}
	within(t, "percent naming a skill", share(vacancies(t), skills), 80, 93)
}

// TestTitlesVary: the ways in which employers write a title all occur, and the finder still knows most of them.
func TestTitlesVary(t *testing.T) {
	p := demo(t)
	for _, way := range []string{"(m/v)", "(M/V/X)", "Ervaren ", "Senior ", "Junior ", " uur", " regio ", "gevraagd!", "Leer"} {
		within(t, "percent with "+way, share(vacancies(t), func(v matcher.Vacancy) bool { return strings.Contains(v.Title, way) }), 0.3, 25)
	}
	found, all := 0, 0
	for i := range 300 {
		v := p.Vacancy(i)
		if v.Occupation.Code == "" {
			continue
		}
		all++
		for _, hit := range p.Taxonomy.FindOccupations(v.Title, 3) {
			if hit.Code == v.Occupation.Code {
				found++
				break
			}
		}
	}
	within(t, "percent of titles that lead to the occupation", 100*float64(found)/float64(all), 85, 100)
}

func TestEnumerationsReadAsDutch(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a en b": {"a", "b"}, "a, b en c": {"a", "b", "c"}} {
		if got := enumerate(words); got != want {
			t.Errorf("%v read %q, want %q", words, got, want)
		}
	}
	if got := capital("événement"); got != "Événement" {
		t.Errorf("capital gave %q", got)
	}
}

// TestNothingIdentifiesAPerson: no field of a profile looks like an e-mail address, a telephone number or a citizen
// number.
func TestNothingIdentifiesAPerson(t *testing.T) {
	telltale := regexp.MustCompile(`@|\b0[1-9][0-9 -]{8,}|\b[0-9]{9}\b`)
	for _, c := range people(t)[:200] {
		if text := written(t, c); telltale.MatchString(text) {
			t.Fatalf("%s: %s", c.ID, telltale.FindString(text))
		}
	}
}
