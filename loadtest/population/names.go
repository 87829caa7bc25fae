package population

import "strings"

// Names are put together from parts that fit each other but, together, are meant to name nobody: no list of real
// companies or people was used. A name that exists all the same is chance, which is why a company is told by its
// number, and that belongs to nobody.

// companyName is the name of company j, the same wherever it occurs.
func (p *Population) companyName(j int) string {
	d := p.dice(ofName, j)
	return p.named(d, pick(d, p.sectorOf(j).names), p.country.names[p.country.homes[p.seats.seats[j].home].municipality])
}

// named fills the blanks in the pattern of a company's name, and sometimes adds the town.
func (p *Population) named(d dice, pattern, town string) string {
	for _, blank := range []struct {
		sign string
		fill func(dice) string
	}{{"{Naam}", surname}, {"{Plek}", spot}, {"{Boom}", plant}, {"{Vogel}", bird}, {"{Streek}", district}} {
		for strings.Contains(pattern, blank.sign) {
			pattern = strings.Replace(pattern, blank.sign, blank.fill(d), 1)
		}
	}
	if d.chance(12) && !strings.Contains(pattern, "B.V.") && len(town) < 16 {
		pattern += " " + town
	}
	return pattern
}

// surname is a family name such as Van Haverbrink.
func surname(d dice) string {
	name := pick(d, []string{"Haver", "Elzen", "Wester", "Koren", "Duin", "Boter", "Ooster", "Heide", "Klinker", "Molen",
		"Rogge", "Beuken", "Wilgen", "Kamper", "Zilver", "Noorder", "Steen", "Vlas", "Hazel", "Linden", "Grave", "Hooge"}) +
		pick(d, []string{"brink", "kamp", "daal", "sma", "wijk", "beek", "horst", "veld", "man", "stra", "hof", "meijer",
			"rode", "loo", "broek", "zicht", "waard", "donk", "steeg", "burg"})
	return pick(d, []string{"", "", "", "Van ", "Van der ", "De ", "Ter "}) + name
}

// spot is a name such as De Gouden Vlieter.
func spot(d dice) string {
	return "De " + pick(d, []string{"Zeeuwse", "Gouden", "Blauwe", "Hoge", "Oude", "Groene", "Stille", "Witte", "Verre",
		"Rode", "Nieuwe", "Brede", "Zilveren", "Lage", "Lange"}) + " " +
		pick(d, []string{"Vlieter", "Kreek", "Sluiswachter", "Brug", "Duinrand", "Weerwal", "Es", "Kade", "Singel",
			"Meent", "Tijdgeest", "Horizon", "Vaart", "Landweg", "Wiek", "Terp", "Poort", "Akker", "Kom"})
}

// plant is a name such as De Zomerlinde.
func plant(d dice) string {
	return "De " + pick(d, []string{"Zomer", "Winter", "Veld", "Duin", "Water", "Zilver", "Berg", "Avond", "Morgen", "Dijk"}) +
		pick(d, []string{"linde", "berk", "roos", "wilg", "iris", "klaver", "esdoorn", "beuk", "den", "hulst", "kers", "varen"})
}

// bird is a name such as Noordzwaluw.
func bird(d dice) string {
	return pick(d, []string{"Noord", "Zuid", "Wad", "Polder", "Delta", "Kust", "Lucht", "Trek", "Dubbel", "Hoog", "Vrij", "Rijn"}) +
		pick(d, []string{"zwaluw", "kievit", "valk", "reiger", "grutto", "wulp", "zwaan", "sperwer", "plevier", "leeuwerik",
			"kraanvogel", "merel", "ijsvogel"})
}

// district is a name such as Vlietlanden.
func district(d dice) string {
	return pick(d, []string{"Vliet", "Merwe", "Veen", "Kromme", "Graaf", "Hoeve", "Ster", "Lage", "Maten", "Eem", "Krom", "Dommel"}) +
		pick(d, []string{"landen", "waarden", "stromen", "heuvels", "duinen", "velden", "gronden", "dalen", "oevers", "wouden"})
}
