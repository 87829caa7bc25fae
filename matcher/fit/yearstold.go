package fit

import (
	"strconv"
	"strings"
)

// mostYearsTold is the longest working life that is believed.
const mostYearsTold = 50

// daysTold is how long somebody says to have done work: "22 jaar als kok", "tien jaar ervaring", "ervaring van 8 jaar". Of
// several lengths none is read, and an age ("ik ben 45 jaar") is none.
func daysTold(words []string) (days int32) {
	lengths := 0
	for i := 1; i < len(words); i++ {
		if !isYears(words[i]) {
			continue
		}
		n := wholeNumber(words[i-1])
		if n == 0 || n > mostYearsTold || !ofWork(words, i) {
			continue
		}
		lengths, days = lengths+1, int32(n*36525/100)
	}
	if lengths != 1 {
		return 0
	}
	return days
}

func isYears(word string) bool { return oneOf(word, []string{"jaar", "jaren", "jr", "years", "year"}) }

// ofWork reports whether years, at a place among words, are those of work and not of a life: "10 jaar als kok", "ervaring van
// 10 jaar", "10 jaar bij een hotel gewerkt", but not "woon 10 jaar in Utrecht".
func ofWork(words []string, at int) bool {
	behind, before := at+1, at-3
	switch {
	case before >= 0 && oneOf(words[before], experience()) && oneOf(words[before+1], []string{"van", "of"}):
		return true
	case behind == len(words):
		return false
	case oneOf(words[behind], append(experience(), "als", "as", "gewerkt", "werkzaam")):
		return true
	}
	return oneOf(words[behind], []string{"in", "bij", "op", "of"}) && anyOf(words, append(experience(), "gewerkt", "werkte", "werkzaam", "worked"))
}

func experience() []string {
	return []string{"ervaring", "werkervaring", "praktijkervaring", "experience"}
}

// wholeNumber reads digits, "10+" too, or a word; 0 where there is none.
func wholeNumber(word string) int {
	if n, err := strconv.Atoi(strings.TrimSuffix(word, "+")); err == nil && n > 0 {
		return n
	}
	return map[string]int{
		"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
		"elf": 11, "twaalf": 12, "vijftien": 15, "twintig": 20, "vijfentwintig": 25, "dertig": 30,
	}[strings.ToLower(word)]
}
