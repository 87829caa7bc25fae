package taxonomy

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
)

// preferredLanguage is the language whose labels come first when a folder holds several.
const preferredLanguage = "nl"

// tableFile is one file of the download: <table>_<language>.csv or .csv.gz.
type tableFile struct{ table, language, name string }

// listTables finds the files of the download in a folder, by table, the preferred language first and then by language.
// Of a file that is there plain and gzipped, only the plain one is used. Table names are in lower case.
func listTables(fsys fs.FS) (map[string][]string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, &FileError{File: ".", Err: err}
	}
	var files []tableFile
	for _, entry := range entries {
		stem, ok := strings.CutSuffix(strings.TrimSuffix(entry.Name(), ".gz"), ".csv")
		cut := strings.LastIndexByte(stem, '_')
		if !ok || cut < 0 || entry.IsDir() {
			continue
		}
		files = append(files, tableFile{strings.ToLower(stem[:cut]), strings.ToLower(stem[cut+1:]), entry.Name()})
	}
	slices.SortFunc(files, func(a, b tableFile) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(languageRank(a.language), languageRank(b.language)),
			cmp.Compare(a.language, b.language), cmp.Compare(a.name, b.name))
	})
	files = slices.CompactFunc(files, func(a, b tableFile) bool { return a.table == b.table && a.language == b.language })
	tables := map[string][]string{}
	for _, f := range files {
		tables[f.table] = append(tables[f.table], f.name)
	}
	return tables, nil
}

// languageRank orders the preferred language before all others.
func languageRank(language string) int {
	if language == preferredLanguage {
		return 0
	}
	return 1
}
