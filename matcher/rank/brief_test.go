package rank

import (
	"testing"

	"matchd/matcher/fit"
)

// Bytes and sums of a first look hold no more than so many values and skills: whoever has others is found as well.
func TestPeopleOfMoreValuesThanBriefsHoldAreRankedExactly(t *testing.T) {
	t.Parallel()
	people := peopleSide()
	for seed := range uint64(4) {
		w := newWorld(t, seed)
		rows := w.people(2 * vague)
		for i := range rows {
			p := &rows[i]
			p.Hours = fit.Span{Min: int16(i), Max: int16(i + 100)}
			p.Languages = append(w.languages(), fit.Language{Code: [3]byte{'x', byte(i), byte(i >> 8)}, Oral: 1})
			if i%3 == 0 {
				p.Skills = p.Skills[:0:0]
				for skill := range fit.SkillID(summed + 2) {
					p.Skills = append(p.Skills, fit.SkillHeld{Skill: skill, Level: w.level()})
				}
			}
		}
		v := people.book().change(rows, nil)
		for range 50 {
			if _, err := people.agree(w, v, rows); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
	}
}

func TestSignsTellWhoCannotHoldACertificate(t *testing.T) {
	w := newWorld(t, 1)
	o := w.vacancy("asked")
	o.Certificates = []uint32{1, 2, 8} // 1 and 8 share a bit
	q := w.judge.Model.Plain(today, w.question(false, nil).Viewer)
	l := newVacancyLens(&desk{}, w.judge, &o.Opening, &q)
	all, prior := l.add(fit.Certificates, 1_000_000), l.prior(fit.Certificates)
	for _, c := range []struct {
		held []uint32
		want int64
	}{
		{nil, prior},
		{[]uint32{}, 0},
		{[]uint32{3}, 0},
		{[]uint32{2}, all / 3},
		{[]uint32{8}, 2 * all / 3},
		{[]uint32{2, 8}, all},
		{[]uint32{fit.OthersToo}, prior},
		{[]uint32{fit.OthersToo, 3}, prior},
		{[]uint32{fit.OthersToo, 2, 8}, all},
	} {
		if got := int64(l.bySign[signOf(c.held)]); got != c.want {
			t.Errorf("%v: %d, want %d", c.held, got, c.want)
		}
	}
}
