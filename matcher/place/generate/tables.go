package main

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// placed gives the municipality of nine postcodes that the source leaves open
// although it knows where they lie: the villages of Haaren, which was divided
// on 1 January 2021 (Biezenmortel, Haaren, Helvoirt, Esch), and five small
// areas. Each is the municipality of 2021 whose boundary the point lies within.
func placed() map[string]string {
	return map[string]string{
		"5074": "GM0855", "5076": "GM0824", "5268": "GM0865", "5296": "GM0757",
		"1853": "GM0399", "2019": "GM0392", "3199": "GM0599", "6421": "GM0917", "9085": "GM0080",
	}
}

// aliases gives names in everyday use that CBS does not write.
func aliases() map[string]string {
	return map[string]string{"GM0518": "Den Haag", "GM0796": "Den Bosch", "GM0820": "Nuenen"}
}

// tables returns the content of each table by file name, from the source files
// gemeente_arbeidsmarktregio_2021.csv and pc4_gemeente_arbeidsmarktregio.csv.
// Postcodes of which the source knows neither municipality nor point are left
// out: they say nothing about a place.
func tables(source fs.FS) (map[string]string, error) {
	municipalities, err := columns(source, "gemeente_arbeidsmarktregio_2021.csv", "gemeente_code", "gemeente", "am_code", "lat", "lon", "am_naam")
	if err != nil {
		return nil, err
	}
	postcodes, err := columns(source, "pc4_gemeente_arbeidsmarktregio.csv", "pc4", "gemeente_code", "lat", "lon", "inwoners")
	if err != nil {
		return nil, err
	}
	var regionLines, municipalityLines, postcodeLines []string
	for _, m := range municipalities {
		regionLines = append(regionLines, line(m[2], m[5]))
		municipalityLines = append(municipalityLines, line(m[0], m[1], m[2], m[3], m[4], aliases()[m[0]]))
	}
	for _, p := range postcodes {
		if p[1] == "" {
			p[1] = placed()[p[0]]
		}
		if p[1] != "" || p[2] != "" {
			postcodeLines = append(postcodeLines, line(p[0], p[1], p[2], p[3], strings.TrimPrefix(p[4], "NA")))
		}
	}
	return map[string]string{
		"regions.csv":        lines("code,name", unique(regionLines)),
		"municipalities.csv": lines("code,name,region,lat,lon,aliases", unique(municipalityLines)),
		"postcodes.csv":      lines("postcode,municipality,lat,lon,inhabitants", unique(postcodeLines)),
	}, nil
}

// columns reads the named columns of a file, in the order asked for.
func columns(source fs.FS, file string, names ...string) ([][]string, error) {
	content, err := fs.ReadFile(source, file)
	if err != nil {
		return nil, fmt.Errorf("read source: %w", err)
	}
	all, err := csv.NewReader(strings.NewReader(string(content))).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", file, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("parse %s: the file is empty", file)
	}
	picked := make([][]string, len(all)-1)
	for _, name := range names {
		at := slices.Index(all[0], name)
		if at < 0 {
			return nil, fmt.Errorf("parse %s: no column %s", file, name)
		}
		for i, record := range all[1:] {
			picked[i] = append(picked[i], record[at])
		}
	}
	return picked, nil
}

// line writes one record; a field with a comma or a quote is quoted.
func line(fields ...string) string {
	for i, f := range fields {
		if strings.ContainsAny(f, ",\"") {
			fields[i] = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
		}
	}
	return strings.Join(fields, ",")
}

// unique returns the records in ascending order, each once.
func unique(records []string) []string {
	slices.Sort(records)
	return slices.Compact(records)
}
