package app

import (
	"fmt"
	"io/fs"
	"os"

	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
)

// newJudge reads the taxonomy, the places and the model; progress, where given, is told how many bytes of how many of a
// taxonomy of one's own have been read.
func newJudge(c *Config, progress func(done, total int)) (*fit.Judge, error) {
	t, err := loadTaxonomy(c.Taxonomy, progress)
	if err != nil {
		return nil, fmt.Errorf("read taxonomy: %w", err)
	}
	p, err := loadPlaces(c.Places)
	if err != nil {
		return nil, fmt.Errorf("read places: %w", err)
	}
	m, err := fit.DefaultModel()
	if err != nil {
		return nil, err
	}
	return &fit.Judge{Vocabulary: fit.NewVocabulary(t, p), Model: m}, nil
}

func loadTaxonomy(folder string, progress func(done, total int)) (*taxonomy.Taxonomy, error) {
	if folder == "" {
		return taxonomy.BuiltIn()
	}
	files := os.DirFS(folder)
	if progress != nil {
		files = &counted{FS: files, total: size(files), progress: progress}
	}
	return taxonomy.Load(files)
}

// size is how many bytes the files of a folder have; what cannot be asked counts for nothing.
func size(files fs.FS) (total int) {
	entries, _ := fs.ReadDir(files, ".")
	for _, e := range entries {
		if info, err := e.Info(); err == nil && !e.IsDir() {
			total += int(info.Size())
		}
	}
	return total
}

// counted tells how much of its files has been read.
type counted struct {
	fs.FS
	read, total int
	progress    func(done, total int)
}

// Open opens a file whose reading counts.
func (c *counted) Open(name string) (fs.File, error) {
	f, err := c.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if list, ok := f.(fs.ReadDirFile); ok {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return list, nil
		}
	}
	return &countedFile{f, c}, nil
}

type countedFile struct {
	fs.File
	of *counted
}

// Read counts.
func (f *countedFile) Read(data []byte) (int, error) {
	n, err := f.File.Read(data)
	f.of.read += n
	f.of.progress(min(f.of.read, f.of.total), f.of.total)
	return n, err
}

func loadPlaces(folder string) (*place.Tables, error) {
	if folder == "" {
		return place.BuiltIn()
	}
	return place.Load(os.DirFS(folder))
}
