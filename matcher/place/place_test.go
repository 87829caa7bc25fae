package place

import (
	"os"
	"path/filepath"
	"testing"
)

// builtInTables returns the built-in tables or ends the test.
func builtInTables(t testing.TB) *Tables {
	t.Helper()
	tables, err := BuiltIn()
	if err != nil {
		t.Fatalf("built-in tables: %v", err)
	}
	return tables
}

// sourceFolder returns the folder with the CBS source data, or skips.
func sourceFolder(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("MATCHD_SHARED_DATA")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared", "data")
	}
	folder := filepath.Join(shared, "geo")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the CBS source data is not here (MATCHD_SHARED_DATA names its folder): %v", err)
	}
	return folder
}

// at makes a point from degrees.
func at(lat, lon float64) Point {
	return Point{Lat: int32(lat * degree), Lon: int32(lon * degree)}
}
