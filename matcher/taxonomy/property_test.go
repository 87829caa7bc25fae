package taxonomy_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

// world is a small random download.
type world struct {
	occupations, skills int
	asks                []string // lines of occupationSkillRelations
	broader             []string // lines of broaderRelationsSkillPillar
}

// drawWorld draws a download with a handful of occupations, skills and groups.
func drawWorld(t *rapid.T) world {
	w := world{occupations: rapid.IntRange(1, 12).Draw(t, "occupations"), skills: rapid.IntRange(1, 15).Draw(t, "skills")}
	for range rapid.IntRange(0, 60).Draw(t, "relations") {
		kind := rapid.SampledFrom([]string{"essential", "optional"}).Draw(t, "kind")
		w.asks = append(w.asks, fmt.Sprintf("o:%d,%s,s:%d", rapid.IntRange(0, w.occupations-1).Draw(t, "o"), kind, rapid.IntRange(0, w.skills-1).Draw(t, "s")))
	}
	for range rapid.IntRange(0, 20).Draw(t, "places") {
		w.broader = append(w.broader, fmt.Sprintf("s:%d,g:%d", rapid.IntRange(0, w.skills-1).Draw(t, "child"), rapid.IntRange(0, 4).Draw(t, "group")))
	}
	return w
}

// load writes the download and reads it.
func (w world) load(t interface{ Fatal(...any) }) *taxonomy.Taxonomy {
	var occupations, skills strings.Builder
	for i := range w.occupations {
		fmt.Fprintf(&occupations, "o:%d,%d,beroep nummer%d\n", i, 1000+111*(i%7), i)
	}
	for i := range w.skills {
		fmt.Fprintf(&skills, "s:%d,kunde nummer%d\n", i, i)
	}
	loaded, err := taxonomy.Load(folder(
		"occupations_nl.csv", "conceptUri,iscoGroup,preferredLabel\n"+occupations.String(),
		"skills_nl.csv", "conceptUri,preferredLabel\n"+skills.String(),
		"occupationSkillRelations_nl.csv", "occupationUri,relationType,skillUri\n"+strings.Join(w.asks, "\n"),
		"broaderRelationsSkillPillar_nl.csv", "conceptUri,broaderUri\n"+strings.Join(w.broader, "\n"),
	))
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func TestAnyDownloadGivesSymmetricBoundedNeighbours(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		loaded := drawWorld(r).load(r)
		for a := range loaded.Occupations() {
			for b := range loaded.Occupations() {
				x, y := taxonomy.OccupationID(a), taxonomy.OccupationID(b)
				if c := loaded.OccupationCloseness(x, y); c != loaded.OccupationCloseness(y, x) || (c == 1000) != (a == b) {
					r.Fatalf("closeness of %d and %d is %d", a, b, c)
				}
			}
		}
		for a := range loaded.Skills() {
			for b := range loaded.Skills() {
				x, y := taxonomy.SkillID(a), taxonomy.SkillID(b)
				if c := loaded.SkillCloseness(x, y); c != loaded.SkillCloseness(y, x) || (c == 1000) != (a == b) {
					r.Fatalf("closeness of skills %d and %d is %d", a, b, c)
				}
			}
		}
	})
}

func TestTheOrderOfRelationsChangesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := drawWorld(r)
		first := w.load(r)
		w.asks = rapid.Permutation(w.asks).Draw(r, "asks")
		w.broader = rapid.Permutation(w.broader).Draw(r, "broader")
		second := w.load(r)
		if first.Version() != second.Version() {
			r.Fatalf("versions %s and %s", first.Version(), second.Version())
		}
		for id := range first.Skills() {
			if a, b := first.NearSkills(taxonomy.SkillID(id)), second.NearSkills(taxonomy.SkillID(id)); fmt.Sprint(a) != fmt.Sprint(b) {
				r.Fatalf("skill %d has neighbours %v and %v", id, a, b)
			}
		}
	})
}

func TestNoiseAroundALabelNeverHidesIt(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	rapid.Check(t, func(r *rapid.T) {
		o := dutch.Occupation(taxonomy.OccupationID(rapid.IntRange(0, dutch.Occupations()-1).Draw(r, "id")))
		before := rapid.SampledFrom([]string{"", "Ervaren ", "GEZOCHT: ", "Junior ", "per direct ", "een "}).Draw(r, "before")
		after := rapid.SampledFrom([]string{"", " m/v", " (m/v/x)", " 36 uur", " fulltime", " in Zwolle", " - parttime"}).Draw(r, "after")
		title := before + o.Label + after
		if hits := dutch.FindOccupations(title, 1); rankOf(hits, o.Code) != 0 {
			r.Fatalf("%q gives %v", title, hits)
		}
	})
}
