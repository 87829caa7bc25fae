package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/schemas/vum"
)

// corpus is where the lines of VUM lie.
type corpus struct {
	Data         string `env:"MATCHD_SHARED_DATA" default:"../shared/data" help:"Folder that holds vum/ and esco/."`
	DistanceUnit int    `default:"100" help:"Unit of distances in metres: 1000 in the standard, 100 in the accreditation corpus."`
}

// mapped are records of one kind as our own JSON, and why others could not be mapped.
type mapped struct {
	ids     []string
	bodies  [][]byte
	lines   int
	refused map[string]int
}

func (c corpus) vacancies() (mapped, error) {
	return mapFile(filepath.Join(c.Data, "vum", "vacatures_corpus.jsonl.gz"), c.options(), vum.Vacancy)
}

func (c corpus) candidates() (mapped, error) {
	return mapFile(filepath.Join(c.Data, "vum", "werkzoekenden_corpus.jsonl.gz"), c.options(), vum.Candidate)
}

func (c corpus) options() vum.Options {
	return vum.Options{DistanceUnitMetres: c.DistanceUnit, Revision: 1, ResponsibleParty: matcher.Party{Kind: matcher.UWV}}
}

func mapFile[T schemas.Entity](path string, o vum.Options, read func([]byte, vum.Options) (T, error)) (mapped, error) {
	m := mapped{refused: map[string]int{}}
	file, err := os.Open(path)
	if err != nil {
		return m, fmt.Errorf("open corpus: %w", err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return m, fmt.Errorf("unzip corpus: %w", err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, schemas.MaxBytes)
	for ; lines.Scan(); m.lines++ {
		v, err := read(lines.Bytes(), o)
		if err != nil {
			m.refused[err.Error()]++
			continue
		}
		body, err := schemas.Encode(v)
		if err != nil {
			return m, err
		}
		m.ids, m.bodies = append(m.ids, schemas.KeyOf(v)), append(m.bodies, body)
	}
	if err := lines.Err(); err != nil {
		return m, fmt.Errorf("read corpus: %w", err)
	}
	return m, nil
}

// vumCommand pushes the corpus.
type vumCommand struct {
	service
	kafka
	corpus
	Singly int `default:"200" help:"How many of each kind are put one by one and timed before the rest goes by batch."`
}

// vumKind is what became of one kind of record.
type vumKind struct {
	Lines      int            `json:"lines"`
	Distinct   int            `json:"distinctIds"`
	Unmapped   map[string]int `json:"unmapped,omitempty"`
	Outcomes   outcomes       `json:"outcomes"`
	Searchable int            `json:"searchable"`
}

// vumFigures are the figures of one run.
type vumFigures struct {
	Kinds       map[kind]*vumKind `json:"kinds"`
	Pushes      []percentiles     `json:"pushes"`
	BatchToAll  float64           `json:"batchToAllSearchableMs"`
	DeadLetters map[string]int    `json:"deadLetters"` // by reason
}

// Run pushes, waits until all is folded, and compares.
func (v *vumCommand) Run(ctx context.Context, r report) error {
	c, err := v.service.open()
	if err != nil {
		return err
	}
	figures := vumFigures{Kinds: map[kind]*vumKind{}}
	all := map[kind]mapped{}
	for k, read := range map[kind]func() (mapped, error){vacancies: v.vacancies, candidates: v.candidates} {
		if all[k], err = read(); err != nil {
			return err
		}
		m := all[k]
		figures.Kinds[k] = &vumKind{Lines: m.lines, Distinct: len(slices.Compact(slices.Sorted(slices.Values(m.ids)))), Unmapped: m.refused}
	}
	if figures.Pushes, err = timePushes(ctx, c, v.single(all), 0); err != nil {
		return err
	}
	if err := figures.batch(ctx, c, all); err != nil {
		return err
	}
	if len(v.Brokers) > 0 {
		if figures.DeadLetters, err = v.deadLetters(ctx); err != nil {
			return err
		}
	}
	return r.show(figures, figures.print)
}

// single takes the first of each kind by turns. No word of theirs is theirs alone, so they are not searched for.
func (v *vumCommand) single(all map[kind]mapped) []pushed {
	var out []pushed
	for i := range v.Singly {
		for _, k := range []kind{vacancies, candidates} {
			if i < len(all[k].ids) {
				out = append(out, pushed{kind: k, id: all[k].ids[i], body: all[k].bodies[i]})
			}
		}
	}
	return out
}

// batch pushes everything, also what was put singly: the same content again is no change.
func (f *vumFigures) batch(ctx context.Context, c *client, all map[kind]mapped) error {
	began, want := time.Now(), map[kind]int{}
	for k, m := range all {
		done, err := c.pushAll(ctx, k, m.bodies)
		if err != nil {
			return err
		}
		f.Kinds[k].Outcomes = done
		want[k] = f.Kinds[k].Distinct
	}
	have, err := c.awaitTotals(ctx, want, searchableWithin)
	f.BatchToAll = float64(time.Since(began).Milliseconds())
	for k, n := range have {
		f.Kinds[k].Searchable = n
	}
	return err
}

// deadLetters reads every dead letter and counts the reasons.
func (v *vumCommand) deadLetters(ctx context.Context) (reasons map[string]int, err error) {
	log, err := v.kafka.open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	letters, err := deadLetters(ctx, log)
	reasons = map[string]int{}
	for _, l := range letters {
		reasons[l.reason]++
	}
	return reasons, err
}

func (f vumFigures) print(out io.Writer) {
	for _, k := range slices.Sorted(maps.Keys(f.Kinds)) {
		one := f.Kinds[k]
		fmt.Fprintf(out, "%s: %d lines, %d ids, unmapped %v; batch by status %v, refused %v, warnings %v; searchable %d\n",
			k, one.Lines, one.Distinct, one.Unmapped, one.Outcomes.Status, one.Outcomes.Refused, one.Outcomes.Warned, one.Searchable)
	}
	table(out, f.Pushes...)
	fmt.Fprintf(out, "batch of all to all searchable: %.0f ms\ndead letters by reason: %v\n", f.BatchToAll, f.DeadLetters)
}
