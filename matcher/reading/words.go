package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one of a text, in lower case, with the signs that stand before it, whether there is a space before it, and
// whether there is one before the signs.
type word struct {
	text          string
	signs         string
	spaced, apart bool
}

// wordsOf cuts a sentence, which is in lower case. A comma or point between digits belongs to the number.
func wordsOf(s string) (out []word) {
	out = make([]word, 0, len(s)/5+1)
	signs, spaced, apart := 0, true, true // where the signs begin
	for i := 0; i < len(s); {
		end := wordEnd(s, i)
		if end > i {
			out = append(out, word{s[i:end], strings.TrimSpace(s[signs:i]), spaced, apart})
			signs, spaced, apart, i = end, false, false, end
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			apart = apart || strings.TrimSpace(s[signs:i]) == ""
			spaced = true
		}
		i += size
	}
	return out
}

// wordEnd is where the word that begins at a place ends; the place itself where none begins.
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		inside := (r == ',' || r == '.') && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1])
		if !inside && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return i
		}
		i += size
	}
	return i
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isNumber(s string) bool {
	return s != "" && isDigit(s[0]) && strings.Trim(s, "0123456789.,") == ""
}

// is reports whether a word is any of some.
func (w word) is(any ...string) bool {
	for _, one := range any {
		if w.text == one {
			return true
		}
	}
	return false
}

// anyOf reports whether any of some words is any of others.
func anyOf(ws []word, any ...string) bool {
	for i := range ws {
		if ws[i].is(any...) {
			return true
		}
	}
	return false
}

// endIn reports whether any of some words ends in any of others, as compounds do.
func endIn(ws []word, any ...string) bool {
	for i := range ws {
		for _, end := range any {
			if strings.HasSuffix(ws[i].text, end) {
				return true
			}
		}
	}
	return false
}

// list is a set of words.
type list map[string]bool

// words makes a list of words that are written apart by spaces.
func words(of string) list {
	l := list{}
	for w := range strings.FieldsSeq(of) {
		l[w] = true
	}
	return l
}

// in reports whether any of some words is in the list.
func (l list) in(ws []word) bool {
	for i := range ws {
		if l[ws[i].text] {
			return true
		}
	}
	return false
}

// follow reports whether some words stand one after another from a place on.
func follow(ws []word, at int, phrase ...string) bool {
	if at < 0 || at+len(phrase) > len(ws) {
		return false
	}
	for i, p := range phrase {
		if ws[at+i].text != p {
			return false
		}
	}
	return true
}

// at finds a phrase, -1 where it is not.
func at(ws []word, phrase ...string) int {
	for i := range ws {
		if follow(ws, i, phrase...) {
			return i
		}
	}
	return -1
}
