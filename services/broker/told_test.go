package broker

import (
	"fmt"
	"strings"
	"testing"

	"matchd/matcher"
	"matchd/schemas"
)

// heard writes what the sender of a record was told: readings as field=code, warnings as field!.
func heard(resolved []schemas.Resolved, warnings []matcher.Warning) string {
	var parts []string
	for _, r := range resolved {
		field := r.Field
		if r.Fills != "" {
			field += ">" + r.Fills
		}
		parts = append(parts, fmt.Sprintf("%s=%s", field, strings.TrimPrefix(r.Code, "urn:matchd:")))
	}
	for _, w := range warnings {
		parts = append(parts, w.Field+"!")
	}
	return strings.Join(parts, " ")
}

func TestASenderIsToldHowTextsWereRead(t *testing.T) {
	for _, c := range []struct{ name, members, want string }{
		{"a label that is one of an occupation", `"occupation":{"label":"bakker"}`, "occupation=occupation:bakker"},
		{"a code that is known", `"occupation":{"code":"urn:matchd:occupation:bakker","label":"iets anders"}`, ""},
		{"a code that nobody knows, with a label", `"occupation":{"code":"urn:own:1","label":"bakker"}`, "occupation=occupation:bakker occupation.code!"},
		{"a label that nobody knows", `"occupation":{"label":"zzqqvv"}`, "occupation.label!"},
		{"a title alone", `"title":"Bakker (m/v)"`, "title=occupation:bakker"},
		{"a title that says nothing", `"title":"Leuke uitdaging"`, "title!"},
		{"a title beside a label that nobody knows", `"title":"Bakker","occupation":{"label":"zzqqvv"}`, "title=occupation:bakker occupation.label!"},
		{"a title beside a label that is known", `"title":"Leuke uitdaging","occupation":{"label":"bakker"}`, "occupation=occupation:bakker"},
		{"nothing at all", `"positions":1`, ""},
		{"what a text asks for fields that say nothing", `"title":"Bakker 24-32 uur","description":"Mbo 2 diploma vereist. VCA is een pré.","certificates":[]`,
			"title=occupation:bakker title>hours=24-32 description>education.minimumLevel=2"},
		{"what experience is asked in", `"occupation":{"label":"bakker"},"experience":[{"occupation":{"label":"kok"}}]`,
			"occupation=occupation:bakker experience[0].occupation=occupation:kok"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLedger(t)
			body := []byte(`{"id":"v","revision":1,"status":"open",` + c.members + `}`)
			done, err := l.Vacancies.Put(t.Context(), everybody(PutQuestion{Body: body}))
			if err != nil {
				t.Fatal(err)
			}
			if got := heard(done.Resolved, done.Warnings); got != c.want {
				t.Errorf("PUT tells %q, want %q", got, c.want)
			}
			next := []byte(strings.Replace(string(body), `"revision":1`, `"revision":2`, 1))
			lines, err := l.Vacancies.Batch(t.Context(), everybody([][]byte{next}))
			if err != nil {
				t.Fatal(err)
			}
			if got := heard(lines[0].Resolved, lines[0].Warnings); got != c.want {
				t.Errorf("a batch tells %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatIsReadInAPresentationIsTold(t *testing.T) {
	l := newLedger(t)
	body := []byte(`{"id":"p","revision":1,"status":"available","languages":[],"presentation":"Ik heb een mbo 4 diploma, VCA en rijbewijs B. Ik spreek vloeiend Engels."}`)
	done, err := l.Candidates.Put(t.Context(), everybody(PutQuestion{Body: body}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := heard(done.Resolved, done.Warnings), "presentation>education.level=4 presentation>certificates=VCA presentation>drivingLicences=B"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestADoubtfulReadingIsToldAsSuch(t *testing.T) {
	l := newLedger(t)
	put := func(label string) (schemas.Resolved, []matcher.Warning) {
		body := fmt.Sprintf(`{"id":"c","revision":%d,"status":"available","employer":{"occupation":{"label":%q}}}`, len(l.log)+1, label)
		done, err := l.Candidates.Put(t.Context(), everybody(PutQuestion{Body: []byte(body)}))
		if err != nil {
			t.Fatal(err)
		}
		if len(done.Resolved) != 1 || done.Resolved[0].Field != "employer.occupation" {
			t.Fatalf("%s is read as %+v", label, done.Resolved)
		}
		return done.Resolved[0], done.Warnings
	}
	sure, none := put("verpleegkundige")
	less, some := put("medewerker magazijn en verzending")
	if sure.Confidence != matcher.Million || len(none) != 0 {
		t.Errorf("a label: %+v, %v", sure, none)
	}
	if less.Confidence >= sureEnough*1000 || len(some) != 1 || some[0].Field != "employer.occupation.label" || len(some[0].Suggestions) == 0 || len(some[0].Suggestions) > suggested {
		t.Errorf("a label among other words: %+v, %v", less, some)
	}
}
