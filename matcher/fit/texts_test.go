package fit

import (
	"testing"

	"matchd/matcher"
)

func cando(text string) matcher.Candidate { return matcher.Candidate{Presentation: text} }

// TestAPresentationMakesKnownWhatItNamesAndNothingElse: what somebody writes to have counts, what is not written stays
// unknown, and a list goes before the text.
func TestAPresentationMakesKnownWhatItNamesAndNothingElse(t *testing.T) {
	j := dutchJudge(t)
	asks := matcher.Vacancy{
		Status: matcher.VacancyOpen, Education: matcher.EducationAsk{MinimumLevel: "4"}, Certificates: []matcher.Concept{{Label: "VCA basis"}},
		Languages: []matcher.Language{{Code: "eng", Oral: "B2"}}, DrivingLicences: []matcher.Licence{"B"},
	}
	o := j.Opening(&asks)
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	for _, c := range []struct {
		name                                         string
		person                                       matcher.Candidate
		education, certificates, languages, licences matcher.State
	}{
		{"nothing told", cando("Ik werk graag."), matcher.Unknown, matcher.Unknown, matcher.Unknown, matcher.Unknown},
		{"all of it told", cando("Mbo 4 diploma, VCA gehaald en rijbewijs B. Ik spreek goed Engels."), matcher.Met, matcher.Met, matcher.Met, matcher.Met},
		{"other things told", cando("Vmbo diploma, BHV-certificaat, rijbewijs AM. Ik spreek goed Duits."), matcher.Unknown, matcher.Unknown, matcher.Unknown, matcher.Unknown},
		{"less of a language told", cando("Ik spreek redelijk Engels."), matcher.Unknown, matcher.Unknown, matcher.Failed, matcher.Unknown},
		{"lists that are empty or lower beside a text", matcher.Candidate{
			Presentation: "Mbo 4 diploma, VCA gehaald en rijbewijs B. Ik spreek goed Engels.", Education: matcher.Education{Level: "2"},
			Certificates: []matcher.Concept{}, Languages: []matcher.Language{}, DrivingLicences: []matcher.Licence{},
		}, matcher.Failed, matcher.Failed, matcher.Failed, matcher.Failed},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := j.Profile(&c.person)
			terms := j.Terms(&o, &p, &q)
			for id, want := range map[ReasonID]matcher.State{Education: c.education, Certificates: c.certificates, Languages: c.languages} {
				if got := j.state(id, terms[id]); got != want {
					t.Errorf("%s is %s (%+v), want %s", j.Model.Reasons[id].Name, got, terms[id], want)
				}
			}
			if got := drivingLicences(&o, &p, &q); got != c.licences {
				t.Errorf("licences are %s, want %s", got, c.licences)
			}
		})
	}
}

func TestWhatATextAsksIsNoHardBarButForLicences(t *testing.T) {
	j := dutchJudge(t)
	v := matcher.Vacancy{Status: matcher.VacancyOpen, Title: "Timmerman", Description: "Minimaal mbo 4 diploma, VCA, goede beheersing van de Nederlandse taal en 3 jaar ervaring als timmerman. " +
		"Je werkt 40 uur per week in ploegendienst."}
	o := j.Opening(&v)
	if o.Education != 4 || len(o.Certificates) != 1 || len(o.Languages) != 1 || o.Irregular != Yes || o.Hours != (Span{400, 400}) {
		t.Errorf("the text asks %+v", o.Asks)
	}
	no := false
	c := matcher.Candidate{
		Status: matcher.CandidateAvailable, Education: matcher.Education{Level: "1"}, Certificates: []matcher.Concept{}, Languages: []matcher.Language{{Code: "pol", Oral: "C2"}},
		Wishes: matcher.Wishes{IrregularHours: &no}, Experience: []matcher.Experience{{Occupation: matcher.Concept{Label: "kapper"}}},
	}
	p, q := j.Profile(&c), j.Model.Plain(today, matcher.Viewer{All: true})
	if !j.Eligible(&o, &p, &q) {
		t.Errorf("who has nothing of what a text asks fails %s", j.Failing(&o, &p, &q))
	}
	v.Education, v.Certificates, v.Languages, v.IrregularHours = matcher.EducationAsk{MinimumLevel: "2"}, []matcher.Concept{}, []matcher.Language{}, &no
	if o := j.Opening(&v); o.Education != 2 || len(o.Certificates) != 0 || len(o.Languages) != 0 || o.Irregular != No {
		t.Errorf("fields that are there give way to the text: %+v", o.Asks)
	}
}

func TestSpellingsOfACertificateAreOneAndVOLCoversBasis(t *testing.T) {
	j := dutchJudge(t)
	for _, c := range []struct {
		asked, held string
		want        matcher.State
	}{
		{"VCA", "VCA Basis", matcher.Met}, {"VCA", "VCA VOL", matcher.Met}, {"VCA VOL", "VCA", matcher.Failed},
		{"Heftruck certificaat", "heftruckcertificaat", matcher.Met}, {"Event Security Officer", "event security  officer", matcher.Met}, {"BHV", "EHBO", matcher.Failed},
	} {
		o := j.Opening(&matcher.Vacancy{Certificates: []matcher.Concept{{Label: c.asked}}})
		p := j.Profile(&matcher.Candidate{Certificates: []matcher.Concept{{Label: c.held}}})
		if got := j.state(Certificates, j.certificatesHeld(&o.Asks, &p.Needs)); got != c.want {
			t.Errorf("%s asked, %s held: %s, want %s", c.asked, c.held, got, c.want)
		}
	}
}
