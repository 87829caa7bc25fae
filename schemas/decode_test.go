package schemas

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"matchd/matcher"
)

const head = `"id":"x","revision":1,`

// vacancyOf is a sound vacancy with more members.
func vacancyOf(more string) string { return `{` + head + `"status":"open"` + more + `}` }

func candidateOf(more string) string { return `{` + head + `"status":"available"` + more + `}` }

// fields are the wrong fields that an error names.
func fields(t *testing.T, err error) []string {
	t.Helper()
	var invalid matcher.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("want an InvalidError, got %v", err)
	}
	var names []string
	for _, i := range invalid {
		names = append(names, i.Field)
	}
	slices.Sort(names)
	return names
}

func TestDecodeNamesEveryWrongField(t *testing.T) {
	for name, test := range map[string]struct {
		data string
		want []string
	}{
		"a list is no record":                          {`[]`, []string{""}},
		"nothing is no record":                         {``, []string{""}},
		"what breaks off is no record":                 {`{"id":"x"`, []string{""}},
		"garbage after a record":                       {vacancyOf("") + "x", []string{""}},
		"bytes that are no UTF-8":                      {vacancyOf(",\"title\":\"\xff\""), []string{""}},
		"an empty record lacks what is required":       {`{}`, []string{"id", "revision", "status"}},
		"a null revision is none":                      {`{"id":"x","revision":null,"status":"open"}`, []string{"revision"}},
		"an id of another case is no id":               {`{"ID":"x","revision":1,"status":"open"}`, []string{"id"}},
		"a member given twice":                         {vacancyOf(`,"id":"y"`), []string{"id"}},
		"an unknown member given twice":                {vacancyOf(`,"q":1,"q":2`), []string{"q"}},
		"a wrong type does not hide other wrong types": {vacancyOf(`,"title":1,"hours":"a","remoteShare":{}`), []string{"hours", "remoteShare", "title"}},
		"a wrong type does not hide a wrong value":     {vacancyOf(`,"title":1,"remoteShare":2`), []string{"remoteShare", "title"}},
		"a wrong type deep in a list":                  {vacancyOf(`,"skills":["a",{"label":"b","level":"high"},{"level":1}]`), []string{"skills[1].level", "skills[2]"}},
		"a null in a list":                             {vacancyOf(`,"skills":[null]`), []string{"skills[0]"}},
		"a day that does not exist":                    {vacancyOf(`,"startDate":"2026-02-30","positions":-1`), []string{"positions", "startDate"}},
		"a number too large for any type":              {vacancyOf(`,"positions":1e99`), []string{"positions"}},
		"no position at all":                           {vacancyOf(`,"positions":0`), []string{"positions"}},
		"no position at all, in another spelling":      {vacancyOf(`,"positions": -0.0e1 ,"title":1`), []string{"positions", "title"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := Decode[matcher.Vacancy]([]byte(test.data))
			if got := fields(t, err); !slices.Equal(got, test.want) {
				t.Errorf("wrong fields %q, want %q: %v", got, test.want, err)
			}
		})
	}
}

func TestDecodeRefusesWhatIsTooLargeOrTooDeep(t *testing.T) {
	large := vacancyOf(`,"title":"` + strings.Repeat("x", MaxBytes) + `"`)
	deep := vacancyOf(`,"q":` + strings.Repeat("[", 40) + strings.Repeat("]", 40))
	for _, data := range []string{large, deep} {
		if _, _, err := Decode[matcher.Vacancy]([]byte(data)); err == nil {
			t.Errorf("accepted %.60s…", data)
		}
	}
	if _, _, err := Decode[matcher.Vacancy]([]byte(vacancyOf(`,"q":` + strings.Repeat("[", 31) + strings.Repeat("]", 31)))); err != nil {
		t.Errorf("refused the depth that is allowed: %v", err)
	}
}

func TestDecodeNamesOnlySoManyWrongFields(t *testing.T) {
	list := "[" + strings.TrimSuffix(strings.Repeat("1,", 100_000), ",") + "]"
	_, _, err := Decode[matcher.Vacancy]([]byte(vacancyOf(`,"languages":` + list + `,"certificates":` + list + `,"skills":` + list)))
	if got := fields(t, err); len(got) != maxInvalid+1 || got[0] != "" {
		t.Errorf("named %d fields, the first %q", len(got), got[0])
	}
	_, _, err = Decode[matcher.Vacancy]([]byte(vacancyOf(`,"title":1,"languages":[` + strings.TrimSuffix(strings.Repeat("{},", 600), ",") + "]")))
	if got := fields(t, err); !slices.Equal(got, []string{"languages", "title"}) {
		t.Errorf("named %q of a list that is too long", got)
	}
	_, _, err = Decode[matcher.Vacancy]([]byte(vacancyOf(strings.Repeat(`,"q":1`, 5000))))
	if got := fields(t, err); len(got) > maxInvalid+1 {
		t.Errorf("named %d fields", len(got))
	}
	var unknown strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&unknown, `,"q%d":1`, i)
	}
	if _, warnings, err := Decode[matcher.Vacancy]([]byte(vacancyOf(unknown.String()))); err != nil || len(warnings) != maxWarnings {
		t.Errorf("warned of %d fields, %v", len(warnings), err)
	}
}

func TestDecodeDropsUnknownMembersWithAWarning(t *testing.T) {
	v, warnings, err := Decode[matcher.Vacancy]([]byte(vacancyOf(`,"Title":"no","newer":{"a":{"b":1}},"skills":[{"label":"x","rank":1}],"t\u0069tle":"yes","jan@x.nl":1`)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, w := range warnings {
		names = append(names, w.Field)
	}
	if want := []string{"Title", "newer", "skills[0].rank", "?"}; !slices.Equal(names, want) {
		t.Errorf("warned of %q, want %q", names, want)
	}
	if v.Title != "yes" {
		t.Errorf("title is %q: an unknown member of another case was read, or an escaped name was not", v.Title)
	}
}

func TestDecodeReadsShorthandAndAbsence(t *testing.T) {
	v, _, err := Decode[matcher.Vacancy]([]byte(vacancyOf(`,"skills":["Lassen","esco:1"],"hours":32,"company":{"sector":"47"},"salary":null,"startDate":"","positions":2.0`)))
	if err != nil {
		t.Fatal(err)
	}
	want := matcher.Vacancy{ID: "x", Revision: 1, Status: "open", Skills: []matcher.SkillAsked{{Label: "Lassen"}, {Code: "esco:1"}}, Positions: 2}
	n := 32.0
	want.Hours, want.Company.Sector.Code = &matcher.Hours{Min: &n, Max: &n}, "47"
	if !Same(v, want) {
		t.Errorf("read %+v", v)
	}
}

func TestDecodeRefusesPersonalDataInAProfile(t *testing.T) {
	for name, test := range map[string]struct {
		more string
		want []string
	}{
		"a name at the top":                        {`,"name":"Jan"`, []string{"name"}},
		"a Dutch name, capitalised":                {`,"Achternaam":"Jansen"`, []string{"Achternaam"}},
		"joined by a sign":                         {`,"first_name":"Jan"`, []string{"first_name"}},
		"a street in a place":                      {`,"place":{"street":"Kade 1"}`, []string{"place.street"}},
		"inside something unknown":                 {`,"extra":{"contact":[{"email":"j@x.nl"}]}`, []string{"extra.contact[0].email"}},
		"beside other wrong fields":                {`,"bsn":"123456782","skills":[{}]`, []string{"bsn", "skills[0]"}},
		"the responsible party has no person name": {`,"responsibleParty":{"name":"Jan"}`, []string{"responsibleParty.name"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := Decode[matcher.Candidate]([]byte(candidateOf(test.more)))
			if got := fields(t, err); !slices.Equal(got, test.want) {
				t.Errorf("wrong fields %q, want %q", got, test.want)
			}
		})
	}
	if _, _, err := Decode[matcher.Candidate]([]byte(candidateOf(`,"employer":{"name":"Bakkerij Oost"}`))); err != nil {
		t.Errorf("refused the name of an employer: %v", err)
	}
}

func TestDecodeNeverRepeatsWhatAProfileSays(t *testing.T) {
	const secret = "Geheim123"
	data := candidateOf(`,"situation":"` + secret + `","place":{"postcode":"` + secret + `"},"skills":"` + secret + `","languages":[{"code":"` +
		secret + `"}],"wishes":{"startFrom":"` + secret + `"},"restricted":{"birthYear":"` + secret + `"},"` + secret + `@x":{"` + secret + `":1}`)
	_, warnings, err := Decode[matcher.Candidate]([]byte(data))
	if err == nil {
		t.Fatal("accepted")
	}
	if len(fields(t, err)) != 6 {
		t.Errorf("named %q", fields(t, err))
	}
	if strings.Contains(err.Error(), secret) || len(warnings) > 0 {
		t.Errorf("repeats what was given: %v %v", err, warnings)
	}
}

func TestEncodeAndDecodeAreEachOthersReverse(t *testing.T) {
	t.Run("vacancy", reversible[matcher.Vacancy])
	t.Run("candidate", reversible[matcher.Candidate])
	t.Run("surplus", reversible[matcher.Surplus])
	t.Run("company", reversible[matcher.Company])
	t.Run("decision", reversible[matcher.Decision])
}

func TestSameComparesContentNotSpelling(t *testing.T) {
	read := func(s string) matcher.Vacancy {
		v, _, err := Decode[matcher.Vacancy]([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	a := read(vacancyOf(`,"hours":32,"skills":["x"]`))
	if b := read(`{"status":"open","skills":[{"label":"x"}],"hours":{"max":32,"min":32},` + strings.TrimSuffix(head, ",") + `}`); !Same(a, b) {
		t.Error("another order and spelling counts as other content")
	}
	if b := read(vacancyOf(`,"hours":33,"skills":["x"]`)); Same(a, b) {
		t.Error("other hours count as the same content")
	}
}
