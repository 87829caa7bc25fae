package matcher

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestShorthandIsReadAsTheWhole(t *testing.T) {
	n := 32.0
	for name, test := range map[string]struct {
		into *Vacancy
		data string
		want Vacancy
	}{
		"a label":             {&Vacancy{}, `{"occupation":" Bakker "}`, Vacancy{Occupation: Concept{Label: "Bakker"}}},
		"a code with a colon": {&Vacancy{}, `{"occupation":"esco:1"}`, Vacancy{Occupation: Concept{Code: "esco:1"}}},
		"a code of digits":    {&Vacancy{}, `{"occupation":"1234.5"}`, Vacancy{Occupation: Concept{Code: "1234.5"}}},
		"words with a colon":  {&Vacancy{}, `{"occupation":"Kok: koud"}`, Vacancy{Occupation: Concept{Label: "Kok: koud"}}},
		"a concept in full":   {&Vacancy{}, `{"occupation":{"code":"1","label":"x"}}`, Vacancy{Occupation: Concept{Code: "1", Label: "x"}}},
		"a number of hours":   {&Vacancy{}, `{"hours":32}`, Vacancy{Hours: &Hours{Min: &n, Max: &n}}},
		"a range of hours":    {&Vacancy{}, `{"hours":{"max":32}}`, Vacancy{Hours: &Hours{Max: &n}}},
		"a sector":            {&Vacancy{}, `{"company":{"sector":"47"}}`, Vacancy{Company: CompanyRef{Sector: Sector{Code: "47"}}}},
		"a skill asked":       {&Vacancy{}, `{"skills":["x",{"label":"y","importance":"useful"}]}`, Vacancy{Skills: []SkillAsked{{Label: "x"}, {Label: "y", Importance: Useful}}}},
		"null is nothing":     {&Vacancy{}, `{"occupation":null,"hours":null,"company":{"sector":null},"startDate":null,"skills":[null]}`, Vacancy{Skills: []SkillAsked{{}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if err := json.Unmarshal([]byte(test.data), test.into); err != nil || !reflect.DeepEqual(*test.into, test.want) {
				t.Errorf("read %+v, %v", test.into, err)
			}
		})
	}
}

func TestWrongTypesAreRefused(t *testing.T) {
	for _, data := range []string{`{"occupation":5}`, `{"occupation":["x"]}`, `{"hours":"32"}`, `{"hours":true}`, `{"company":{"sector":47}}`, `{"skills":[5]}`, `{"startDate":5}`} {
		if err := json.Unmarshal([]byte(data), &Vacancy{}); err == nil {
			t.Errorf("read %s", data)
		}
	}
}

func TestDaysComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(rapid.IntRange(1, 9999).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 13, 0, 0, 0, time.UTC)
		d := DateOf(day)
		var back Date
		if err := back.UnmarshalText([]byte(d.String())); err != nil || back != d || d.String() != day.Format(time.DateOnly) {
			t.Fatalf("%v came back as %v, %v", day, back, err)
		}
		if next := DateOf(day.AddDate(0, 0, 1)); next != d+1 {
			t.Fatalf("the day after %v is %v", d, next)
		}
	})
}

func TestWrongDaysAreRefusedWithoutRepeatingThem(t *testing.T) {
	var d Date
	for _, s := range []string{"2026-02-30", "0000-01-01", "1-2-2026", "geheim"} {
		if err := d.UnmarshalText([]byte(s)); err == nil || strings.Contains(err.Error(), s) {
			t.Errorf("%q gives %v, %v", s, d, err)
		}
	}
	if err := d.UnmarshalText(nil); err != nil || d != 0 || d.String() != "" {
		t.Errorf("an empty text gives %v, %v", d, err)
	}
}

func TestMillionthsAreExactFractions(t *testing.T) {
	for want, m := range map[string]Millionths{"0": 0, "1": Million, "0.5": 500_000, "0.000001": 1, "-0.25": -250_000, "12.34": 12_340_000} {
		data, err := json.Marshal(m)
		if err != nil || string(data) != want {
			t.Errorf("%d is written %s, want %s (%v)", m, data, want, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		m := Millionths(rapid.Int64Range(-1e12, 1e12).Draw(t, "m"))
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back Millionths
		if err := json.Unmarshal(data, &back); err != nil || back != m {
			t.Fatalf("%s came back as %d, %v", data, back, err)
		}
	})
}
