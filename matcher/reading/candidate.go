package reading

import "matchd/matcher"

// Told is what somebody says to have. It is never all: what is not told is not known.
type Told struct {
	Education    matcher.EducationLevel // at least
	Languages    []matcher.Language
	Certificates []matcher.Concept
	Licences     []matcher.Licence
}

// Papers reads what the presentation of a candidate tells for the fields that say nothing.
func Papers(c *matcher.Candidate) Told {
	t := Presentation(c.Presentation)
	if c.Education.Level != "" {
		t.Education = ""
	}
	if c.Languages != nil {
		t.Languages = nil
	}
	if c.Certificates != nil {
		t.Certificates = nil
	}
	if c.DrivingLicences != nil {
		t.Licences = nil
	}
	return t
}

// Readings tells what was read as the fields of a candidate would have it.
func (t *Told) Readings() []Reading {
	f := filler{from: "presentation"}
	if t.Education != "" {
		f.tell("education.level", string(t.Education), "")
	}
	f.tellLists(t.Languages, t.Certificates, t.Licences)
	return f.told
}

// Presentation reads what people write of themselves.
func Presentation(text string) Told {
	var t Told
	for _, s := range sentences(text) {
		if s.under != wishes {
			t.read(s)
		}
	}
	return t
}

func (t *Told) read(s sentence) {
	cs := clausesOf(s.words, telling())
	t.Licences = append(t.Licences, licencesHeld(s.text, cs)...)
	languages := languagesOf(cs, "C2")
	papers := make([][]matcher.Concept, len(cs))
	for i := range cs {
		c := &cs[i]
		if c.soft {
			languages[i] = nil
			continue
		}
		level, ok := schoolingIn(c.words)
		if ok && level.meant(c.words) && !teaching.in(c.words) && level.level > t.Education {
			t.Education = level.level
		}
		papers[i] = certificatesIn(c.words)
	}
	alone(cs, papers)
	alone(cs, languages)
	for i := range cs {
		t.Languages, t.Certificates = append(t.Languages, languages[i]...), append(t.Certificates, papers[i]...)
	}
}
