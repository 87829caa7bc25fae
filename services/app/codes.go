package app

import (
	"fmt"
	"os"

	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
)

// newJudge reads the taxonomy, the places and the model.
func newJudge(c *Config) (*fit.Judge, error) {
	t, err := loadTaxonomy(c.Taxonomy)
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

func loadTaxonomy(folder string) (*taxonomy.Taxonomy, error) {
	if folder == "" {
		return taxonomy.BuiltIn()
	}
	return taxonomy.Load(os.DirFS(folder))
}

func loadPlaces(folder string) (*place.Tables, error) {
	if folder == "" {
		return place.BuiltIn()
	}
	return place.Load(os.DirFS(folder))
}
