package taxonomy

// How far a negation reaches, in words: "geen ervaring met de heftruck" is about the heftruck. It ends with its clause.
const negationReach = 4

// negated marks the words of a text that stand in a negation: geen Duits, zonder rijbewijs, Duits is niet nodig, lassen kan
// ik niet. It reaches forward, and back over the clause where it stands at the end or says that nothing is asked.
func negated(words []token) []bool {
	marks := make([]bool, len(words))
	for i, w := range words {
		if !negates(w.text) || i+1 < len(words) && !words[i+1].starts && idiom(words[i+1].text) {
			continue
		}
		end := i + 1
		for end < len(words) && end-i <= negationReach && !words[end].starts && !turns(words[end].text) {
			end++
		}
		last := end == i+1
		for k := i + 1; k < end; k++ {
			marks[k] = true
			last = last || needed(words[k].text)
		}
		for k := i; last && k > 0 && !words[k].starts && !turns(words[k-1].text); k-- {
			marks[k-1] = true
		}
	}
	return marks
}

// negates tells whether a word denies what stands near it.
func negates(word string) bool {
	switch word {
	case "geen", "niet", "zonder", "nooit", "no", "not", "without", "never":
		return true
	}
	return false
}

// idiom tells whether a word takes the denial out of a negation before it: niet alleen, niet bang voor, niet te beroerd om,
// geen probleem.
func idiom(word string) bool {
	switch word {
	case "alleen", "enkel", "slechts", "only", "bang", "vies", "te", "voor", "om", "uit", "probleem", "problemen", "bezwaar", "moeite", "problem":
		return true
	}
	return false
}

// turns tells whether a word ends what a negation reaches: geen Duits maar wel Engels.
func turns(word string) bool {
	switch word {
	case "maar", "wel", "but", "want", "omdat", "because":
		return true
	}
	return false
}

// needed tells whether a word says that something is asked: behind a negation it is not.
func needed(word string) bool {
	switch word {
	case "nodig", "vereist", "vereiste", "verplicht", "noodzakelijk", "eis", "must", "required", "needed", "necessary":
		return true
	}
	return false
}
