package matcher

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// broken lists the fields that a record's rules complain of.
func broken(found []Invalid) []string {
	var names []string
	for _, i := range found {
		names = append(names, i.Field)
	}
	slices.Sort(names)
	return names
}

// rules is one table of records that break rules: what more they say, and which fields are wrong.
type rules map[string]struct {
	more string
	want []string
}

// check reads each record of a table, which head begins, and compares what its rules complain of.
func check[T any](t *testing.T, head string, rules rules, complain func(*T) []Invalid) {
	for name, test := range rules {
		t.Run(name, func(t *testing.T) {
			var v T
			if err := json.Unmarshal([]byte(head+test.more+"}"), &v); err != nil {
				t.Fatal(err)
			}
			found := complain(&v)
			slices.Sort(test.want)
			if got := broken(found); !reflect.DeepEqual(got, test.want) {
				t.Errorf("wrong fields %q, want %q (%v)", got, test.want, InvalidError(found))
			}
		})
	}
}

func TestVacancyRules(t *testing.T) {
	check(t, `{"id":"x","status":"open"`, rules{
		"the least a vacancy may say":               {"", nil},
		"ids take the signs of VUM and the colon":   {`,"id":"a.B_9-:c"`, nil},
		"ids take no separator of match ids":        {`,"id":"a~b"`, []string{"id"}},
		"ids end at 200 characters":                 {`,"id":"` + strings.Repeat("x", 201) + `"`, []string{"id"}},
		"a revision below nought":                   {`,"revision":-1`, []string{"revision"}},
		"a revision above 2^53-1":                   {`,"revision":9007199254740992`, []string{"revision"}},
		"the last revision":                         {`,"revision":9007199254740991`, nil},
		"an unknown status":                         {`,"status":"new"`, []string{"status"}},
		"a company number too short":                {`,"company":{"id":"1234567"}`, []string{"company.id"}},
		"an OIN":                                    {`,"company":{"id":"00000001234567890000"}`, nil},
		"sector letters end at V":                   {`,"company":{"sector":"W"}`, []string{"company.sector.code"}},
		"an edition of the sector that is none":     {`,"company":{"sector":{"code":"A","edition":"1993"}}`, []string{"company.sector.edition"}},
		"skills need a code or a label":             {`,"skills":[{"label":"a"},{"level":0.5}]`, []string{"skills[1]"}},
		"everything wrong about one skill":          {`,"skills":[{"label":"a","level":1.1,"kind":"x","importance":"y"}]`, []string{"skills[0].importance", "skills[0].kind", "skills[0].level"}},
		"years of experience end at 60":             {`,"experience":[{"minimumYears":60},{"minimumYears":61}]`, []string{"experience[1].minimumYears"}},
		"education and languages in their lists":    {`,"education":{"minimumLevel":"9"},"languages":[{"code":"nl"},{"code":"nld","oral":"C3","written":"B1"}]`, []string{"education.minimumLevel", "languages[0].code", "languages[1].oral"}},
		"a driving licence that is none":            {`,"drivingLicences":["B","Z",""]`, []string{"drivingLicences[1]", "drivingLicences[2]"}},
		"hours beyond a week":                       {`,"hours":169`, []string{"hours.max", "hours.min"}},
		"hours that end before they begin":          {`,"hours":{"min":30,"max":20}`, []string{"hours.max"}},
		"a contract of an unknown kind":             {`,"contract":{"kind":"gig","term":"once"}`, []string{"contract.kind", "contract.term"}},
		"a Dutch postcode in its spellings":         {`,"place":{"postcode":"3511ab"}`, nil},
		"a postcode that starts with nought":        {`,"place":{"postcode":"0511"}`, []string{"place.postcode"}},
		"a Belgian postcode said to be Belgian":     {`,"place":{"postcode":"B-2000","country":"BE"}`, nil},
		"a Belgian postcode said to be nothing":     {`,"place":{"postcode":"B-2000"}`, []string{"place.postcode"}},
		"a country in small letters":                {`,"place":{"country":"be","postcode":"x"}`, []string{"place.country"}},
		"shares and positions out of range":         {`,"remoteShare":1.5,"positions":100001`, []string{"positions", "remoteShare"}},
		"pay in a currency and period that is none": {`,"salary":{"min":-1,"currency":"eu","period":"day"}`, []string{"salary.currency", "salary.min", "salary.period"}},
		"pay that ends before it begins":            {`,"salary":{"min":3000,"max":2000}`, []string{"salary.max"}},
	}, (*Vacancy).Check)
}

func TestCandidateRules(t *testing.T) {
	check(t, `{"id":"x","status":"available"`, rules{
		"the least a profile may say":            {"", nil},
		"an employer is not responsible":         {`,"responsibleParty":{"kind":"employer","region":"AM1"}`, []string{"responsibleParty.kind", "responsibleParty.region"}},
		"an unknown situation":                   {`,"situation":"retired"`, []string{"situation"}},
		"an employer without a proper number":    {`,"employer":{"id":"x","hours":200}`, []string{"employer.hours.max", "employer.hours.min", "employer.id"}},
		"a surplus id that is none":              {`,"surplusId":"a b"`, []string{"surplusId"}},
		"wishes beyond their ranges":             {`,"wishes":{"maxDistanceKm":20001,"maxTravelMinutes":-1,"interests":[""],"sectors":[{}],"occupations":[{}]}`, []string{"wishes.interests[0]", "wishes.maxDistanceKm", "wishes.maxTravelMinutes", "wishes.occupations[0]", "wishes.sectors[0].code"}},
		"a job that ends before it begins":       {`,"experience":[{"from":"2020-01-02","to":"2020-01-01"}]`, []string{"experience[0].to"}},
		"a job that still runs":                  {`,"experience":[{"from":"2020-01-02"}]`, nil},
		"means of travel and consent":            {`,"transport":["rocket"],"consent":{"sharedWith":["uwv",""]}`, []string{"consent.sharedWith[1]", "transport[0]"}},
		"a year of birth out of range":           {`,"restricted":{"birthYear":1899}`, []string{"restricted.birthYear"}},
		"a year of birth that is not known":      {`,"restricted":{"birthYear":0}`, nil},
		"schooling of an unknown level or state": {`,"education":{"level":"mbo","status":"busy"}`, []string{"education.level", "education.status"}},
	}, (*Candidate).Check)
}

func TestRulesOfTheOtherRecords(t *testing.T) {
	check(t, `{"id":"x","status":"open"`, rules{
		"a surplus needs company and headcount": {"", []string{"company.id", "headcount"}},
		"a sound surplus":                       {`,"company":{"id":"12345678"},"headcount":1`, nil},
		"a surplus gone before it comes":        {`,"company":{"id":"12345678"},"headcount":1000001,"availableFrom":"2026-02-01","availableUntil":"2026-01-01"`, []string{"availableUntil", "headcount"}},
	}, (*Surplus).Check)
	check(t, `{"id":"12345678","status":"active"`, rules{
		"a sound company":                      {`,"sectors":["47"],"establishments":[{"place":{"postcode":"1012"}}]`, nil},
		"a company id is a company number":     {`,"id":"x"`, []string{"id"}},
		"an agreement of an unknown reach":     {`,"agreements":[{"kind":"world"}],"establishments":[{"place":{"postcode":"x"}}]`, []string{"agreements[0].kind", "establishments[0].place.postcode"}},
		"recognised training with a long code": {`,"recognisedTraining":[{"occupation":{"label":"` + strings.Repeat("é", 501) + `"}}]`, []string{"recognisedTraining[0].occupation.label"}},
	}, (*Company).Check)
	check(t, `{"id":"s~v","status":"hired"`, rules{
		"a sound decision":                 {`,"byParty":{"kind":"employer"},"places":2`, nil},
		"a decision is about a pair":       {`,"id":"v"`, []string{"id"}},
		"a pair has two ids and no more":   {`,"id":"a~b~c"`, []string{"id"}},
		"a reason is a code, no free text": {`,"reason":"did not like him"`, []string{"reason"}},
		"fewer positions than none":        {`,"places":-1`, []string{"places"}},
		"accepted by both sides":           {`,"acceptances":[{"side":"supply","party":{"kind":"uwv"},"at":"2026-02-01"},{"side":"demand"}]`, nil},
		"a side that is neither":           {`,"acceptances":[{"side":"us"},{}]`, []string{"acceptances[0].side", "acceptances[1].side"}},
		"a side that says yes twice":       {`,"acceptances":[{"side":"demand"},{"side":"demand"}]`, []string{"acceptances"}},
	}, (*Decision).Check)
}

func TestListsAndTextsAreBounded(t *testing.T) {
	v := Vacancy{ID: "x", Status: VacancyOpen, Title: strings.Repeat("é", MaxLabel), Description: strings.Repeat("x", MaxText+1)}
	v.Skills = make([]SkillAsked, MaxSkills+1)
	v.Languages = make([]Language, MaxItems+1)
	if got := broken(v.Check()); !slices.Equal(got, []string{"description", "languages", "skills"}) {
		t.Errorf("wrong fields %q", got)
	}
}
