package indexer

import (
	"fmt"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

// entity says how the records of one topic are read.
type entity struct {
	topic  string
	kind   view.Kind
	decode func(r *schemas.Record, c *view.Change) error
}

// entities are the topics that are folded.
func entities() []entity {
	return []entity{
		{schemas.Vacancies, view.Vacancies, func(r *schemas.Record, c *view.Change) (err error) {
			c.Vacancy, c.Source, err = decode(r, c.ID, func(v *matcher.Vacancy) string { return v.ID })
			return err
		}},
		{schemas.Candidates, view.Candidates, func(r *schemas.Record, c *view.Change) (err error) {
			c.Candidate, c.Source, err = decode(r, c.ID, func(v *matcher.Candidate) string { return v.ID })
			return err
		}},
		{schemas.Surpluses, view.Surpluses, func(r *schemas.Record, c *view.Change) (err error) {
			c.Surplus, c.Source, err = decode(r, c.ID, func(v *matcher.Surplus) string { return v.ID })
			return err
		}},
		{schemas.Companies, view.Companies, func(r *schemas.Record, c *view.Change) (err error) {
			c.Company, c.Source, err = decode(r, c.ID, func(v *matcher.Company) string { return v.ID })
			return err
		}},
		{schemas.Decisions, view.Decisions, func(r *schemas.Record, c *view.Change) (err error) {
			c.Decision, c.Source, err = decode(r, c.ID, func(v *matcher.Decision) string { return v.ID })
			return err
		}},
	}
}

// Topics are the topics that are folded, in the contract's order. A view has marks of each of them.
func Topics() []string {
	var out []string
	for _, e := range entities() {
		out = append(out, e.topic)
	}
	return out
}

func decode[T schemas.Entity](r *schemas.Record, key string, id func(*T) string) (*T, []byte, error) {
	value, _, err := schemas.Decode[T](r.Value)
	if err != nil {
		return nil, nil, err
	}
	if id(&value) != key {
		return nil, nil, matcher.InvalidError{{Field: "id", Reason: "differs from the record's key"}}
	}
	source, err := schemas.Encode(value)
	if err != nil {
		return nil, nil, fmt.Errorf("encode record: %w", err)
	}
	return &value, source, nil
}

// item is one record as the fold deals with it: a change, or a dead letter.
type item struct {
	record schemas.Record
	change view.Change
	reason string // why it is a dead letter; empty = it is not
	class  string // the reason's class, of which there are few, for counting
}

// read turns a record into a change or says why that cannot be.
func (e *entity) read(r schemas.Record) item {
	it := item{record: r}
	it.change = view.Change{Kind: e.kind, ID: string(r.Key), Cause: r.Position}
	if want := schemas.PartitionOf(r.Key, schemas.Partitions); want != r.Partition {
		it.class = "partition"
		it.reason = fmt.Sprintf("in partition %d, but its key belongs in %d (murmur2)", r.Partition, want)
		return it
	}
	if r.Tombstone() {
		return it
	}
	if err := e.decode(&r, &it.change); err != nil {
		it.class, it.reason = "malformed", err.Error()
	}
	return it
}
