package fit

import (
	"testing"

	"matchd/matcher"
)

func TestCertificates(t *testing.T) {
	asks := Asks{Certificates: []uint32{3, 8}}
	checkTerms(t, Certificates, []termCase{
		{"all held fit in full", asks, Needs{Certificates: []uint32{2, 3, 8}}, knownAt(1_000_000)},
		{"one of two is a half", asks, Needs{Certificates: []uint32{8}}, knownAt(500_000)},
		{"an empty list holds none", asks, Needs{Certificates: []uint32{}}, knownAt(0)},
		{"without a list it is not known", asks, Needs{}, unknownAt(300_000)},
		{"none asked is not known", Asks{}, Needs{Certificates: []uint32{3}}, unknownAt(300_000)},
	})
}

func TestWishedSector(t *testing.T) {
	offers := func(code string) Asks { return Asks{Sector: matcher.Sector{Code: code}} }
	wishes := func(codes ...string) (n Needs) {
		for _, c := range codes {
			n.WishedSectors = append(n.WishedSectors, matcher.Sector{Code: c})
		}
		return n
	}
	checkTerms(t, WishedSector, []termCase{
		{"a company inside the division wished fits in full", offers("86101"), wishes("86"), knownAt(1_000_000)},
		{"a company inside the section wished fits in full", offers("86101"), wishes("Q"), knownAt(1_000_000)},
		{"the nearest of several wishes counts", offers("86101"), wishes("25", "86"), knownAt(1_000_000)},
		{"the same section only is near", offers("87901"), wishes("86"), knownAt(200_000)},
		{"another section does not fit", offers("25110"), wishes("86"), knownAt(0)},
		{"no wish is not known", offers("86101"), Needs{}, unknownAt(500_000)},
		{"a company without a sector is not known", Asks{}, wishes("86"), unknownAt(500_000)},
	})
}

func TestHours(t *testing.T) {
	offers := func(low, high int16) Asks { return Asks{Hours: Span{low, high}} }
	wishes := func(low, high int16) Needs { return Needs{Hours: Span{low, high}} }
	checkTerms(t, Hours, []termCase{
		{"ranges that touch fit in full", offers(240, 320), wishes(320, 400), knownAt(1_000_000)},
		{"four hours apart cost four twentieths", offers(240, 280), wishes(320, 400), knownAt(800_000)},
		{"more hours than wished cost as much", offers(360, 400), wishes(160, 320), knownAt(800_000)},
		{"an open end touches everything on its side", offers(320, -1), wishes(-1, 400), knownAt(1_000_000)},
		{"thirty hours apart leave nothing", offers(400, 400), wishes(80, 100), knownAt(0)},
		{"unknown hours are not known", offers(400, 400), wishes(-1, -1), unknownAt(600_000)},
	})
}

func TestContract(t *testing.T) {
	offers := func(k matcher.ContractKind, term matcher.ContractTerm) Asks {
		return Asks{ContractKind: k, ContractTerm: term}
	}
	wishes := func(k matcher.ContractKind, term matcher.ContractTerm) Needs {
		return Needs{ContractKind: k, ContractTerm: term}
	}
	checkTerms(t, Contract, []termCase{
		{"kind and term as wished fit in full", offers(matcher.Regular, matcher.Permanent), wishes(matcher.Regular, matcher.Permanent), knownAt(1_000_000)},
		{"another kind costs a half", offers(matcher.Apprenticeship, matcher.Permanent), wishes(matcher.Regular, matcher.Permanent), knownAt(500_000)},
		{"temporary for permanent costs a half", offers(matcher.Regular, matcher.Temporary), wishes(matcher.Regular, matcher.Permanent), knownAt(500_000)},
		{"permanent for temporary costs nothing", offers(matcher.Regular, matcher.Permanent), wishes(matcher.Regular, matcher.Temporary), knownAt(1_000_000)},
		{"both other leave nothing", offers(matcher.Volunteer, matcher.Temporary), wishes(matcher.Regular, matcher.Permanent), knownAt(0)},
		{"only one side known is not known", offers(matcher.Regular, ""), wishes("", matcher.Permanent), unknownAt(600_000)},
	})
}

func TestIrregularHours(t *testing.T) {
	checkTerms(t, IrregularHours, []termCase{
		{"regular work suits everybody", Asks{Irregular: No}, Needs{}, knownAt(1_000_000)},
		{"irregular work suits who wants it", Asks{Irregular: Yes}, Needs{Irregular: Yes}, knownAt(1_000_000)},
		{"irregular work does not suit who does not", Asks{Irregular: Yes}, Needs{Irregular: No}, knownAt(0)},
		{"irregular work for an unknown wish is not known", Asks{Irregular: Yes}, Needs{}, unknownAt(600_000)},
		{"unknown work is not known", Asks{}, Needs{Irregular: No}, unknownAt(600_000)},
	})
}

func TestDistance(t *testing.T) {
	near := Needs{Point: utrecht}
	checkTerms(t, Distance, []termCase{
		{"the same place fits in full", Asks{Point: utrecht}, near, knownAt(1_000_000)},
		{"across the country does not fit", Asks{Point: groningen, Remote: 0}, Needs{Point: utrecht}, knownAt(20_181)},
		{"work from home makes distance nothing", Asks{Point: groningen, Remote: 1000}, near, knownAt(1_000_000)},
		{"work from home needs no place", Asks{Remote: 1000}, Needs{}, knownAt(1_000_000)},
		{"an unknown place is not known", Asks{}, near, unknownAt(400_000)},
	})
	j := newJudge(t)
	half := j.distance(&Asks{Point: amsterdam, Remote: 500}, &near).Value
	if whole := j.distance(&Asks{Point: amsterdam}, &near).Value; half <= whole {
		t.Errorf("half the week at home fits %d, every day on site %d", half, whole)
	}
}

func TestTheCurveOfDistanceNeverRises(t *testing.T) {
	j := newJudge(t)
	last := int64(matcher.Million)
	for metres := int64(0); metres < 300_000; metres += 500 {
		value := j.Model.DistanceValue(metres)
		if value > last || value < 0 {
			t.Fatalf("at %d m it is %d, after %d", metres, value, last)
		}
		last = value
	}
	if last != 0 {
		t.Errorf("at 300 km %d is left", last)
	}
}

func TestStart(t *testing.T) {
	checkTerms(t, Start, []termCase{
		{"free on the day it begins", Asks{Start: today}, Needs{From: today}, knownAt(1_000_000)},
		{"free before it begins", Asks{Start: today}, Needs{From: today - 200}, knownAt(1_000_000)},
		{"free 45 days later costs a half", Asks{Start: today}, Needs{From: today + 45}, knownAt(500_000)},
		{"free half a year later leaves nothing", Asks{Start: today}, Needs{From: today + 180}, knownAt(0)},
		{"an unknown day is not known", Asks{Start: today}, Needs{}, unknownAt(600_000)},
	})
}

func TestPay(t *testing.T) {
	checkTerms(t, Pay, []termCase{
		{"at least what is wished fits in full", Asks{Pay: 2000}, Needs{Pay: 2000}, knownAt(1_000_000)},
		{"half of it leaves a quarter", Asks{Pay: 1000}, Needs{Pay: 2000}, knownAt(250_000)},
		{"unknown pay is not known", Asks{Pay: 2000}, Needs{}, unknownAt(500_000)},
	})
}

func TestTextCountsForTheSideThatIsListed(t *testing.T) {
	found := func(number uint32) int64 { return map[uint32]int64{0: 100_000, 1: 700_000, 2: 300_000}[number] }
	for _, c := range []struct {
		name            string
		openings        bool
		vacancy, person uint32
		texts           Texts
		want            int64
	}{
		{"a person who was found", false, 2, 1, found, 700_000},
		{"a vacancy that was found", true, 2, 1, found, 300_000},
		{"nobody that was found", false, 1, 3, found, 0},
		{"a person who is not stored", false, 1, 0, found, 0},
		{"no text", true, 2, 1, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := Question{Openings: c.openings, Texts: c.texts}
			if got := text(&Opening{Number: c.vacancy}, &Profile{Number: c.person}, &q); got != knownAt(c.want) {
				t.Errorf("text is %+v, want %d", got, c.want)
			}
		})
	}
}
