package taxonomy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one folded word of a text.
type token struct {
	text string
	// starts tells that punctuation stands before it, so that no phrase may run across.
	starts bool
	cut    bool // a full stop stands behind it, as behind an abbreviation
}

// tokenise cuts text into folded words at everything that is not a letter or a digit. It keeps the signs of C++ and
// C# and of P&O, drops apostrophes, joins letters with full stops between them (h.b.o.), and leaves out an ending in
// brackets that is attached to a word: medewerk(st)er, docent(e). The full stop of .NET is spelled out.
func tokenise(text string) []token {
	text = attachedEndings(text)
	var tokens []token
	var word strings.Builder
	starts, dotted := true, 0
	flush := func() {
		if word.Len() > 0 {
			tokens = append(tokens, token{text: word.String(), starts: starts})
			starts = false
			word.Reset()
		}
		dotted = 0
	}
	for at, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
			word.WriteString(fold(r))
			dotted++
		case (r == '+' || r == '#') && word.Len() > 0:
			word.WriteRune(r)
		case r == '\'' || r == '’' || r == 0xAD:
		case r == '&' && initials(word.Len(), text[at+1:]):
			word.WriteRune(r)
		case r == '.' && dotted == 1 && letterFollows(text[at+1:]):
			dotted = 0
		case r == '.' && isDotNet(word.Len() == 0, text[at+1:]):
			flush()
			word.WriteString("dot")
		default:
			flush()
			if last := len(tokens) - 1; r == '.' && last >= 0 && at > 0 && text[at-1] != ' ' {
				tokens[last].cut = true
			}
			starts = starts || separates(r)
		}
	}
	flush()
	return tokens
}

// initials tells whether an ampersand joins a few letters to a few others, as in P&O and RI&E: PO is something else.
func initials(before int, after string) bool {
	n := strings.IndexFunc(after, func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		n = len(after)
	}
	return before > 0 && before <= mostInitials && n > 0 && n <= mostInitials
}

const mostInitials = 2

// isDotNet tells whether a full stop begins the name .NET; in ASP.NET, unlike the name of a site, it is written in capitals.
func isDotNet(begins bool, after string) bool {
	if len(after) < 3 || !strings.EqualFold(after[:3], "net") || letterFollows(after[3:]) {
		return false
	}
	return begins || after[:3] == "NET"
}

// letterFollows tells whether text begins with a letter, or with an apostrophe as in B.O.A.'s.
func letterFollows(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) || r == '\'' || r == '’'
}

// separates tells whether a rune between words ends a phrase. Blanks, hyphens, quotes and ampersands do not.
func separates(r rune) bool { return strings.ContainsRune(".,;:!?/|()[]{}•·–—*\n\r\t", r) }

// longestEnding is the most letters an ending in brackets has: verkoper(ster).
const longestEnding = 4

// attachedEndings removes brackets that follow a letter directly and hold only a few letters.
func attachedEndings(text string) string {
	open := strings.IndexByte(text, '(')
	if open < 0 {
		return text
	}
	var b strings.Builder
	for open >= 0 {
		before, _ := utf8.DecodeLastRuneInString(text[:open])
		length := strings.IndexByte(text[open:], ')')
		attached := length > 1 && length <= longestEnding+1 && unicode.IsLetter(before) && onlyLetters(text[open+1:open+length])
		b.WriteString(text[:open])
		if attached {
			text = text[open+length+1:]
		} else {
			b.WriteByte(' ')
			b.WriteByte('(')
			text = text[open+1:]
		}
		open = strings.IndexByte(text, '(')
	}
	return b.String() + text
}

// onlyLetters tells whether text is letters throughout.
func onlyLetters(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// squash joins words without spaces, which makes spacing and hyphens irrelevant: "proces operator" is "procesoperator".
func squash(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.text)
	}
	return b.String()
}

// stems reduces every token to its stem.
func stems(tokens []token) []token {
	reduced := make([]token, len(tokens))
	for i, t := range tokens {
		reduced[i] = token{text: stem(t.text), starts: t.starts}
	}
	return reduced
}

// segments cuts a title at the signs with which people put two titles, or a title and its circumstances, in one line.
func segments(text string) []string {
	parts := strings.FieldsFunc(strings.ReplaceAll(text, " - ", "|"), func(r rune) bool {
		return strings.ContainsRune("/|,;:()[]–—\n", r)
	})
	if len(parts) < 2 {
		return nil
	}
	return parts
}
