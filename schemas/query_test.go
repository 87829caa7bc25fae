package schemas

import (
	"reflect"
	"slices"
	"testing"
)

func TestMatchQueriesNameEveryWrongField(t *testing.T) {
	for name, test := range map[string]struct {
		data string
		want []string
	}{
		"no record":                        {`{"limit":5}`, []string{"vacancy"}},
		"two records":                      {`{"vacancy":{},"candidate":{}}`, []string{"vacancy"}},
		"no JSON":                          {`{`, []string{""}},
		"options and record at once":       {`{"vacancy":{"positions":-1},"limit":101,"weights":{"skills":11,"age":1},"must":["x"],"asOf":"soon"}`, []string{"asOf", "limit", "must[0]", "vacancy.positions", "weights.age", "weights.skills"}},
		"a wrong type hides nothing":       {`{"candidate":{"skills":3,"situation":"x"},"explain":"no"}`, []string{"candidate.situation", "candidate.skills", "explain"}},
		"an unknown option":                {`{"candidate":{},"limt":5}`, []string{"limt"}},
		"personal data in the profile":     {`{"candidate":{"email":"a@b.nl"}}`, []string{"candidate.email"}},
		"a region and a band that is none": {`{"candidate":{},"region":["Utrecht"],"band":"good","exclude":["skills","y"],"maxDistanceKm":-1}`, []string{"band", "exclude[1]", "maxDistanceKm", "region[0]"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := DecodeMatchQuery([]byte(test.data))
			if got := fields(t, err); !slices.Equal(got, test.want) {
				t.Errorf("wrong fields %q, want %q: %v", got, test.want, err)
			}
		})
	}
}

func TestMatchQueriesCompleteTheRecord(t *testing.T) {
	q, err := DecodeMatchQuery([]byte(`{"vacancy":{"title":"Bakker","email":"jobs@x.nl","newer":1},"weights":{"skills":2},"asOf":"2026-02-01"}`))
	if err != nil {
		t.Fatal(err)
	}
	if q.Vacancy.Status != "open" || q.Vacancy.ID == "" || q.Vacancy.Title != "Bakker" || q.Weights["skills"] != 2 || q.AsOf.String() != "2026-02-01" {
		t.Errorf("read %+v %+v", q.Vacancy, q.MatchOptions)
	}
}

func TestCandidateSearchesNameEveryWrongField(t *testing.T) {
	for name, test := range map[string]struct {
		data string
		want []string
	}{
		"codes that are none":          {`{"sector":["bakery"],"region":["AM1"],"municipality":["Utrecht"],"language":["nl"],"drivingLicence":["Q"]}`, []string{"drivingLicence[0]", "language[0]", "municipality[0]", "region[0]", "sector[0]"}},
		"names out of their lists":     {`{"status":["open"],"educationLevel":["mbo"],"contractKind":["gig"],"contractTerm":["x"],"sort":"best"}`, []string{"contractKind[0]", "contractTerm[0]", "educationLevel[0]", "sort", "status[0]"}},
		"a distance from nowhere":      {`{"maxDistanceKm":5}`, []string{"near"}},
		"numbers out of range":         {`{"limit":1000,"minimumHours":-1,"maximumHours":200,"near":"35"}`, []string{"limit", "maximumHours", "minimumHours", "near"}},
		"an unknown member and a type": {`{"regions":["AM13"],"query":5}`, []string{"query", "regions"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := DecodeCandidateSearch([]byte(test.data))
			if got := fields(t, err); !slices.Equal(got, test.want) {
				t.Errorf("wrong fields %q, want %q: %v", got, test.want, err)
			}
		})
	}
	s, err := DecodeCandidateSearch([]byte(`{"query":"deeg","region":["AM13","AM12"],"near":"3511","maxDistanceKm":20,"educationLevel":["4+"],"facets":false}`))
	if err != nil || !reflect.DeepEqual(s.Region, []string{"AM13", "AM12"}) || s.Facets == nil {
		t.Errorf("read %+v, %v", s, err)
	}
}

func TestReasonNamesAreThoseOfTheDescription(t *testing.T) {
	var described []string
	for _, v := range at(parsed(t, "openapi.json"), "#/components/schemas/ReasonName")["enum"].([]any) {
		described = append(described, v.(string))
	}
	if !slices.Equal(described, ReasonNames()) {
		t.Errorf("described %q, in Go %q", described, ReasonNames())
	}
}

func FuzzDecodeMatchQuery(f *testing.F) {
	f.Add([]byte(`{"candidate":{"skills":["x"]},"weights":{"skills":2},"region":["AM13"]}`))
	f.Add([]byte(`{"vacancy":null,"candidate":{"employer":{"name":"x"}},"must":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if q, err := DecodeMatchQuery(data); err == nil && (q.Vacancy == nil) == (q.Candidate == nil) {
			t.Error("accepted a question without its one record")
		}
	})
}

func FuzzDecodeCandidateSearch(f *testing.F) {
	f.Add([]byte(`{"query":"x","limit":5,"near":"3511","sort":"distance"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := DecodeCandidateSearch(data); err == nil && (s.Limit < 0 || s.Limit > MaxLimit) {
			t.Error("accepted a limit out of range")
		}
	})
}
