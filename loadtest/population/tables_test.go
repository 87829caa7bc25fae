package population

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/sector"
	"matchd/matcher/taxonomy"
)

func TestTradesSayOnlyWhatTheContractKnows(t *testing.T) {
	trades, err := readTrades()
	if err != nil {
		t.Fatal(err)
	}
	for key, row := range trades {
		for _, s := range row.sectors {
			if s != "*" && len(s) > 1 && !sector.Valid(s, sector.Edition2008) {
				t.Errorf("%s works in %s, which is no sector", key, s)
			}
		}
		for _, l := range row.licences {
			if !slices.Contains(matcher.Licences(), matcher.Licence(l.what)) {
				t.Errorf("%s needs licence %s, which is none", key, l.what)
			}
		}
		for _, l := range row.languages {
			if len(l.what) != 3 || matcher.CEFR(l.level).Rank() == 0 {
				t.Errorf("%s needs %s at %s", key, l.what, l.level)
			}
		}
		for _, a := range slices.Concat(row.licences, row.languages, row.certificates) {
			within(t, key+" asks "+a.what+" in percent", float64(a.percent), 1, 100)
		}
		within(t, key+" percent", float64(max(row.irregular, row.partTime, row.remote)), 0, 100)
		within(t, key+" wage", float64(row.wage), 2_300, 9_000)
	}
}

// TestEveryTradeIsUsed: a refinement names an occupation of the built-in taxonomy, and every other key is a group.
func TestEveryTradeIsUsed(t *testing.T) {
	trades, err := readTrades()
	if err != nil {
		t.Fatal(err)
	}
	used := map[*trade]bool{}
	tax := demo(t).Taxonomy
	for id := range tax.Occupations() {
		used[tradeOf(trades, tax.Occupation(job(id)))] = true
	}
	for key, row := range trades {
		if _, err := strconv.Atoi(key); err != nil && !used[row] {
			t.Errorf("no occupation ends in %q", key)
		}
		if _, err := strconv.Atoi(key); err == nil && len(key) > 4 {
			t.Errorf("%s is no group of ISCO-08", key)
		}
	}
	for group := range 10 {
		if trades[strconv.Itoa(group)] == nil {
			t.Errorf("nothing follows from group %d", group)
		}
	}
}

func TestOccupationsFindTheirTrade(t *testing.T) {
	trades, err := readTrades()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		occupation taxonomy.Occupation
		want       string
	}{
		"by the longest group":              {taxonomy.Occupation{Code: "x", Group: "8332"}, "8332"},
		"by a shorter one":                  {taxonomy.Occupation{Code: "x", Group: "8331"}, "8331"},
		"by the first digit":                {taxonomy.Occupation{Code: "x", Group: "4999"}, "4"},
		"by name before group":              {taxonomy.Occupation{Code: "urn:x:orderpicker", Group: "9333"}, "9333"},
		"by the end of the code":            {taxonomy.Occupation{Code: "urn:x:grondsteward", Group: "4221"}, "grondsteward"},
		"by the end of a web address":       {taxonomy.Occupation{Code: "http://x/verhuizer", Group: "9333"}, "verhuizer"},
		"as simple work where nothing fits": {taxonomy.Occupation{Code: "x"}, "9"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tradeOf(trades, test.occupation); got != trades[test.want] {
				t.Errorf("got %+v, want that of %s", got, test.want)
			}
		})
	}
}

// TestEverySectorHasWorkOfItsOwn: in every sector most of the work is done by occupations that belong there.
func TestEverySectorHasWorkOfItsOwn(t *testing.T) {
	p := demo(t)
	for s := range p.sectors {
		own, d := 0, thrown(t, s)
		for range 200 {
			if o := p.labour.draw(d, s); p.labour.trades[o].sectors[0] != "*" {
				own++
			}
		}
		within(t, "percent of own work in sector "+p.sectors[s].code, float64(own)/2, 50, 100)
	}
}

func TestSharesOfSectorsAddUp(t *testing.T) {
	all := 0
	for _, s := range demo(t).sectors {
		all += s.share
		if s.surplus > 0 && (s.most < 5 || s.most > 400) {
			t.Errorf("sector %s has surpluses of up to %d", s.code, s.most)
		}
		for _, gm := range s.places {
			if _, ok := demo(t).Places.Municipality(gm); !ok {
				t.Errorf("sector %s is tied to %s, which is no municipality", s.code, gm)
			}
		}
	}
	within(t, "millionths of all vacancies", float64(all), 995_000, 1_005_000)
}

func TestListsInTablesAreRead(t *testing.T) {
	var n numbers
	got := n.askedIn("B:40,eng:B2:80")
	want := []asked{{what: "B", percent: 40}, {what: "eng", level: "B2", percent: 80}}
	if !slices.Equal(got, want) || n.err != nil {
		t.Errorf("got %v, %v, want %v", got, n.err, want)
	}
	if got := n.askedIn(""); got != nil {
		t.Errorf("nothing asked, but %v", got)
	}
	if n.askedIn("B:many"); n.err == nil || !strings.Contains(n.err.Error(), "read number") {
		t.Errorf("error %v, want one about a number", n.err)
	}
	if _, err := rows("none.csv"); err == nil {
		t.Error("a table that is not there was read")
	}
}

// TestSectionsAreAsCBSCounts compares the table with the mean of 2022 Q3 to 2023 Q2 in StatLine 80472ned.
func TestSectionsAreAsCBSCounts(t *testing.T) {
	folder := testkit.SourceData(t, "labour-market")
	titles := map[string]string{}
	for _, row := range zipped(t, filepath.Join(folder, "cbs_sectoren_metadata.csv.gz"), ',') {
		titles[strings.TrimSpace(row[0])] = row[1]
	}
	counts, all := map[string]float64{}, 0.0
	for _, row := range zipped(t, filepath.Join(folder, "cbs_vacatures.csv.gz"), ';') {
		n, err := strconv.ParseFloat(strings.TrimSpace(row[3]), 64)
		if err != nil || !slices.Contains([]string{"2022KW03", "2022KW04", "2023KW01", "2023KW02"}, row[2]) {
			continue
		}
		letter, _, _ := strings.Cut(titles[strings.TrimSpace(row[1])], " ")
		counts[letter] += n
		if letter == "A-U" {
			all += n
		}
	}
	sections, err := readSections()
	if err != nil {
		t.Fatal(err)
	}
	for letter, thousandths := range sections {
		within(t, "thousandths of section "+letter, 1000*counts[letter]/all, float64(thousandths)-0.6, float64(thousandths)+0.6)
	}
}

// zipped reads a gzipped table without its line of names.
func zipped(t *testing.T, file string, comma rune) [][]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text := bufio.NewReader(z)
	if mark, err := text.Peek(3); err == nil && string(mark) == "\ufeff" {
		text.Discard(3)
	}
	r := csv.NewReader(text)
	r.Comma = comma
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

// TestOccupationsOfESCOMakeAPopulation works on the three thousand occupations of the official download, without
// their skills, which take the taxonomy long to compare.
func TestOccupationsOfESCOMakeAPopulation(t *testing.T) {
	folder, files := testkit.SourceData(t, fittest.ESCOFolder), fstest.MapFS{}
	for _, name := range []string{"occupations_nl.csv.gz", "skills_nl.csv.gz", "ISCOGroups_nl.csv.gz"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Skipf("part of the download is not here: %v", err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	loaded, err := taxonomy.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	c := Demo(asOf())
	c.Taxonomy = loaded
	p := made(t, c)
	sound(t, p, 300)
	for s := range p.sectors {
		within(t, "occupations in sector "+p.sectors[s].code, float64(len(p.labour.jobs[s])), 20, 2_500)
	}
}
