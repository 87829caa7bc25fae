package place

import (
	"strconv"
	"testing"

	"matchd/loadtest/testkit"
)

// sourceRows reads a file of the CBS source data as maps by column name.
func sourceRows(t *testing.T, file string) []map[string]string {
	t.Helper()
	head, records := testkit.Table(t, testkit.SourceData(t, "geo/"+file))
	var rows []map[string]string
	for _, record := range records {
		row := make(map[string]string)
		for i, name := range head {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestEveryMunicipalityIsAsInTheSource(t *testing.T) {
	tables := builtInTables(t)
	rows := sourceRows(t, "gemeente_arbeidsmarktregio_2021.csv")
	if len(rows) != len(tables.Municipalities()) {
		t.Errorf("%d municipalities in the source, %d here", len(rows), len(tables.Municipalities()))
	}
	for _, row := range rows {
		m, _ := tables.Municipality(row["gemeente_code"])
		r, _ := tables.Region(m.Region)
		if m.Name != row["gemeente"] || m.Region != row["am_code"] || r.Name != row["am_naam"] {
			t.Errorf("%+v in %s, the source says %v", m, r.Name, row)
		}
		if got, ok := tables.Locate("", row["gemeente"], ""); !ok || got.Municipality != row["gemeente_code"] {
			t.Errorf("%s is not found by its name: %+v", row["gemeente"], got)
		}
	}
}

func TestEveryPostcodeIsLocatedAsInTheSource(t *testing.T) {
	tables := builtInTables(t)
	for _, row := range sourceRows(t, "pc4_gemeente_arbeidsmarktregio.csv") {
		got, ok := tables.Locate(row["pc4"], "", "")
		if row["gemeente_code"] == "" {
			if ok != (row["lat"] != "") {
				t.Errorf("%s: %+v, %v although the source knows no municipality and the latitude %q", row["pc4"], got, ok, row["lat"])
			}
			continue
		}
		if !ok || got.Municipality != row["gemeente_code"] || got.Region != row["am_code"] || got.Exact != (row["lat"] != "") {
			t.Errorf("%+v, %v; the source says %v", got, ok, row)
		}
		lat, _ := strconv.ParseFloat(row["lat"], 64)
		lon, _ := strconv.ParseFloat(row["lon"], 64)
		if got.Exact && Metres(got.Point, at(lat, lon)) > 2 {
			t.Errorf("%s lies at %v, the source says %s, %s", row["pc4"], got.Point, row["lat"], row["lon"])
		}
	}
}
