package place

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a folder with two regions and as little as loads.
func small() fstest.MapFS {
	return fstest.MapFS{
		regionsFile:        {Data: []byte("code,name\nAM02,South\nAM01,North\n")},
		municipalitiesFile: {Data: []byte("code,name,region,lat,lon,aliases\nGM0001,Noord,AM01,53,6,Boven;Top\nGM0002,Zuid,AM02,51,6,\n")},
		postcodesFile:      {Data: []byte("postcode,municipality,lat,lon,inhabitants\n9000,GM0001,53.1,6.5,100\n9001,GM0001,53.3,6.7,300\n6000,,51.2,6.1,\n")},
	}
}

func TestLoadDerivesWhatTheRowsDoNotSay(t *testing.T) {
	tables, err := Load(small())
	if err != nil {
		t.Fatal(err)
	}
	north, _ := tables.Region("AM01")
	if north.Centre != at(53.25, 6.65) || north.Inhabitants != 400 || !slices.Equal(north.Municipalities, []string{"GM0001"}) {
		t.Errorf("north: %+v", north)
	}
	south, _ := tables.Region("AM02")
	if south.Centre != at(51, 6) || len(south.Neighbours) != 0 {
		t.Errorf("a region without inhabitants lies where its municipalities lie: %+v", south)
	}
	if got, ok := tables.Locate("", "top", ""); !ok || got.Municipality != "GM0001" {
		t.Errorf("alias: %+v, %v", got, ok)
	}
	if got, ok := tables.Locate("6000", "", ""); !ok || got != (Location{Point: at(51.2, 6.1), Exact: true}) {
		t.Errorf("a postcode without municipality has a point only: %+v, %v", got, ok)
	}
	if got, _ := tables.Locate("6000", "Zuid", ""); got != (Location{Point: at(51.2, 6.1), Municipality: "GM0002", Region: "AM02", Exact: true}) {
		t.Errorf("the municipality fills in what the postcode leaves open: %+v", got)
	}
}

func TestLoadNamesFileLineAndColumn(t *testing.T) {
	cases := []struct{ name, file, content, want string }{
		{"an empty file", regionsFile, "", "regions.csv:1:1: the file is empty"},
		{"another header", regionsFile, "name,code\n", "regions.csv:1:1: the first line must be code,name"},
		{"a code of another form", regionsFile, "code,name\nAM1,North\n", `regions.csv:2:1: "AM1" is not a code of the form AMnn`},
		{"a missing name", regionsFile, "code,name\nAM01,\n", "regions.csv:2:6: a name of 1 to 100 bytes is needed"},
		{"a code twice", regionsFile, "code,name\nAM01,North\nAM01,South\n", "regions.csv:3:1: AM01 occurs twice"},
		{"a region without municipality", regionsFile, "code,name\nAM01,North\nAM02,South\nAM03,East\n", "regions.csv:4:1: no municipality lies in region AM03"},
		{"too few columns", municipalitiesFile, "code,name,region,lat,lon,aliases\nGM0001,Noord\n", "municipalities.csv:2:1: 2 columns instead of 6"},
		{"an unknown region", municipalitiesFile, "code,name,region,lat,lon,aliases\nGM0001,Noord,AM09,53,6,\n", `municipalities.csv:2:14: "AM09" is not known`},
		{"no centre", municipalitiesFile, "code,name,region,lat,lon,aliases\nGM0001,Noord,AM01,,,\n", "municipalities.csv:2:19: a municipality needs a centre"},
		{"latitude and longitude exchanged", municipalitiesFile, "code,name,region,lat,lon,aliases\nGM0001,Noord,AM01,6,53,\n", `municipalities.csv:2:19: "6" is not a number of degrees from 50.5 to 54`},
		{"not a number", postcodesFile, "postcode,municipality,lat,lon,inhabitants\n9000,GM0001,53,NaN,1\n", `postcodes.csv:2:16: "NaN" is not a number of degrees from 3 to 7.5`},
		{"half a point", postcodesFile, "postcode,municipality,lat,lon,inhabitants\n9000,GM0001,53,,1\n", `postcodes.csv:2:16: "" is not a number of degrees from 3 to 7.5`},
		{"a postcode that starts with nought", postcodesFile, "postcode,municipality,lat,lon,inhabitants\n0900,GM0001,53,6,1\n", `postcodes.csv:2:1: "0900" is not a postcode from 1000 to 9999`},
		{"fewer than no inhabitants", postcodesFile, "postcode,municipality,lat,lon,inhabitants\n9000,GM0001,53,6,-1\n", `postcodes.csv:2:18: "-1" is not a number of inhabitants`},
		{"an open quote", postcodesFile, "postcode,municipality,lat,lon,inhabitants\n9000,\"GM0001,53,6,1\n", `postcodes.csv:2:21: extraneous or missing " in quoted-field`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := small()
			folder[c.file] = &fstest.MapFile{Data: []byte(c.content)}
			tables, err := Load(folder)
			var bad *FormatError
			if !errors.As(err, &bad) || err.Error() != c.want || tables != nil {
				t.Errorf("Load = %v, %v\nwant %s", tables, err, c.want)
			}
		})
	}
}

func TestLoadSaysWhichFileIsMissing(t *testing.T) {
	folder := small()
	delete(folder, municipalitiesFile)
	if _, err := Load(folder); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), municipalitiesFile) {
		t.Errorf("Load = %v", err)
	}
}

func TestLoadReadsWhatASpreadsheetSaves(t *testing.T) {
	folder := small()
	plain, _ := Load(folder)
	for name, file := range folder {
		folder[name] = &fstest.MapFile{Data: []byte("\ufeff" + strings.ReplaceAll(string(file.Data), "\n", "\r\n"))}
	}
	tables, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(tables.Postcodes()) != 3 || tables.Version() == plain.Version() {
		t.Errorf("%d postcodes, version %s and %s", len(tables.Postcodes()), tables.Version(), plain.Version())
	}
}

func TestLoadReadsAFolderOnDisk(t *testing.T) {
	tables, err := Load(os.DirFS("tables"))
	if err != nil {
		t.Fatal(err)
	}
	if tables.Version() != builtInTables(t).Version() {
		t.Error("the same files have another version")
	}
}

func FuzzLoad(f *testing.F) {
	folder := small()
	f.Add(string(folder[regionsFile].Data), string(folder[municipalitiesFile].Data), string(folder[postcodesFile].Data))
	f.Add("code,name\n", "code,name,region,lat,lon,aliases\n", "postcode,municipality,lat,lon,inhabitants\n")
	f.Fuzz(func(t *testing.T, regions, municipalities, postcodes string) {
		tables, err := Load(fstest.MapFS{
			regionsFile:        {Data: []byte(regions)},
			municipalitiesFile: {Data: []byte(municipalities)},
			postcodesFile:      {Data: []byte(postcodes)},
		})
		var bad *FormatError
		if err != nil {
			if tables != nil || !errors.As(err, &bad) || bad.Line < 1 || bad.Column < 1 || bad.File == "" {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		for _, r := range tables.Regions() {
			if !r.Centre.Known() || len(r.Municipalities) == 0 {
				t.Fatalf("loaded a region without a place: %+v", r)
			}
		}
	})
}

func BenchmarkBuiltIn(b *testing.B) {
	for b.Loop() {
		if _, err := BuiltIn(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLocate(b *testing.B) {
	tables := builtInTables(b)
	for b.Loop() {
		tables.Locate("9711 AB", "", "NL")
	}
}
