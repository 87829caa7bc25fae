package sector

import "strings"

// title is a section's label in two languages.
type title struct{ nl, en string }

// Label returns a short label for a section letter of an edition, in Dutch for
// "nl" and in English for "en" (language tags such as "nl-NL" too), and "" when
// the section, edition or language is unknown. The wording is ours.
func Label(section, edition, lang string) string {
	letter := plain(section)
	if len(letter) != 1 || !Valid(letter, edition) {
		return ""
	}
	name := titles2008()[letter]
	if edition == Edition2025 {
		name = titles2025(letter)
	}
	switch primary, _, _ := strings.Cut(strings.ToLower(lang), "-"); primary {
	case "nl":
		return name.nl
	case "en":
		return name.en
	default:
		return ""
	}
}

// titles2025 labels the sections of 2025: two that information and
// communication was divided into, and the others as their like of 2008.
func titles2025(letter string) title {
	switch letter {
	case "J":
		return title{"Uitgeverij, film en omroep", "Publishing, film and broadcasting"}
	case "K":
		return title{"Telecom en ICT", "Telecom and IT"}
	default:
		common, _ := Common(letter, Edition2025)
		return titles2008()[common]
	}
}

// titles2008 labels the sections of 2008.
func titles2008() map[string]title {
	return map[string]title{
		"A": {"Landbouw, bosbouw en visserij", "Farming, forestry and fishing"},
		"B": {"Delfstoffen", "Mining and quarrying"},
		"C": {"Industrie", "Manufacturing"},
		"D": {"Energie", "Energy"},
		"E": {"Water en afval", "Water and waste"},
		"F": {"Bouw", "Construction"},
		"G": {"Handel", "Trade"},
		"H": {"Vervoer en opslag", "Transport and storage"},
		"I": {"Horeca", "Hospitality"},
		"J": {"Informatie en communicatie", "Information and communication"},
		"K": {"Financiën en verzekeringen", "Finance and insurance"},
		"L": {"Vastgoed", "Real estate"},
		"M": {"Advies, onderzoek en specialisten", "Consultancy, research and specialists"},
		"N": {"Verhuur en zakelijke diensten", "Rental and business services"},
		"O": {"Overheid", "Government"},
		"P": {"Onderwijs", "Education"},
		"Q": {"Zorg en welzijn", "Health and social care"},
		"R": {"Cultuur, sport en recreatie", "Culture, sport and recreation"},
		"S": {"Overige diensten", "Other services"},
		"T": {"Huishoudens", "Households"},
		"U": {"Internationale organisaties", "International organisations"},
	}
}
