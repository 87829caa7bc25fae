package fit

import (
	"slices"
	"strings"

	"matchd/matcher"
)

// field is a field of work as people name it in a text, with the sector and the occupations that somebody means who
// wishes to work in it: those that need least to begin with and are asked most. Our own reading of Dutch vacancies.
type field struct {
	words  []string // any of them, folded
	sector string   // SBI 2008
	groups []string // ISCO-08 unit groups
}

func fields() []field {
	list := func(words string) []string { return strings.Fields(words) }
	return []field{
		{list("zorg thuiszorg ouderenzorg verpleging zorgsector care healthcare"), "Q", list("5321 5322 2221 3221 3222")},
		{list("welzijn gehandicaptenzorg jeugdzorg hulpverlening"), "Q", list("3412 2635")},
		{list("kinderopvang peuterspeelzaal bso"), "Q", list("5311")},
		{list("onderwijs school basisonderwijs education"), "P", list("2341 2330 2320 5312")},
		{list("horeca restaurant hotel hotellerie hospitality"), "I", list("5120 5131 5132 9412 4224")},
		{list("bouw bouwsector construction"), "F", list("7111 7112 7114 7115 7119 7121 7122 7123 9313")},
		{list("installatietechniek elektrotechniek techniek"), "F", list("7411 7412 7126 7127 7233")},
		{list("metaal metaalsector"), "C", list("7212 7213 7214 7223")},
		{list("logistiek magazijn distributiecentrum warehouse logistics"), "H", list("4321 9333 8344")},
		{list("transport vervoer wegvervoer"), "H", list("8332 8322 8331")},
		{list("winkel detailhandel retail supermarkt"), "G", list("5223 5230 9334")},
		{list("beveiliging security"), "N", list("5414")},
		{list("schoonmaak cleaning"), "N", list("9111 9112")},
		{list("administratie kantoor"), "", list("4110 3343 4120 4311")},
		{list("ict it automatisering software"), "J", list("2512 2513 2514 2522 3511 3512")},
		{list("groen groenvoorziening tuinbouw hoveniersbedrijf"), "A", list("6113 9214")},
		{list("productie industrie fabriek"), "C", list("8160 9329 8183 9321")},
		{list("toerisme reisbranche tourism"), "N", list("4221 5113")},
		{list("klantenservice callcenter klantcontact"), "", list("4222 5244")},
	}
}

// refusals turn a wish round.
func refusals() []string {
	return []string{"geen", "niet", "nooit", "not", "no", "never", "zonder"}
}

// wishedFields adds what the fields named in the words stand for.
func (v *Vocabulary) wishedFields(n *Needs, words []string, occupations, sectors bool) {
	for _, f := range fields() {
		if !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(f.words, fold(w)) }) {
			continue
		}
		if s := (matcher.Sector{Code: f.sector}); sectors && f.sector != "" && !slices.Contains(n.WishedSectors, s) {
			n.WishedSectors = append(n.WishedSectors, s)
		}
		for _, g := range f.groups {
			for _, o := range v.inGroup[g] {
				if occupations && !slices.Contains(n.Wished, o) {
					n.Wished = append(n.Wished, o)
				}
			}
		}
	}
}
