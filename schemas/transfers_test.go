package schemas

import (
	"slices"
	"testing"
)

func TestTransferQueriesNameEveryWrongField(t *testing.T) {
	for name, test := range map[string]struct {
		data string
		want []string
	}{
		"no surplus":                         {`{}`, []string{"surpluses"}},
		"groups of two companies":            {`{"surpluses":[{"headcount":1,"company":{"id":"12345678"}},{"headcount":1,"company":{"id":"87654321"}}]}`, []string{"surpluses[1].company.id"}},
		"two companies, the first not told":  {`{"surpluses":[{"headcount":1},{"headcount":1,"company":{"id":"12345678"}},{"headcount":1,"company":{"id":"87654321"}}]}`, []string{"surpluses[2].company.id"}},
		"an id that repeats and no number":   {`{"surpluses":[{"id":"a","headcount":1},{"id":"a","headcount":0}],"partner":"x"}`, []string{"partner", "surpluses[1].headcount", "surpluses[1].id"}},
		"a member that nobody knows at top":  {`{"surpluses":[{"headcount":1}],"company":"12345678"}`, []string{"company"}},
		"an option that is out of its range": {`{"surpluses":[{"headcount":1}],"limit":101}`, []string{"limit"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := DecodeTransferQuery([]byte(test.data))
			if got := fields(t, err); !slices.Equal(got, test.want) {
				t.Errorf("wrong fields %q, want %q: %v", got, test.want, err)
			}
		})
	}
}

func TestGroupsWithoutACompanyAreOfTheOthers(t *testing.T) {
	for name, c := range map[string]struct {
		data  string
		want  string
		about []string
	}{
		"one tells":    {`{"surpluses":[{"headcount":1},{"headcount":1,"company":{"id":"12345678"}}]}`, "12345678", []string{"12345678"}},
		"nobody tells": {`{"surpluses":[{"headcount":1},{"headcount":1}]}`, nobody, nil},
	} {
		t.Run(name, func(t *testing.T) {
			q, err := DecodeTransferQuery([]byte(c.data))
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range q.Surpluses {
				if s.Company.ID != c.want {
					t.Errorf("%s is of %s, want %s", s.ID, s.Company.ID, c.want)
				}
			}
			if got := q.Companies(); !slices.Equal(got, c.about) {
				t.Errorf("the question is about %q, want %q", got, c.about)
			}
		})
	}
}
