package taxonomy

import "unicode"

// fold gives the lower-case letters without diacritics that a rune stands for: é is "e", ß "ss", ĳ "ij". Combining
// marks give nothing. Runes outside the Latin letters below are only lower-cased.
func fold(r rune) string {
	if r < 0x80 {
		return string(unicode.ToLower(r))
	}
	switch r = unicode.ToLower(r); {
	case unicode.Is(unicode.Mn, r):
		return ""
	case r == 'ß':
		return "ss"
	case r >= 'à' && r <= 'ÿ':
		return foldLatin1(r)
	case r >= 'ā' && r <= 'ž':
		return foldLatinExtended(r)
	}
	return string(r)
}

// foldLatin1 folds the small letters of Latin-1, U+00E0 to U+00FF.
func foldLatin1(r rune) string {
	switch {
	case r <= 'å':
		return "a"
	case r == 'æ':
		return "ae"
	case r == 'ç':
		return "c"
	case r >= 'è' && r <= 'ë':
		return "e"
	case r >= 'ì' && r <= 'ï':
		return "i"
	case r == 'ð':
		return "d"
	case r == 'ñ':
		return "n"
	case r >= 'ò' && r <= 'ö', r == 'ø':
		return "o"
	case r >= 'ù' && r <= 'ü':
		return "u"
	case r == 'ý', r == 'ÿ':
		return "y"
	case r == 'þ':
		return "th"
	}
	return string(r)
}

// extendedLatin holds the base letters of U+0100 to U+017F; a full stop marks the ligatures.
const extendedLatin = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// foldLatinExtended folds the letters of Latin Extended-A.
func foldLatinExtended(r rune) string {
	switch r {
	case 'ĳ':
		return "ij"
	case 'œ':
		return "oe"
	}
	return string(extendedLatin[r-'Ā'])
}
