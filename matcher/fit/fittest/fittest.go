// Package fittest gives tests judges of real codes, and records that fit one another. Only tests import it.
package fittest

import (
	"os"
	"sync"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
)

// Today is the day that questions of tests are asked for: 2026-03-02.
const Today = matcher.Date(739_677)

var (
	builtIn = sync.OnceValue(func() *fit.Judge { return JudgeOf(testkit.Must(taxonomy.BuiltIn())) })
	esco    = sync.OnceValue(func() *taxonomy.Taxonomy {
		return testkit.Must(taxonomy.Load(os.DirFS(testkit.SourcePath(ESCOFolder))))
	})
)

// Judge judges by all that is built in. It is one for all tests of a package, which also shows that sharing it is safe.
func Judge() *fit.Judge { return builtIn() }

// JudgeOf makes a judge by a taxonomy of the test's own, the built-in places and the default model.
func JudgeOf(graph *taxonomy.Taxonomy) *fit.Judge {
	return &fit.Judge{Vocabulary: fit.NewVocabulary(graph, testkit.Must(place.BuiltIn())), Model: testkit.Must(fit.DefaultModel())}
}

// ESCOFolder is the official download of ESCO among the source data.
const ESCOFolder = "esco/official-layout"

// ESCO is the taxonomy of the official download, one for all tests of a package; where that is not here, the test is skipped.
func ESCO(t testing.TB) *taxonomy.Taxonomy {
	t.Helper()
	testkit.SourceData(t, ESCOFolder)
	return esco()
}

// Nurse is an available person in Utrecht, known to UWV and shared with municipalities, who was a nurse and wants to stay one.
func Nurse(id string) matcher.Candidate {
	return matcher.Candidate{
		ID: id, Revision: 1, Status: matcher.CandidateAvailable, Place: matcher.Place{Postcode: "3511"},
		ResponsibleParty: matcher.Party{Kind: matcher.UWV}, Consent: matcher.Consent{SharedWith: []string{"municipality"}},
		Wishes:     matcher.Wishes{Occupations: []matcher.Concept{{Label: "verpleegkundige"}}},
		Experience: []matcher.Experience{{Occupation: matcher.Concept{Label: "verpleegkundige"}}},
	}
}

// Nursing is an open vacancy in Utrecht that asks for a nurse.
func Nursing(id string) matcher.Vacancy {
	return matcher.Vacancy{
		ID: id, Revision: 1, Status: matcher.VacancyOpen, Title: "Verpleegkundige", Occupation: matcher.Concept{Label: "verpleegkundige"},
		Place: matcher.Place{Postcode: "3511"},
	}
}
