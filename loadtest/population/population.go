package population

import (
	"errors"
	"fmt"
	"iter"

	"matchd/matcher"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
)

// Config says which population is made. Equal configurations make equal populations. Candidates and vacancies do not
// depend on how many of them there are, so a population can be enlarged by more of them; they do depend on the
// companies and surpluses, which they refer to.
type Config struct {
	Seed uint64       // any number
	AsOf matcher.Date // the day around which everything happens, in the years 1970 to 2100; required

	Candidates, Vacancies, Surpluses int // how many; 0 or more
	Companies                        int // how many, 1 to MaxCompanies; at least one to every surplus

	Taxonomy *taxonomy.Taxonomy // nil = the built-in one
	Places   *place.Tables      // nil = the built-in ones
}

// MaxCompanies bounds the companies of one population: the numbers that their range of ids has room for.
const MaxCompanies = 900_000

// Demo is the population that the service shows when it is started without anything else.
func Demo(asOf matcher.Date) Config {
	return Config{Seed: 2020_11_30, AsOf: asOf, Candidates: 6_000, Vacancies: 2_500, Surpluses: 120, Companies: 900}
}

// Scaled is a population with this many candidates and the other records in the proportions of [Demo], a little
// rounded up: a million candidates bring 416,667 vacancies, 20,000 surpluses and 150,000 companies.
func Scaled(seed uint64, candidates int, asOf matcher.Date) Config {
	part := func(of int) int { return (candidates*of + 5_999) / 6_000 }
	return Config{Seed: seed, AsOf: asOf, Candidates: candidates, Vacancies: part(2_500), Surpluses: part(120),
		Companies: max(1, part(900))}
}

// Population makes the records of one configuration. It never changes, so any number of goroutines may use it. Of all
// records it keeps only what others must know to refer to them: 12 bytes a company and a sum for every surplus.
//
// Ids are the number of the record: candidate-0000000, vacancy-0000000, surplus-000000, and for companies a number in
// the form of the trade register that belongs to nobody, 00100000 for company 0. A number beyond the configured size
// is no record of the population.
type Population struct {
	Config
	sectors   []sectorRow
	country   *geography
	labour    *labour
	seats     *register
	headcount weighted // of the surpluses
}

// New prepares a population. It fails on sizes out of range, on a missing day, and where the taxonomy or the places
// are empty. It takes some tens of milliseconds, and as much again for every 20,000 companies.
func New(c Config) (*Population, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if err := c.fill(); err != nil {
		return nil, err
	}
	p := &Population{Config: c}
	var err error
	if p.sectors, err = readSectors(); err != nil {
		return nil, fmt.Errorf("read sectors: %w", err)
	}
	if p.country, err = newGeography(c.Places); err != nil {
		return nil, err
	}
	if p.labour, err = newLabour(c.Taxonomy, p.sectors); err != nil {
		return nil, err
	}
	p.seats = p.newRegister()
	for k := range c.Surpluses {
		p.headcount.add(p.headcountOf(k))
	}
	return p, nil
}

// check finds the first number that is out of its range.
func (c *Config) check() error {
	switch {
	case c.AsOf <= 0 || c.AsOf.Time().Year() < 1970 || c.AsOf.Time().Year() > 2100:
		return errors.New("population needs a day (AsOf) in the years 1970 to 2100")
	case c.Candidates < 0 || c.Vacancies < 0 || c.Surpluses < 0:
		return errors.New("sizes of a population must not be below 0")
	case c.Companies < 1 || c.Companies > MaxCompanies:
		return fmt.Errorf("companies must be 1 to %d, got %d", MaxCompanies, c.Companies)
	case c.Companies < c.Surpluses:
		return fmt.Errorf("%d companies are too few for %d surpluses", c.Companies, c.Surpluses)
	}
	return nil
}

// fill loads the built-in tables where none are given.
func (c *Config) fill() (err error) {
	if c.Taxonomy == nil {
		if c.Taxonomy, err = taxonomy.BuiltIn(); err != nil {
			return fmt.Errorf("load taxonomy: %w", err)
		}
	}
	if c.Places == nil {
		if c.Places, err = place.BuiltIn(); err != nil {
			return fmt.Errorf("load places: %w", err)
		}
	}
	return nil
}

// AllCandidates gives every candidate in order; so do the others for their kind.
func (p *Population) AllCandidates() iter.Seq[matcher.Candidate] {
	return each(p.Config.Candidates, p.Candidate)
}

// AllVacancies gives every vacancy in order.
func (p *Population) AllVacancies() iter.Seq[matcher.Vacancy] {
	return each(p.Config.Vacancies, p.Vacancy)
}

// AllSurpluses gives every surplus in order.
func (p *Population) AllSurpluses() iter.Seq[matcher.Surplus] {
	return each(p.Config.Surpluses, p.Surplus)
}

// AllCompanies gives every company in order.
func (p *Population) AllCompanies() iter.Seq[matcher.Company] {
	return each(p.Config.Companies, p.Company)
}

// each gives the first n records of a kind.
func each[T any](n int, record func(int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := range n {
			if !yield(record(i)) {
				return
			}
		}
	}
}
