package population

import (
	"strings"
	"testing"
	"testing/fstest"

	"matchd/matcher"
	"matchd/matcher/place"
)

// TestEveryRegionIsServedByItsInhabitants: each of the 35 regions has between half and twice its share of people and
// of vacancies, with something of its own of every kind but surpluses, which follow their sectors.
func TestEveryRegionIsServedByItsInhabitants(t *testing.T) {
	p := demo(t)
	live, work, companies := among{}, among{}, among{}
	for _, c := range people(t) {
		live[region(t, p.Places, c.Place)]++
	}
	for _, v := range vacancies(t) {
		if v.Place != (matcher.Place{}) {
			work[region(t, p.Places, v.Place)]++
		}
	}
	for c := range p.AllCompanies() {
		companies[region(t, p.Places, c.Establishments[0].Place)]++
	}
	all := 0
	for _, r := range p.Places.Regions() {
		all += r.Inhabitants
	}
	for _, r := range p.Places.Regions() {
		share := 100 * float64(r.Inhabitants) / float64(all)
		within(t, "people of "+r.Name, live.percent(r.Code)/share, 0.5, 2)
		within(t, "vacancies of "+r.Name, work.percent(r.Code)/share, 0.5, 2)
		within(t, "companies of "+r.Name, companies.percent(r.Code)/share, 0.5, 2)
	}
	if len(live) != 35 || len(work) != 35 || len(companies) != 35 {
		t.Errorf("people in %d regions, vacancies in %d, companies in %d, want 35", len(live), len(work), len(companies))
	}
}

func TestEveryPlaceOfASurplusIsKnown(t *testing.T) {
	p := demo(t)
	regions := among{}
	for s := range p.AllSurpluses() {
		regions[region(t, p.Places, s.Place)]++
	}
	within(t, "regions with a surplus", float64(len(regions)), 20, 35)
}

func TestTiedSectorsStayInTheirPlaces(t *testing.T) {
	p := demo(t)
	seen := 0
	for j := range p.Config.Companies {
		row := p.sectorOf(j)
		if len(row.places) == 0 {
			continue
		}
		seen++
		for _, e := range p.Company(j).Establishments {
			if !strings.Contains(strings.Join(row.places, " "), e.Place.Municipality) {
				t.Errorf("%s of sector %s works in %s", p.companyName(j), row.code, e.Place.Municipality)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d companies are tied to a place", seen)
	}
}

// Tables of two towns, of one region each, 50 km apart.
func twoTowns(t *testing.T, postcodes string) *place.Tables {
	t.Helper()
	tables, err := place.Load(fstest.MapFS{
		"regions.csv":        {Data: []byte("code,name\nAM01,Noord\nAM02,Zuid\n")},
		"municipalities.csv": {Data: []byte("code,name,region,lat,lon,aliases\nGM0001,Bovendorp,AM01,53.0,6.0,\nGM0002,Onderdorp,AM02,52.5,6.0,\n")},
		"postcodes.csv":      {Data: []byte("postcode,municipality,lat,lon,inhabitants\n" + postcodes)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestNobodyLivesWhereNobodyLives(t *testing.T) {
	c := Demo(asOf())
	c.Places = twoTowns(t, "1001,GM0001,53.0,6.0,0\n1002,GM0001,53.0,6.01,500\n2001,GM0002,52.5,6.0,1500\n")
	c.Candidates = 2_000
	p := made(t, c)
	towns := among{}
	for x := range p.AllCandidates() {
		if x.Place.Postcode == "1001" {
			t.Fatalf("%s lives where nobody does", x.ID)
		}
		towns[region(t, p.Places, x.Place)]++
	}
	within(t, "percent in the smaller town", towns.percent("AM01"), 20, 30)
}

func TestACountryWithoutPeopleMakesNoPopulation(t *testing.T) {
	c := Demo(asOf())
	c.Places = twoTowns(t, "1001,GM0001,53.0,6.0,0\n")
	if _, err := New(c); err == nil || !strings.Contains(err.Error(), "inhabitants") {
		t.Errorf("error %v, want one about inhabitants", err)
	}
}
