package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"matchd/loadtest/testkit"
)

// source is a folder of the form that CBS data is flattened to.
func source() fstest.MapFS {
	return fstest.MapFS{
		"gemeente_arbeidsmarktregio_2021.csv": {Data: []byte("gemeente_code,gemeente,am_code,am_naam,lon,lat\n" +
			"GM0865,Vught,AM27,Noordoost-Brabant,5.24,51.65\n" +
			"GM0518,'s-Gravenhage,AM21,Haaglanden,4.3,52.06\n" +
			"GM0820,\"Nuenen, Gerwen en Nederwetten\",AM27,Noordoost-Brabant,5.5,51.5\n")},
		"pc4_gemeente_arbeidsmarktregio.csv": {Data: []byte("pc4,plaats,gemeente,gemeente_code,am_code,am_naam,lon,lat,inwoners\n" +
			"5268,Helvoirt,Haaren,,,,5.2,51.6,4885\n" +
			"2268,,,,,,,,NA\n" +
			"2511,Den Haag,'s-Gravenhage,GM0518,AM21,Haaglanden,4.31,52.07,NA\n")},
	}
}

func TestTablesAreSortedCompletedAndWithoutEmptyPlaces(t *testing.T) {
	got, err := tables(source())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"regions.csv": "code,name\nAM21,Haaglanden\nAM27,Noordoost-Brabant\n",
		"municipalities.csv": "code,name,region,lat,lon,aliases\nGM0518,'s-Gravenhage,AM21,52.06,4.3,Den Haag\n" +
			"GM0820,\"Nuenen, Gerwen en Nederwetten\",AM27,51.5,5.5,Nuenen\nGM0865,Vught,AM27,51.65,5.24,\n",
		"postcodes.csv": "postcode,municipality,lat,lon,inhabitants\n2511,GM0518,52.07,4.31,\n5268,GM0865,51.6,5.2,4885\n",
	}
	for name, content := range want {
		if got[name] != content {
			t.Errorf("%s:\n%s\nwant\n%s", name, got[name], content)
		}
	}
}

func TestRunWritesTablesThatLoad(t *testing.T) {
	folder := t.TempDir()
	if err := run(source(), folder); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(filepath.Join(folder, "postcodes.csv")); err != nil || !strings.Contains(string(content), "5268,GM0865") {
		t.Errorf("postcodes.csv: %s, %v", content, err)
	}
}

func TestRunSaysWhatIsMissing(t *testing.T) {
	without := source()
	without["pc4_gemeente_arbeidsmarktregio.csv"] = &fstest.MapFile{Data: []byte("pc4,lat,lon\n1011,52,5\n")}
	if err := run(without, t.TempDir()); err == nil || !strings.Contains(err.Error(), "no column gemeente_code") {
		t.Errorf("a column is missing: %v", err)
	}
	delete(without, "gemeente_arbeidsmarktregio_2021.csv")
	if err := run(without, t.TempDir()); err == nil || !strings.Contains(err.Error(), "gemeente_arbeidsmarktregio_2021.csv") {
		t.Errorf("a file is missing: %v", err)
	}
}

func TestTheCommittedTablesAreWhatTheSourceGives(t *testing.T) {
	got, err := tables(os.DirFS(testkit.SourceData(t, "geo")))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range got {
		if committed, err := os.ReadFile(filepath.Join("..", "tables", name)); err != nil || string(committed) != content {
			t.Errorf("%s differs from what the source gives, or cannot be read: %v", name, err)
		}
	}
}
