package sector

// span is a section with its first and last division.
type span struct{ letter, first, last string }

// sections returns the sections of an edition in order, nil for an unknown one.
// Every number from first to last is a division of NACE. The SBI of 2008 leaves
// out two of them, coal (05) and metal ores (07), which are not mined in the
// Netherlands; they count as divisions here, for a company across the border.
func sections(edition string) []span {
	switch edition {
	case Edition2008:
		return []span{
			{"A", "01", "03"}, {"B", "05", "09"}, {"C", "10", "33"}, {"D", "35", "35"}, {"E", "36", "39"},
			{"F", "41", "43"}, {"G", "45", "47"}, {"H", "49", "53"}, {"I", "55", "56"}, {"J", "58", "63"},
			{"K", "64", "66"}, {"L", "68", "68"}, {"M", "69", "75"}, {"N", "77", "82"}, {"O", "84", "84"},
			{"P", "85", "85"}, {"Q", "86", "88"}, {"R", "90", "93"}, {"S", "94", "96"}, {"T", "97", "98"},
			{"U", "99", "99"},
		}
	case Edition2025:
		return []span{
			{"A", "01", "03"}, {"B", "05", "09"}, {"C", "10", "33"}, {"D", "35", "35"}, {"E", "36", "39"},
			{"F", "41", "43"}, {"G", "46", "47"}, {"H", "49", "53"}, {"I", "55", "56"}, {"J", "58", "60"},
			{"K", "61", "63"}, {"L", "64", "66"}, {"M", "68", "68"}, {"N", "69", "75"}, {"O", "77", "82"},
			{"P", "84", "84"}, {"Q", "85", "85"}, {"R", "86", "88"}, {"S", "90", "93"}, {"T", "94", "96"},
			{"U", "97", "98"}, {"V", "99", "99"},
		}
	default:
		return nil
	}
}
