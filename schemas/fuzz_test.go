package schemas

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"matchd/matcher"
)

// reversible draws sound records, and reads again what was written of them.
func reversible[T Entity](t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data, err := json.Marshal(record[T]().Draw(t, "record"))
		if err != nil {
			t.Fatal(err)
		}
		v, _, err := Decode[T](data)
		if err != nil {
			t.Skip("a range that ends before it begins")
		}
		again(t, v)
	})
}

// again writes a record, reads it back and compares.
func again[T Entity](t interface{ Fatalf(string, ...any) }, v T) {
	data, err := Encode(v)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	w, warnings, err := Decode[T](data)
	if err != nil || len(warnings) > 0 || !Same(v, w) {
		t.Fatalf("%s came back with %v, %v", data, warnings, err)
	}
	if w, err = DecodeStored[T](data); err != nil || !Same(v, w) {
		t.Fatalf("%s came back from store with %v", data, err)
	}
}

func FuzzDecodeVacancy(f *testing.F)   { fuzz[matcher.Vacancy](f) }
func FuzzDecodeCandidate(f *testing.F) { fuzz[matcher.Candidate](f) }
func FuzzDecodeSurplus(f *testing.F)   { fuzz[matcher.Surplus](f) }
func FuzzDecodeCompany(f *testing.F)   { fuzz[matcher.Company](f) }
func FuzzDecodeDecision(f *testing.F)  { fuzz[matcher.Decision](f) }

// fuzz asks of any bytes: no panic, and what is accepted can be written and read again.
func fuzz[T Entity](f *testing.F) {
	for _, seed := range []string{`{}`, vacancyOf(""), candidateOf(`,"q":[[{"a":null}]],"ID":3`), `{"id":"a~b","revision":1e0,"status":"hired"}`,
		`{"id":"x","revision":2,"status":"open","headcount":3,"company":{"id":"12345678"},"skills":[{"label":1}]}`, "{\"\\u0069d\":1,\"id\":\"\\ud800\"}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if v, _, err := Decode[T](data); err == nil {
			again(t, v)
		}
	})
}
