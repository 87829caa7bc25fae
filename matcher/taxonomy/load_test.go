package taxonomy_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

// The smallest download that has everything: two languages, relations, groups.
const (
	occupationsNL = "conceptUri,iscoGroup,preferredLabel,altLabels\no:cook,5120,kok,\"keukenkok\nchef de partie\"\no:weld,7212,lasser,\n"
	occupationsEN = "conceptUri,iscoGroup,preferredLabel,altLabels\no:cook,5120,cook,line cook\no:weld,7212,welder,\n"
	skillsEN      = "conceptUri,skillType,preferredLabel,altLabels,status\ns:boil,skill/competence,boil eggs,,released\ns:steel,knowledge,steel,,released\ns:old,,obsolete thing,,obsolete\n"
	demands       = "occupationUri,relationType,skillType,skillUri\no:cook,optional,,s:boil\no:cook,essential,,s:boil\no:weld,essential,,s:steel\no:weld,optional,,urn:esco-skill-label:1\no:gone,essential,,s:boil\n"
	iscoNL        = "code,preferredLabel\n5120,Koks\n"
)

// folder makes a folder out of names and contents.
func folder(files ...string) fstest.MapFS {
	f := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		f[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return f
}

// gzipped packs a text.
func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestADownloadInTwoLanguagesIsRead(t *testing.T) {
	loaded, err := taxonomy.Load(folder("occupations_en.csv", occupationsEN, "occupations_nl.csv.gz", gzipped(t, occupationsNL),
		"skills_en.csv", "\xEF\xBB\xBF"+skillsEN, "occupationSkillRelations_en.csv", demands, "ISCOGroups_nl.csv", iscoNL, "README.md", "no table"))
	if err != nil {
		t.Fatal(err)
	}
	id, known := loaded.OccupationID("o:cook")
	cook := loaded.Occupation(id)
	if !known || cook.Label != "kok" || !slices.Equal(cook.Alternative, []string{"keukenkok", "chef de partie", "cook", "line cook"}) {
		t.Errorf("the Dutch label does not come first: %+v", cook)
	}
	if len(cook.Essential) != 1 || len(cook.Optional) != 0 || cook.EducationLevel != "2" || cook.Group != "5120" {
		t.Errorf("essential does not win, or level and group are wrong: %+v", cook)
	}
	if label, _ := loaded.GroupLabel("5120"); label != "Koks" {
		t.Errorf("group is %q", label)
	}
	steel, _ := loaded.SkillID("s:steel")
	nameless, known := loaded.SkillID("urn:esco-skill-label:1")
	if loaded.Skill(steel).Kind != taxonomy.Knowledge || !known || loaded.Skill(nameless).Label != "urn:esco-skill-label:1" || loaded.Skills() != 3 {
		t.Errorf("skills are %+v and %+v of %d", loaded.Skill(steel), loaded.Skill(nameless), loaded.Skills())
	}
	if hits := loaded.FindOccupations("welders", 1); len(hits) != 1 || hits[0].Code != "o:weld" || hits[0].Label != "lasser" {
		t.Errorf("an English plural gives %v", hits)
	}
}

func TestOnlyOccupationsAreNeeded(t *testing.T) {
	loaded, err := taxonomy.Load(folder("occupations_nl.csv", occupationsNL))
	if err != nil || loaded.Occupations() != 2 || loaded.Skills() != 0 {
		t.Fatalf("%v %v", loaded, err)
	}
	if hits := loaded.FindSkills("koken", 3); len(hits) != 0 || len(loaded.SkillsIn("koken")) != 0 {
		t.Errorf("skills are found where there are none: %v", hits)
	}
}

func TestTheOrderOfRecordsDoesNotChangeTheVersion(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(demands), "\n")
	slices.Reverse(lines[1:])
	one, err1 := taxonomy.Load(folder("occupations_nl.csv", occupationsNL, "skills_en.csv", skillsEN, "occupationSkillRelations_nl.csv", demands))
	two, err2 := taxonomy.Load(folder("occupations_nl.csv", occupationsNL, "skills_en.csv", skillsEN, "occupationSkillRelations_nl.csv", strings.Join(lines, "\n")))
	other, err3 := taxonomy.Load(folder("occupations_nl.csv", occupationsNL, "skills_en.csv", skillsEN))
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	if one.Version() != two.Version() || one.Version() == other.Version() {
		t.Errorf("versions are %s, %s and %s", one.Version(), two.Version(), other.Version())
	}
}

func TestWhatIsWrongWithAFileIsSaid(t *testing.T) {
	for _, row := range []struct {
		why    string
		folder fs.FS
		want   error
		says   []string
	}{
		{"no files", folder(), taxonomy.ErrMissingFile, []string{"occupations_<language>.csv"}},
		{"only skills", folder("skills_en.csv", skillsEN), taxonomy.ErrMissingFile, []string{"occupations"}},
		{"an empty file", folder("occupations_nl.csv", ""), taxonomy.ErrMissingColumn, []string{"occupations_nl.csv", "conceptUri"}},
		{"a column gone", folder("occupations_nl.csv", "conceptUri,label\nx,y\n"), taxonomy.ErrMissingColumn, []string{"occupations_nl.csv", "preferredLabel"}},
		{"an empty code", folder("occupations_nl.csv", "conceptUri,preferredLabel\na,b\n,c\n"), taxonomy.ErrEmptyCell, []string{"line 3", "conceptUri"}},
		{"a record too short", folder("occupations_nl.csv", "conceptUri,preferredLabel\na\n"), nil, []string{"occupations_nl.csv", "wrong number of fields"}},
		{"a quote left open", folder("occupations_nl.csv", occupationsNL, "skills_nl.csv", "conceptUri,preferredLabel\na,\"b\n"), nil, []string{"skills_nl.csv"}},
		{"no gzip inside", folder("occupations_nl.csv.gz", occupationsNL), gzip.ErrHeader, []string{"occupations_nl.csv.gz"}},
		{"gzip cut off", folder("occupations_nl.csv.gz", gzipped(t, occupationsNL)[:40]), nil, []string{"occupations_nl.csv.gz"}},
	} {
		_, err := taxonomy.Load(row.folder)
		var file *taxonomy.FileError
		if !errors.As(err, &file) || row.want != nil && !errors.Is(err, row.want) {
			t.Errorf("%s gives %v", row.why, err)
			continue
		}
		for _, says := range row.says {
			if !strings.Contains(err.Error(), says) {
				t.Errorf("%s: %q does not say %q", row.why, err, says)
			}
		}
	}
}

func TestCirclesAmongSkillGroupsDoNoHarm(t *testing.T) {
	broader := "conceptUri,broaderUri\ns:boil,g:1\ns:steel,g:1\ng:1,g:2\ng:2,g:1\ns:steel,s:boil\ns:boil,s:steel\n"
	loaded, err := taxonomy.Load(folder("occupations_nl.csv", occupationsNL, "skills_en.csv", skillsEN,
		"broaderRelationsSkillPillar_nl.csv", broader, "skillSkillRelations_nl.csv", "originalSkillUri,relationType,relatedSkillUri\ns:boil,essential,s:steel\ns:boil,optional,s:none\ns:boil,optional,s:boil\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c := loaded.SkillCloseness(0, 1); c != 600 {
		t.Errorf("closeness is %d, want the 600 of an essential relation", c)
	}
	checkNeighbours(t, loaded)
}

func FuzzLoad(f *testing.F) {
	f.Add(occupationsNL, skillsEN, demands)
	f.Add("conceptUri,preferredLabel\n\"a\",\"b\nc\"\n", "", "x")
	f.Fuzz(func(t *testing.T, occupations, skills, relations string) {
		loaded, err := taxonomy.Load(folder("occupations_nl.csv", occupations, "skills_nl.csv", skills, "occupationSkillRelations_nl.csv", relations))
		var file *taxonomy.FileError
		if err != nil {
			if !errors.As(err, &file) {
				t.Fatalf("an error that names no file: %v", err)
			}
			return
		}
		checkNeighbours(t, loaded)
		for id := range loaded.Occupations() {
			loaded.FindOccupations(loaded.Occupation(taxonomy.OccupationID(id)).Label, 3)
		}
	})
}

func FuzzFind(f *testing.F) {
	for _, row := range messyTitles {
		f.Add(row.title)
	}
	f.Add("(((a)b)c)")
	f.Add("\xff\x00ı̇İẞ'’.+#")
	f.Add(vacancy)
	dutch := fittest.Judge().Taxonomy()
	f.Fuzz(func(t *testing.T, text string) {
		for _, hits := range [][]taxonomy.Hit{dutch.FindOccupations(text, 5), dutch.FindSkills(text, 5), dutch.SkillsIn(text), dutch.OccupationsIn(text)} {
			for i, h := range hits {
				if h.Confidence == 0 || h.Confidence > 1000 || h.Code == "" || i > 0 && hits[i-1].Confidence < h.Confidence {
					t.Fatalf("%q gives %v", text, hits)
				}
			}
		}
	})
}

// TestMovesRaiseClosenessBothWays also covers moves to what is not there and a pair that is nearer without its move.
func TestMovesRaiseClosenessBothWays(t *testing.T) {
	occupations := "conceptUri,iscoGroup,preferredLabel\no:a,1111,alfa\no:b,2222,bravo\no:c,3333,charlie\no:d,1111,delta\n"
	moves := "occupationUri,moveType,relatedOccupationUri\no:b,near,o:a\no:a,step,o:c\no:a,near,o:none\no:a,step,o:d\no:a,near,o:a\n"
	plain, err := taxonomy.Load(folder("occupations_nl.csv", occupations))
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := taxonomy.Load(folder("occupations_nl.csv", occupations, "occupationMoves_nl.csv", moves))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ a, b, want uint16 }{{0, 1, 500}, {0, 2, 350}, {1, 2, 0}, {0, 3, 400}, {0, 0, 1000}} {
		a, b := taxonomy.OccupationID(c.a), taxonomy.OccupationID(c.b)
		if there, back := loaded.OccupationCloseness(a, b), loaded.OccupationCloseness(b, a); there != c.want || back != c.want {
			t.Errorf("closeness of %d and %d is %d and %d, want %d", a, b, there, back, c.want)
		}
	}
	if plain.Version() == loaded.Version() {
		t.Error("moves do not show in the version")
	}
	checkNeighbours(t, loaded)
}
