package place

import (
	"slices"
	"testing"
)

// regionCodes are the 35 codes of CBS: AM01 to AM38 without 04, 16 and 31.
var regionCodes = []string{
	"AM01", "AM02", "AM03", "AM05", "AM06", "AM07", "AM08", "AM09", "AM10", "AM11", "AM12", "AM13",
	"AM14", "AM15", "AM17", "AM18", "AM19", "AM20", "AM21", "AM22", "AM23", "AM24", "AM25", "AM26",
	"AM27", "AM28", "AM29", "AM30", "AM32", "AM33", "AM34", "AM35", "AM36", "AM37", "AM38",
}

func TestThereAreTheThirtyFiveRegionsOfCBS(t *testing.T) {
	tables := builtInTables(t)
	var codes []string
	inhabitants := 0
	for _, r := range tables.Regions() {
		codes = append(codes, r.Code)
		inhabitants += r.Inhabitants
		if !r.Centre.Known() || r.Name == "" || r.Inhabitants < 100_000 {
			t.Errorf("region is incomplete: %+v", r)
		}
		if one, ok := tables.Region(r.Code); !ok || one.Name != r.Name {
			t.Errorf("Region(%s) = %+v, %v", r.Code, one, ok)
		}
	}
	if !slices.Equal(codes, regionCodes) {
		t.Errorf("codes %v", codes)
	}
	if inhabitants < 17_300_000 || inhabitants > 17_500_000 {
		t.Errorf("%d inhabitants, CBS counts 17.4 million on 1-1-2021", inhabitants)
	}
	if _, ok := tables.Region("AM04"); ok {
		t.Error("AM04 was never given out")
	}
}

func TestEveryMunicipalityLiesInExactlyOneRegion(t *testing.T) {
	tables := builtInTables(t)
	owner := make(map[string]string)
	for _, r := range tables.Regions() {
		for _, m := range r.Municipalities {
			if owner[m] != "" {
				t.Errorf("%s lies in %s and %s", m, owner[m], r.Code)
			}
			owner[m] = r.Code
		}
	}
	all := tables.Municipalities()
	if len(all) != 352 || len(owner) != 352 {
		t.Errorf("%d municipalities, %d of them in a region; 352 in 2021", len(all), len(owner))
	}
	for _, m := range all {
		if owner[m.Code] != m.Region {
			t.Errorf("%s says %s, the regions say %s", m.Code, m.Region, owner[m.Code])
		}
	}
}

func TestEveryPostcodeLiesNearItsMunicipality(t *testing.T) {
	tables := builtInTables(t)
	all := tables.Postcodes()
	if len(all) != 4058 {
		t.Errorf("%d postcodes, want 4058", len(all))
	}
	unknown := 0
	for _, p := range all {
		m, ok := tables.Municipality(p.Municipality)
		switch {
		case !ok:
			t.Errorf("%s has no municipality", p.Code)
		case !p.Point.Known():
			unknown++
		case Metres(p.Point, m.Centre) > 30_000:
			t.Errorf("%s lies %d m from the centre of %s", p.Code, Metres(p.Point, m.Centre), m.Name)
		}
	}
	if unknown != 15 {
		t.Errorf("%d postcodes without coordinate, want 15", unknown)
	}
}

func TestNeighboursAreMutualAndPlausible(t *testing.T) {
	tables := builtInTables(t)
	for _, r := range tables.Regions() {
		if len(r.Neighbours) == 0 || !slices.IsSorted(r.Neighbours) || slices.Contains(r.Neighbours, r.Code) {
			t.Errorf("%s has neighbours %v", r.Code, r.Neighbours)
		}
		for _, n := range r.Neighbours {
			if other, _ := tables.Region(n); !slices.Contains(other.Neighbours, r.Code) {
				t.Errorf("%s is a neighbour of %s, but not the other way", n, r.Code)
			}
		}
	}
	want := map[string][]string{
		"AM01": {"AM02", "AM03"},                 // Groningen: Friesland, Drenthe
		"AM24": {"AM22", "AM25"},                 // Zeeland: Rijnmond, West-Brabant
		"AM30": {"AM33"},                         // Zuid-Limburg: Midden-Limburg
		"AM32": {"AM27", "AM28", "AM29", "AM33"}, // Helmond-De Peel
	}
	for code, neighbours := range want {
		if r, _ := tables.Region(code); !slices.Equal(r.Neighbours, neighbours) {
			t.Errorf("%s %s has neighbours %v, want %v", code, r.Name, r.Neighbours, neighbours)
		}
	}
}

func TestWhatIsHandedOutCannotChangeTheTables(t *testing.T) {
	tables := builtInTables(t)
	tables.Regions()[0].Municipalities[0] = "GM9999"
	tables.Postcodes()[0].Code = "9999"
	one, _ := tables.Region("AM01")
	one.Neighbours[0] = "AM99"
	hague, _ := tables.Municipality("GM0518")
	hague.Aliases[0] = "elsewhere"
	again, _ := tables.Region("AM01")
	still, _ := tables.Municipality("GM0518")
	if again.Neighbours[0] != "AM02" || again.Municipalities[0] != "GM0014" ||
		tables.Postcodes()[0].Code != "1011" || still.Aliases[0] != "Den Haag" {
		t.Error("a copy reached into the tables")
	}
}

func TestTheVersionIsThatOfTheContent(t *testing.T) {
	if a, b := builtInTables(t).Version(), builtInTables(t).Version(); a != b || len(a) != 16 {
		t.Errorf("versions %q and %q", a, b)
	}
}
