package place

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:generate go run ./generate ../../../shared/data/geo tables

//go:embed tables/*.csv
var builtIn embed.FS

// BuiltIn returns the tables that the project carries: the 352 municipalities
// and 35 regions of 2021. Every call parses them anew, which takes about
// ten milliseconds; keep the result. An error means a broken build.
func BuiltIn() (*Tables, error) {
	folder, err := fs.Sub(builtIn, "tables")
	if err != nil {
		return nil, fmt.Errorf("open built-in tables: %w", err)
	}
	return Load(folder)
}
