package sector

// The section of every division: the letter at place n is that of division n,
// ten to a line, a space where there is no division n. Every division of NACE
// is here. The SBI of 2008 leaves out two of them, coal (05) and metal ores
// (07), which are not mined in the Netherlands; a company across the border may
// carry them.
const (
	sections2008 = "" +
		" AAA BBBBB" +
		"CCCCCCCCCC" +
		"CCCCCCCCCC" +
		"CCCC DEEEE" +
		" FFF GGG H" +
		"HHHH II JJ" +
		"JJJJKKK LM" +
		"MMMMMM NNN" +
		"NNN OPQQQ " +
		"RRRRSSSTTU"
	sections2025 = "" +
		" AAA BBBBB" +
		"CCCCCCCCCC" +
		"CCCCCCCCCC" +
		"CCCC DEEEE" +
		" FFF  GG H" +
		"HHHH II JJ" +
		"JKKKLLL MN" +
		"NNNNNN OOO" +
		"OOO PQRRR " +
		"SSSSTTTUUV"
)

// sections returns the sections by division of an edition, empty for an
// unknown edition.
func sections(edition string) string {
	switch edition {
	case Edition2008:
		return sections2008
	case Edition2025:
		return sections2025
	default:
		return ""
	}
}
