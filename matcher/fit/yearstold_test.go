package fit

import (
	"testing"

	"matchd/matcher"
)

func TestAPresentationTellsHowLongWorkWasDone(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	years := func(n int) int32 { return int32(n * 36525 / 100) }
	for text, want := range map[string]int32{
		"Na 22 jaar als lasser zoek ik iets anders.":                 years(22),
		"Lasser met tien jaar ervaring.":                             years(10),
		"Ik heb een ervaring van 8 jaar als lasser":                  years(8),
		"15 jaar bij een werf gewerkt als lasser":                    years(15),
		"Welder: lasser, 6 years of experience":                      years(6),
		"Ik ben 45 jaar en lasser.":                                  0,
		"Ik woon 10 jaar in Utrecht en ben lasser":                   0,
		"Lasser, 3 jaar geleden gestopt":                             0,
		"5 jaar als lasser en 3 jaar als verpleegkundige":            0,
		"Lasser, 12 jaar ervaring, waarvan 3 jaar ervaring offshore": 0,
		"Ervaren lasser":                                             0,
	} {
		p := j.Profile(&matcher.Candidate{Presentation: text})
		if len(p.Held) == 0 || p.Held[0].Days != want {
			t.Errorf("%q tells of %+v, want %d days", text, p.Held, want)
		}
	}
}

func TestYearsToldAreOfJobsWithoutDates(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	welder := matcher.Concept{Label: "lasser"}
	c := matcher.Candidate{Presentation: "12 jaar als lasser.", Experience: []matcher.Experience{{Occupation: welder}}}
	if p := j.Profile(&c); len(p.Held) != 1 || p.Held[0].Days != 4383 {
		t.Errorf("a job without dates lasted %+v", p.Held)
	}
	c.Experience[0].From = today - 100
	if p := j.Profile(&c); len(p.Held) != 1 || p.Held[0].Days != 0 {
		t.Errorf("a job with dates lasted %+v", p.Held)
	}
	asked := j.Opening(&matcher.Vacancy{Occupation: welder, Experience: []matcher.ExperienceAsk{{Occupation: welder, MinimumYears: new(6.0)}}})
	c.Experience = nil
	p := j.Profile(&c)
	if term := j.experience(&asked.Asks, &p.Needs, today); term != (Term{matcher.Million, true}) {
		t.Errorf("twelve years told of six asked are %+v", term)
	}
}
