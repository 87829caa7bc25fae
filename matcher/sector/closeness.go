package sector

// Closeness in thousandths by what two codes share. The steps are even, for
// want of evidence that one level of the SBI matters more than another.
const (
	sameSubclass = 1000 // all five digits
	sameClass    = 800  // four
	sameGroup    = 600  // three
	sameDivision = 400  // two
	sameSection  = 200  // only the letter
)

// Closeness returns how near two sectors are, in thousandths from 0 to 1000:
// 1000 for the same five digits, 800 for four, 600 for three, 400 for the same
// division, 200 for the same section, and 0 otherwise or when either code is
// not [Valid]. A code of four digits stands for the five digits with a 0, as
// SBI 2025 writes a class without subclasses; a shorter one shares no more
// digits than it has.
//
// Codes of different editions share digits only down to the division, read in
// 2008 as [Common] documents, because the digits below were dealt anew. It is
// symmetric.
func Closeness(a, b Code) uint16 {
	in, digitsA, digitsB := Section, a.digits(), b.digits()
	if a.Edition != b.Edition {
		in, digitsA, digitsB = Common, a.division(), b.division()
	}
	sectionA, okA := in(a.Number, a.Edition)
	sectionB, okB := in(b.Number, b.Edition)
	if !okA || !okB || sectionA != sectionB {
		return 0
	}
	return [6]uint16{sameSection, sameSection, sameDivision, sameGroup, sameClass, sameSubclass}[shared(digitsA, digitsB)]
}

// digits returns the digits to compare, none for a section letter.
func (c Code) digits() string {
	number := plain(c.Number)
	switch len(number) {
	case 1:
		return "" // a letter is no digit
	case 4:
		return number + "0"
	default:
		return number
	}
}

// division returns the division as 2008 numbers it, none for what has none.
func (c Code) division() string {
	number := plain(c.Number)
	switch {
	case len(number) < 2:
		return ""
	case c.Edition == Edition2025:
		return divisionOf2008(number)
	default:
		return number[:2]
	}
}

// shared returns how many leading digits two numbers have in common.
func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
