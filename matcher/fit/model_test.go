package fit

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"matchd/matcher"
)

func TestWeightsSumToAMillionExactly(t *testing.T) {
	j := newJudge(t)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		factors, exclude := map[ReasonID]float64{}, ReasonSet(0)
		for id := range Reasons {
			if r.IntN(2) == 0 {
				factors[id] = r.ExpFloat64() * 10
			}
			if r.IntN(4) == 0 {
				exclude = exclude.With(id)
			}
		}
		weights, err := j.Model.Weights(factors, exclude, r.IntN(2) == 0)
		if err != nil {
			continue // everything was excluded
		}
		var sum int64
		for id, w := range weights {
			if sum += w; w < 0 || exclude.Has(ReasonID(id)) && w > 0 {
				t.Fatalf("factors %v without %b give %v", factors, exclude, weights)
			}
		}
		if sum != matcher.Million {
			t.Fatalf("factors %v without %b sum to %d", factors, exclude, sum)
		}
	}
}

func TestWeights(t *testing.T) {
	j := newJudge(t)
	all := ReasonSet(1<<Reasons - 1)
	for _, c := range []struct {
		name    string
		factors map[ReasonID]float64
		exclude ReasonSet
		text    bool
		id      ReasonID
		want    int64
	}{
		{"without a word the model's share holds", nil, 0, false, Skills, 210_000},
		{"without a text the text has no share", nil, 0, false, Text, 0},
		{"a text takes its share from all alike", nil, 0, true, Skills, 182_609},
		{"a text has fifteen parts of a hundred and fifteen", nil, 0, true, Text, 130_435},
		{"an only reason has everything", nil, all &^ (1 << Hours), false, Hours, 1_000_000},
		{"a factor of nothing is as good as left out", map[ReasonID]float64{Hours: 0}, 0, false, Hours, 0},
		{"equal parts that do not divide favour the earlier", map[ReasonID]float64{IrregularHours: 1, Contract: 1, WishedSector: 1}, all &^ (1<<IrregularHours | 1<<Contract | 1<<WishedSector), false, WishedSector, 333_334},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := j.Model.Weights(c.factors, c.exclude, c.text)
			if err != nil || got[c.id] != c.want {
				t.Errorf("weight %d, error %v, want %d", got[c.id], err, c.want)
			}
		})
	}
}

func TestWeightsThatCannotBe(t *testing.T) {
	j := newJudge(t)
	for name, c := range map[string]struct {
		factors map[ReasonID]float64
		exclude ReasonSet
	}{
		"everything left out": {nil, 1<<Reasons - 1},
		"a negative factor":   {map[ReasonID]float64{Skills: -1}, 0},
		"no number":           {map[ReasonID]float64{Skills: math.NaN()}, 0},
		"too large a factor":  {map[ReasonID]float64{Skills: 1e9}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var invalid matcher.Invalid
			if _, err := j.Model.Weights(c.factors, c.exclude, false); !errors.As(err, &invalid) || invalid.Field != "weights" {
				t.Errorf("error %v, want one about weights", err)
			}
		})
	}
}

func TestModelsThatCannotBe(t *testing.T) {
	for name, c := range map[string][2]string{
		"weights that do not sum to a million": {`"weight": 210000`, `"weight": 210001`},
		"a reason without an origin":           {`"origin": "Term and kind; as hours. The half tuned on does not measure it: judgement."`, `"origin": ""`},
		"a list of more than counts as one":    {`"named": 4`, `"named": 5`},
		"a prior above a million":              {`"prior": 250000`, `"prior": 1250000`},
		"a curve that rises":                   {`[10, 950000]`, `[10, 1050000]`},
		"a curve that turns back":              {`[10, 950000]`, `[5, 950000]`},
		"a curve that begins later":            {`[[0, 1000000], [5, `, `[[1, 1000000], [5, `},
		"a curve above a whole":                {`[[0, 1000000], [5, `, `[[0, 1000001], [5, `},
		"a curve below nothing":                {`[200, 0]`, `[200, -1]`},
		"skills that follow more than whole":   {`"implied": 800000`, `"implied": 1000001`},
		"a level unknown that is worth more":   {`"unknownLevel": 800`, `"unknownLevel": 1001`},
		"suitable below trainable":             {`"suitable": 750000`, `"suitable": 350000`},
		"bands without an end":                 {`"farthest": 100000`, `"farthest": 0`},
		"something that is not JSON":           {`{`, `[`},
	} {
		t.Run(name, func(t *testing.T) {
			data := bytes.Replace(modelJSON, []byte(c[0]), []byte(c[1]), 1)
			if bytes.Equal(data, modelJSON) {
				t.Fatalf("the model does not hold %s", c[0])
			}
			if _, err := ParseModel(data); err == nil {
				t.Error("it was taken")
			}
		})
	}
}

func TestTheVersionChangesWithTheModel(t *testing.T) {
	a, err := ParseModel(modelJSON)
	if err != nil {
		t.Fatal(err)
	}
	b, err := ParseModel(bytes.Replace(modelJSON, []byte(`"floor": 500000`), []byte(`"floor": 500001`), 1))
	if err != nil || a.Version() == b.Version() || a.Version() == "" {
		t.Errorf("versions %q and %q, error %v", a.Version(), b.Version(), err)
	}
}

func TestReasonsAreFoundByTheirPublishedName(t *testing.T) {
	j := newJudge(t)
	for i, name := range j.Model.ReasonNames() {
		if id, ok := j.Model.Reason(name); !ok || id != ReasonID(i) {
			t.Errorf("reason %q is %d, %t, want %d", name, id, ok, i)
		}
	}
	if _, ok := j.Model.Reason("age"); ok {
		t.Error("there is a reason age")
	}
}
