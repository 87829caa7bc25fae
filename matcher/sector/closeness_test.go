package sector

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestClosenessByWhatTwoCodesShare(t *testing.T) {
	cases := []struct {
		name string
		a, b Code
		want uint16
	}{
		{"five digits", Code{"78201", "2008"}, Code{"78201", "2008"}, 1000},
		{"a class without subclasses", Code{"6201", "2008"}, Code{"62.01", "2008"}, 1000},
		{"a class as four and as five digits", Code{"6210", "2025"}, Code{"62100", "2025"}, 1000},
		{"four digits", Code{"78201", "2008"}, Code{"78202", "2008"}, 800},
		{"three digits", Code{"4711", "2008"}, Code{"4719", "2008"}, 600},
		{"a group with its class", Code{"471", "2008"}, Code{"4719", "2008"}, 600},
		{"two digits", Code{"4711", "2008"}, Code{"4771", "2008"}, 400},
		{"a division with itself", Code{"47", "2008"}, Code{"47", "2008"}, 400},
		{"the section", Code{"4711", "2008"}, Code{"4611", "2008"}, 200},
		{"the first digit is no kinship of its own", Code{"58", "2008"}, Code{"53", "2008"}, 0},
		{"a letter with a class in it", Code{"G", "2008"}, Code{"4711", "2008"}, 200},
		{"a letter with itself", Code{"g", "2008"}, Code{"G", "2008"}, 200},
		{"nothing", Code{"4711", "2008"}, Code{"8610", "2008"}, 0},
		{"the division across editions", Code{"6201", "2008"}, Code{"62010", "2025"}, 400},
		{"the section across editions", Code{"5811", "2008"}, Code{"62100", "2025"}, 200},
		{"no longer a section within 2025", Code{"58110", "2025"}, Code{"62100", "2025"}, 0},
		{"car repair then and now", Code{"4520", "2008"}, Code{"95310", "2025"}, 400},
		{"car repair and shoe repair are one division within 2025", Code{"95310", "2025"}, Code{"95230", "2025"}, 400},
		{"project development then and now", Code{"4110", "2008"}, Code{"68120", "2025"}, 400},
		{"a letter of each", Code{"J", "2008"}, Code{"K", "2025"}, 200},
		{"the same letter of other meaning", Code{"K", "2008"}, Code{"K", "2025"}, 0},
		{"an unknown edition", Code{"6201", "2008"}, Code{"6201", ""}, 0},
		{"a malformed code with itself", Code{"x1", "2008"}, Code{"x1", "2008"}, 0},
		{"an empty code with itself", Code{"", "2025"}, Code{"", "2025"}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Closeness(c.a, c.b); got != c.want {
				t.Errorf("Closeness = %d, want %d", got, c.want)
			}
		})
	}
}

func TestClosenessIsSymmetricAndNobodyIsCloserThanOneself(t *testing.T) {
	code := rapid.Custom(func(t *rapid.T) Code {
		return Code{
			Number:  rapid.StringMatching(`[0-9]{1,6}|[A-Z]`).Draw(t, "number"),
			Edition: rapid.SampledFrom([]string{Edition2008, Edition2025}).Draw(t, "edition"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := code.Draw(t, "a"), code.Draw(t, "b")
		ab := Closeness(a, b)
		if ab != Closeness(b, a) || ab > Closeness(a, a) || ab > Closeness(b, b) {
			t.Fatalf("%v %v: %d, %d; to themselves %d, %d", a, b, ab, Closeness(b, a), Closeness(a, a), Closeness(b, b))
		}
		if !slices.Contains([]uint16{0, 200, 400, 600, 800, 1000}, ab) {
			t.Fatalf("closeness %d is no step", ab)
		}
	})
}

func BenchmarkCloseness(b *testing.B) {
	for b.Loop() {
		Closeness(Code{"62010", Edition2008}, Code{"62100", Edition2025})
	}
}
