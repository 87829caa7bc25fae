package fit

import (
	"encoding/json"
	"testing"

	"matchd/matcher"
)

// TestBandsFromLife holds the rules of bands to people and jobs as teams meet them.
func TestBandsFromLife(t *testing.T) {
	j := dutchJudge(t)
	for _, c := range []struct {
		name, vacancy, person string
		want                  matcher.Band
	}{
		{"a cabin attendant for the desk of a hotel", `{"title":"Hotelreceptionist"}`, `{"experience":[{"occupation":"stewardess"}],"skills":["gastvrijheid","Engels spreken","gasten ontvangen en verwelkomen"]}`, matcher.Trainable},
		{"a cabin attendant for the kitchen", `{"title":"Zelfstandig werkend kok"}`, `{"experience":[{"occupation":"stewardess"}],"skills":["gastvrijheid"]}`, matcher.Remote},
		{"a hotel receptionist for the desk of another", `{"title":"Hotelreceptionist"}`, `{"experience":[{"occupation":"front desk agent"}]}`, matcher.Suitable},
		{"a carer one level short", `{"occupation":"verzorgende IG","education":{"minimumLevel":"3"}}`, `{"experience":[{"occupation":"helpende"}],"education":{"level":"2"}}`, matcher.Trainable},
		{"a carer for a nurse's post at bachelor level", `{"occupation":"verpleegkundige","education":{"minimumLevel":"6"}}`, `{"experience":[{"occupation":"verzorgende IG"}],"education":{"level":"3"}}`, matcher.Remote},
		{"an order picker for the warehouse", `{"occupation":"magazijnmedewerker"}`, `{"experience":[{"occupation":"orderpicker"}]}`, matcher.Suitable},
		{"a fork-lift driver whose certificate ran out", `{"title":"Heftruckchauffeur","certificates":["heftruckcertificaat"]}`, `{"experience":[{"occupation":"heftruckchauffeur"}],"certificates":[]}`, matcher.Trainable},
		{"a stage technician for electrical work", `{"occupation":"elektricien"}`, `{"experience":[{"occupation":"evenemententechnicus"}],"skills":["kabels trekken en aansluiten"]}`, matcher.Trainable},
		{"a hairdresser for software", `{"title":"Java developer"}`, `{"experience":[{"occupation":"kapper"}],"skills":["haar knippen"]}`, matcher.Remote},
		{"a bank clerk for the desk of the town hall", `{"occupation":"gemeentelijk baliemedewerker"}`, `{"experience":[{"occupation":"medewerker bank"}],"skills":["baliewerk verrichten","integriteit"]}`, matcher.Trainable},
		{"an electrician whose Dutch is one level short", `{"occupation":"elektricien","languages":[{"code":"nld","oral":"B2"}]}`, `{"experience":[{"occupation":"elektricien"}],"languages":[{"code":"nld","oral":"B1"}]}`, matcher.Trainable},
		{"an electrician who is still to learn Dutch", `{"occupation":"elektricien","languages":[{"code":"nld","oral":"B2"}]}`, `{"experience":[{"occupation":"elektricien"}],"languages":[{"code":"nld","oral":"A1"}]}`, matcher.Remote},
		{"someone of whom nothing is known", `{"occupation":"elektricien"}`, `{}`, matcher.Remote},
		{"a bachelor for a post that asks a master", `{"occupation":"psycholoog","education":{"minimumLevel":"7"}}`, `{"experience":[{"occupation":"psycholoog"}],"education":{"level":"6"}}`, matcher.Remote},
	} {
		t.Run(c.name, func(t *testing.T) {
			var v matcher.Vacancy
			var p matcher.Candidate
			if err := json.Unmarshal([]byte(c.vacancy), &v); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(c.person), &p); err != nil {
				t.Fatal(err)
			}
			o, n, q := j.Opening(&v), j.Profile(&p), j.Model.Plain(today, matcher.Viewer{All: true})
			terms := j.Terms(&o, &n, &q)
			if got := j.Band(&o, &n, &terms); got != c.want {
				t.Errorf("%s, want %s: skills %+v, occupation %+v", got, c.want, terms[Skills], terms[Occupation])
			}
		})
	}
}
