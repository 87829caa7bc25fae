package population

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"matchd/matcher"
	"matchd/matcher/sector"
	"matchd/matcher/taxonomy"
)

// otherName is one of the names that the occupation goes by.
func (v *opening) otherName() string {
	if names := v.occupation.Alternative; len(names) > 0 && v.chance(70) {
		return names[v.ranked(len(names))]
	}
	return v.occupation.Label
}

// The texts are plain Dutch of the kind that vacancy sites carry. Labels of skills come in three sorts of phrase (to
// do, to know, to be), because they are written so in the taxonomies: verbs, subjects and qualities.

// title is the occupation as employers write it: another name, a seniority, (m/v), hours or a town; sometimes a slip.
func (v *opening) title(town string) string {
	name := v.occupation.Label
	if v.chance(45) {
		name = v.otherName()
	}
	if v.chance(5) {
		name = strings.ReplaceAll(name, "-", " ")
	}
	switch {
	case v.seniority > 0 && v.chance(55):
		name = pick(v.dice, []string{"Ervaren ", "Senior ", "Ervaren ", "Allround "}) + name
	case v.Contract.Kind == matcher.Apprenticeship:
		name = pick(v.dice, []string{"Leerling ", "Leerwerkplek ", "BBL "}) + name
	case v.seniority < 0 && v.chance(40):
		name = pick(v.dice, []string{"Startende ", "Junior ", "Aankomend "}) + name
	}
	if v.chance(45) {
		name += pick(v.dice, []string{" (m/v)", " (m/v)", " (m/v/x)", " m/v", " (M/V/X)", " v/m"})
	}
	switch {
	case v.Hours != nil && v.chance(18):
		name += fmt.Sprintf(" - %g uur", *v.Hours.Max)
	case town != "" && v.chance(15):
		name += pick(v.dice, []string{" in ", ", ", " regio "}) + town
	case v.chance(6):
		name += pick(v.dice, []string{" gezocht", " per direct", " gevraagd!"})
	}
	if v.chance(3) {
		return strings.ToUpper(name)
	}
	return capital(name)
}

// capital makes the first letter a capital.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// text is two to five sentences: the work, what it asks, what it offers.
func (v *opening) text(s *sectorRow) string {
	sentences := []string{v.opensWith(s)}
	for _, more := range []func() string{v.tasks, v.wanted, v.conditions, v.closesWith} {
		if sentence := more(); sentence != "" {
			sentences = append(sentences, sentence)
		}
	}
	if len(sentences) == 1 {
		sentences = append(sentences, "Solliciteren kan direct.")
	}
	return strings.Join(sentences, " ")
}

// opensWith names the work by its usual name, which the title need not do, and the sector.
func (v *opening) opensWith(s *sectorRow) string {
	branch := strings.ToLower(sector.Label(s.section, sector.Edition2008, "nl"))
	return fmt.Sprintf(pick(v.dice, []string{
		"Wij zoeken een %s voor ons team in de sector %s.",
		"Als %s werk je in een hecht team (%s).",
		"Voor onze vestiging zoeken wij een %s (sector %s).",
		"Word jij onze nieuwe %s in de sector %s?",
	}), v.occupation.Label, branch)
}

// tasks names some of the skills asked as what is to be done.
func (v *opening) tasks() string {
	done := few(v.dice, v.labels(taxonomy.Competence), 4)
	if len(done) == 0 || v.chance(8) {
		return ""
	}
	return pick(v.dice, []string{"Tot je taken behoren: ", "Je werk bestaat onder meer uit ", "Wat je gaat doen: ",
		"Op een gewone dag doe je het volgende: "}) + enumerate(done) + "."
}

// wanted names knowledge and attitude, two and three of each at most; one vacancy in seven asks neither in its text.
func (v *opening) wanted() string {
	known, manner := few(v.dice, v.labels(taxonomy.Knowledge), 2), few(v.dice, v.labels(taxonomy.Attitude), 3)
	switch {
	case v.chance(15):
		return ""
	case len(known) > 0 && len(manner) > 0:
		return "Je hebt kennis van " + enumerate(known) + "; verder telt voor ons: " + enumerate(manner) + "."
	case len(known) > 0:
		return "Je hebt kennis van " + enumerate(known) + "."
	case len(manner) > 0:
		return pick(v.dice, []string{"Wat wij belangrijk vinden: ", "Dit past bij jou: "}) + enumerate(manner) + "."
	}
	return ""
}

// labels lists the skills of a kind that the vacancy asks.
func (v *opening) labels(kind taxonomy.Kind) []string {
	var all []string
	for _, s := range v.asked {
		if s.Kind == kind {
			all = append(all, s.Label)
		}
	}
	return all
}

// conditions tells of licences, certificates and hours, which a text often does even where the fields are empty.
func (v *opening) conditions() string {
	var parts []string
	if len(v.DrivingLicences) > 0 {
		parts = append(parts, "rijbewijs "+string(v.DrivingLicences[0]))
	}
	for _, c := range v.Certificates {
		parts = append(parts, c.Label)
	}
	var clauses []string
	if len(parts) > 0 && v.chance(70) {
		clauses = append(clauses, "gevraagd: "+enumerate(parts))
	}
	if v.chance(v.trade.irregular) && v.chance(60) {
		clauses = append(clauses, pick(v.dice, []string{"je werkt op wisselende tijden, ook in het weekend",
			"werken in ploegen of in het weekend hoort erbij", "er wordt in onregelmatige diensten gewerkt"}))
	}
	if len(clauses) == 0 {
		return ""
	}
	return capital(strings.Join(clauses, "; ")) + "."
}

// closesWith says what is offered; a job by Open Hiring always says so.
func (v *opening) closesWith() string {
	switch {
	case v.OpenHiring != nil:
		return "Bij deze baan is geen sollicitatiegesprek nodig: wie bovenaan de wachtlijst staat, krijgt de baan."
	case v.Contract.Term == matcher.Permanent && v.chance(50):
		return "Wij bieden een vast contract en goede begeleiding."
	case v.chance(40):
		return pick(v.dice, []string{"Ervaring is mooi, maar je kunt het vak ook bij ons leren.",
			"Reiskosten worden vergoed.", "Wij bieden opleiding en kans op een vast contract.",
			"Ook als je uit een andere sector komt, ben je welkom.", "De uren zijn in overleg."})
	}
	return ""
}

// enumerate joins words as a Dutch sentence does: a, b en c.
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " en " + words[len(words)-1]
}
