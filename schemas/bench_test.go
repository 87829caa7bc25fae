package schemas

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"matchd/matcher"
)

// ordinary is a profile of ordinary size, with a number of skills.
func ordinary(skills int) []byte {
	var list []string
	for i := range skills {
		list = append(list, fmt.Sprintf(`{"code":"esco:%d","label":"Vaardigheid nummer %d","kind":"skill","level":0.7}`, i, i))
	}
	return []byte(candidateOf(`,"responsibleParty":{"kind":"uwv","organisation":"UWV Utrecht","region":"AM13"},"place":{"postcode":"3511 AB"},
		"situation":"atRisk","employer":{"id":"12345678","name":"Voorbeeld BV","sector":{"code":"4711","edition":"2008"},"occupation":{"code":"esco:o1"}},
		"wishes":{"occupations":[{"code":"esco:o1"},{"code":"esco:o2"}],"hours":{"min":24,"max":36},"maxDistanceKm":30},
		"education":{"level":"4"},"languages":[{"code":"nld","oral":"C1","written":"B2"}],"drivingLicences":["B"],
		"experience":[{"occupation":{"code":"esco:o1"},"from":"2015-01-01"}],"skills":[` + strings.Join(list, ",") + `]`))
}

func BenchmarkDecode(b *testing.B) {
	for _, skills := range []int{5, 20} {
		data := ordinary(skills)
		b.Run(fmt.Sprintf("fast/skills=%d", skills), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Decode[matcher.Candidate](data); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("schema/skills=%d", skills), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
				if err != nil {
					b.Fatal(err)
				}
				if err := schemaOf[matcher.Candidate]().Validate(tree); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
