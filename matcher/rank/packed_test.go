package rank

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
)

// draw fills everything that can be set with random values, most of them few, some of any size: whoever gives a row one
// more field finds out here that it has to be packed. Lists of which empty says no more than nil are never drawn empty.
func draw(w *world, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				draw(w, v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[fit.Words]() || w.chance(30) {
			return // words can be made by fit only
		}
		v.Set(reflect.MakeSlice(v.Type(), 1+w.IntN(3), 4))
		for i := range v.Len() {
			draw(w, v.Index(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			draw(w, v.Index(i))
		}
	case reflect.Pointer:
		if w.chance(50) {
			v.Set(reflect.New(v.Type().Elem()))
			draw(w, v.Elem())
		}
	case reflect.String:
		v.SetString(pick(w, "", "a", "b", fmt.Sprint(w.Uint64())))
	case reflect.Bool:
		v.SetBool(w.chance(50))
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int:
		v.SetInt(pick(w, 0, 1, -1, w.Int64N(1<<(min(v.Type().Bits(), 32)-1))))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		v.SetUint(pick(w, 0, 1, w.Uint64N(1<<v.Type().Bits())))
	default:
		panic("a kind that no row had: " + v.Kind().String())
	}
}

// wholeAgain holds that rows come out of a segment, and of one that was merged from several, as they went in.
func wholeAgain[R record, S segment[R]](t *testing.T, b *book[R, S], rows []R) {
	t.Helper()
	b.tier = 2
	for batch := range slices.Chunk(rows, 70) {
		b.change(batch, nil)
	}
	var found []*R
	for i := range rows {
		found = append(found, b.view.Find(rows[i].Key()))
	}
	for i, got := range found {
		if got == nil || !reflect.DeepEqual(*got, rows[i]) || !b.view.Has(rows[i].Key()) {
			t.Fatalf("a row came back as\n%+v\nwant\n%+v", got, rows[i])
		}
	}
	if b.view.Find("nobody") != nil || b.view.Has("nobody") {
		t.Error("a row that was never put is found")
	}
}

func TestRowsComeOutAsTheyWentIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	people, openings := make([]Person, 500), make([]Vacancy, 500)
	for i := range people {
		p, o := &people[i], &openings[i]
		draw(w, reflect.ValueOf(&p.Profile).Elem())
		draw(w, reflect.ValueOf(&o.Opening).Elem())
		p.ID, o.ID = fmt.Sprint("p", i), fmt.Sprint("v", i)
		p.SkillsOpen = p.SkillsOpen && p.Skills != nil
		if w.chance(20) {
			p.Skills, p.SkillsOpen, p.WishedSectors, p.Consent.SharedWith = []fit.SkillHeld{}, false, []matcher.Sector{}, []string{}
			p.Languages, o.Languages, p.Certificates, o.Certificates = []fit.Language{}, []fit.Language{}, []uint32{}, []uint32{}
		}
	}
	wholeAgain(t, NewPeopleBook().book, people)
	wholeAgain(t, NewOpeningsBook().book, openings)
}

// Words can be made by fit only.
func TestRowsKeepWhatTheirWritersCallThings(t *testing.T) {
	t.Parallel()
	j := fittest.Judge()
	var people []Person
	var openings []Vacancy
	for i := range 200 {
		id := fmt.Sprint("r", i)
		called := matcher.Concept{Code: fmt.Sprint("own:", i%7), Label: fmt.Sprint("eigen woord ", i%11)}
		c := matcher.Candidate{ID: id, Skills: []matcher.SkillHeld{{Code: called.Code, Label: called.Label}}, Wishes: matcher.Wishes{Occupations: []matcher.Concept{called}}}
		v := matcher.Vacancy{ID: id, Skills: []matcher.SkillAsked{{Code: called.Code, Label: called.Label}}, Occupation: called}
		people, openings = append(people, Person{j.Profile(&c)}), append(openings, Vacancy{j.Opening(&v)})
		if len(people[i].Words) == 0 || len(openings[i].Words) == 0 {
			t.Fatal("a row without words of its own: the test shows nothing")
		}
	}
	wholeAgain(t, NewPeopleBook().book, people)
	wholeAgain(t, NewOpeningsBook().book, openings)
}

// More values than a column can number are kept all the same.
func TestRowsKeepValuesBeyondTheNumbersOfAColumn(t *testing.T) {
	t.Parallel()
	people := make([]Person, others+200)
	for i := range people {
		people[i] = Person{fit.Profile{ID: fmt.Sprint("p", i), Needs: fit.Needs{Pay: int32(i)}}}
	}
	b := NewPeopleBook()
	b.tier = 2
	half := len(people) / 2
	b.Change(people[:half], nil)
	b.Change(people[half:], nil)
	if len(b.View().parts) != 1 {
		t.Fatal("nothing was merged: the test shows nothing of merging")
	}
	for i := range people {
		if got := b.View().Find(people[i].ID); got.Pay != people[i].Pay {
			t.Fatalf("pay of row %d is %d", i, got.Pay)
		}
	}
}
