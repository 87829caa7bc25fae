package app

import (
	"fmt"
	"io"
	"time"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/matcher/audit"
)

// fairnessCommand is how large an audit is.
type fairnessCommand struct {
	People int    `default:"3000" help:"Size of the synthetic population; vacancies in proportion."`
	Top    int    `default:"10" help:"How many of a list count as selected."`
	Seed   uint64 `default:"1" help:"Seed of the population."`
}

// run ranks a labelled synthetic population and prints the selection rates of its groups. Nobody real is in it.
func (f *fairnessCommand) run(c *Config, out io.Writer) error {
	judge, err := newJudge(c, nil)
	if err != nil {
		return err
	}
	config := population.Scaled(f.Seed, f.People, matcher.DateOf(time.Now()))
	config.Taxonomy, config.Places = judge.Taxonomy(), judge.Places()
	people, err := population.New(config)
	if err != nil {
		return fmt.Errorf("make population: %w", err)
	}
	report, err := audit.Fairness(judge, people.AllCandidates(), people.AllVacancies(), audit.Options{AsOf: config.AsOf, K: f.Top})
	if err != nil {
		return fmt.Errorf("audit fairness: %w", err)
	}
	_, err = report.WriteTo(out)
	return err
}
