package reading

import (
	"slices"
	"strings"
)

// sentence is a part of a text that stands alone, in lower case, under the kind of heading that comes before it.
type sentence struct {
	text  string
	words []word
	under heading
	above bool // it is a heading itself
}

// heading is what the sentences below one are about.
type heading uint8

const (
	noHeading heading = iota
	demands           // wij vragen, functie-eisen
	wishes            // pré's
	offers            // wij bieden
	other             // taken, over ons
)

// sentences cuts a text at the ends of sentences, lines and items, and at colons behind headings.
func sentences(text string) (out []sentence) {
	under := noHeading
	for line := range strings.FieldsFuncSeq(strings.ToLower(text), endsLine) {
		parts, labelled := cut(line), false
		for i, s := range parts {
			ws := wordsOf(s)
			if len(ws) == 0 {
				continue
			}
			h, is := headingOf(strings.TrimSpace(s), ws)
			if is && i+1 < len(parts) && labels.in(ws) && strings.TrimSpace(parts[i+1]) != "" {
				labelled, is = true, false // "Opleiding: mbo 4" is no heading of what comes below
			} else if is {
				under = h
			}
			one := sentence{s, ws, under, is}
			if labelled {
				one.under = demands
			}
			out = append(out, one)
		}
	}
	return out
}

// labels are words before a colon that say what stands behind it on the line.
var labels = words("opleiding opleidingsniveau opleidingseis niveau diploma diplomas taal talen taalniveau taaleis certificaat certificaten werkervaring ervaring rijbewijs uren")

func endsLine(r rune) bool {
	switch r {
	case '\n', '\r', ';', '!', '•', '·', '▪', '*':
		return true
	}
	return false
}

// cut ends a sentence behind a point, question mark or colon with a space behind it, unless the point shortens a word.
func cut(line string) (out []string) {
	from := 0
	for i := 0; i < len(line); i++ {
		if b := line[i]; b != '.' && b != '?' && b != ':' || i+1 < len(line) && line[i+1] != ' ' || b == '.' && shortened(line[from:i]) {
			continue
		}
		out, from = append(out, line[from:i+1]), i+1
	}
	return append(out, line[from:])
}

func shortened(before string) bool {
	last := before[strings.LastIndexAny(before, " .(/")+1:]
	return len(last) == 1 || slices.Contains([]string{"min", "max", "bijv", "evt", "incl", "excl", "ca", "nr", "resp", "div", "bv", "wk", "jr", "niv", "dipl", "gem"}, last)
}

// longestHeading is how many words a heading without a colon has at most.
const longestHeading = 6

// The words that tell what stands below a heading.
var (
	wishing  = words("pre pré prés pluspunten plus pluspunt nice wensen functiewensen")
	offering = words("bieden biedt bied aanbod aanbieden arbeidsvoorwaarden krijg krijgt geven voordelen offer ontvang ontvangt")
	wanting  = words("eisen vragen vraagt gevraagd vereist vereisten verwachten verwacht profiel functieprofiel kwalificaties meebrengt meeneemt herken requirements")
	naming   = words("taken werkzaamheden functie functieomschrijving organisatie bedrijf baan rol dag afdeling verantwoordelijkheden solliciteren informatie")
)

// headingOf tells what a sentence announces that ends in a colon, or is short and ends in nothing or a question mark.
func headingOf(s string, ws []word) (heading, bool) {
	colon := strings.HasSuffix(s, ":")
	if len(ws) == 0 || strings.HasSuffix(s, ".") || !colon && (len(ws) > longestHeading || strings.ContainsAny(s, ",0123456789")) {
		return noHeading, false
	}
	switch {
	case wishing.in(ws):
		return wishes, colon || len(ws) <= 3
	case offering.in(ws):
		return offers, true
	case wanting.in(ws), anyOf(ws, "ben", "heb", "breng", "neem") && anyOf(ws, "jij", "je", "wie", "wat"):
		return demands, colon || !ws[0].is("je", "jij", "wij", "we")
	case naming.in(ws), colon:
		return other, true
	}
	return noHeading, false
}
