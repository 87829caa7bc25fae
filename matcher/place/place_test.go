package place

import (
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

// at makes a point from degrees.
func at(lat, lon float64) Point {
	return Point{Lat: int32(lat * degree), Lon: int32(lon * degree)}
}
