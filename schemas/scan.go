package schemas

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"matchd/matcher"
)

// Bounds of one record.
const (
	MaxBytes = 1 << 20 // of one record or request body
	MaxDepth = 32      // of objects and lists in one another

	maxWarnings = 100 // of unknown members of one record
)

// scan walks over JSON whose syntax is known to be sound, once, and finds what encoding/json lets pass: members that
// nobody knows (their names compared case by case), members given twice, nulls in lists, too deep nesting.
type scan struct {
	data   []byte
	at     int
	path   []step
	person bool // the walk is in data about a person

	invalid  []matcher.Invalid
	warnings []matcher.Warning
	unknown  [][2]int // where the names of unknown members stand in data, quotes excluded
}

// step is one part of a path: a member, or a place in a list.
type step struct {
	name  []byte
	index int
}

// scanned walks over the whole of data.
func scanned(data []byte, s *shape) *scan {
	w := &scan{data: data, path: make([]step, 0, MaxDepth)}
	w.value(s, false)
	return w
}

// skip steps over white space and over the signs between values.
func (w *scan) skip() {
	for w.at < len(w.data) {
		switch w.data[w.at] {
		case ' ', '\t', '\r', '\n', ',', ':':
			w.at++
		default:
			return
		}
	}
}

// value walks over one value; quiet = it is inside something unknown that was warned of already.
func (w *scan) value(s *shape, quiet bool) {
	w.skip()
	switch w.data[w.at] {
	case '{':
		outside := w.person
		w.person = outside || s != nil && s.person
		w.nested(func() { w.object(s, quiet) })
		w.person = outside
	case '[':
		w.nested(func() { w.list(s, quiet) })
	case '"':
		w.text()
	default:
		for w.at < len(w.data) && strings.IndexByte(",]} \t\r\n", w.data[w.at]) < 0 {
			w.at++
		}
	}
}

// nested walks into an object or list, and stops the walk where it is too deep.
func (w *scan) nested(walk func()) {
	if len(w.path) >= MaxDepth {
		w.fail(fmt.Sprintf("must not nest deeper than %d", MaxDepth))
		w.at = len(w.data)
		return
	}
	w.at++
	w.path = append(w.path, step{index: -1})
	walk()
	w.path = w.path[:len(w.path)-1]
	w.at++
}

// text walks over a string and gives what stands between its quotes.
func (w *scan) text() []byte {
	w.at++
	start := w.at
	for w.at < len(w.data) && w.data[w.at] != '"' {
		if w.data[w.at] == '\\' {
			w.at++
		}
		w.at++
	}
	w.at++
	return w.data[start : w.at-1]
}

// open reports whether the object or list that the walk is in goes on.
func (w *scan) open(end byte) bool {
	w.skip()
	return w.at < len(w.data) && w.data[w.at] != end
}

func (w *scan) list(s *shape, quiet bool) {
	var item *shape
	if s != nil {
		item = s.item
	}
	for top := len(w.path) - 1; w.open(']'); {
		w.path[top].index++
		if w.data[w.at] == 'n' && !quiet {
			w.fail("must not be null")
		}
		w.value(item, quiet)
	}
}

func (w *scan) object(s *shape, quiet bool) {
	var seen, given uint64
	var others map[string]bool
	for top := len(w.path) - 1; w.open('}'); {
		start := w.at + 1
		name := w.text()
		end := w.at - 1
		if bytes.IndexByte(name, '\\') >= 0 {
			name = unescaped(name)
		}
		w.path[top].name = name
		known, ok := s.member(name)
		switch {
		case ok && seen&(1<<known.place) != 0 || !ok && others[string(name)]:
			w.fail("is given twice")
		case ok:
			seen |= 1 << known.place
		default:
			if others == nil {
				others = map[string]bool{}
			}
			others[string(name)] = true
			w.stranger(s, quiet, [2]int{start, end})
		}
		if w.skip(); ok && !w.absent() {
			given |= 1 << known.place
		}
		if ok && s.least == string(name) && w.zero() {
			w.fail(fmt.Sprintf("must be a whole number from 1 to %d", matcher.MaxPositions))
		}
		w.value(known.shape, quiet || !ok)
	}
	w.path[len(w.path)-1].name = nil
	w.required(s, given)
}

// absent reports whether the value that comes is null or empty text.
func (w *scan) absent() bool {
	return w.data[w.at] == 'n' || bytes.HasPrefix(w.data[w.at:], []byte(`""`))
}

// zero reports whether the value that comes is the number 0, however it is written.
func (w *scan) zero() bool {
	rest := w.data[w.at:]
	if end := bytes.IndexAny(rest, ",]} \t\r\n"); end >= 0 {
		rest = rest[:end]
	}
	n, err := strconv.ParseFloat(string(rest), 64)
	return err == nil && n == 0
}

// member finds a member by its exact name.
func (s *shape) member(name []byte) (member, bool) {
	if s == nil {
		return member{}, false
	}
	m, ok := s.members[string(name)]
	return m, ok
}

// stranger notes a member that nobody knows.
func (w *scan) stranger(s *shape, quiet bool, place [2]int) {
	if w.person && identifying(string(w.path[len(w.path)-1].name)) {
		w.fail("personal data is not accepted here")
		return
	}
	if quiet || s == nil || s.list {
		return
	}
	w.unknown = append(w.unknown, place)
	if len(w.warnings) >= maxWarnings {
		return
	}
	w.warnings = append(w.warnings, matcher.Warning{Field: w.field(), Reason: "unknown field, ignored"})
}

// required notes the members that must be there and were not, or were null or empty text.
func (w *scan) required(s *shape, given uint64) {
	if s == nil || w.at >= len(w.data) {
		return
	}
	for _, name := range s.must {
		if given&(1<<s.members[name].place) == 0 {
			w.path[len(w.path)-1].name = []byte(name)
			w.fail("is required")
		}
	}
}

func (w *scan) fail(reason string) {
	if len(w.invalid) >= maxInvalid {
		return
	}
	w.invalid = append(w.invalid, matcher.Invalid{Field: w.field(), Reason: reason})
}

// field is the path of the value that the walk is at.
func (w *scan) field() string {
	var b strings.Builder
	for _, s := range w.path {
		switch {
		case s.index >= 0:
			fmt.Fprintf(&b, "[%d]", s.index)
		case s.name != nil && b.Len() > 0:
			b.WriteString("." + shown(s.name))
		case s.name != nil:
			b.WriteString(shown(s.name))
		}
	}
	return b.String()
}

// masked is data in which no unknown member can be mistaken for a known one: its name is overwritten.
func (w *scan) masked() []byte {
	data := bytes.Clone(w.data)
	for _, place := range w.unknown {
		copy(data[place[0]:place[1]], bytes.Repeat([]byte{'~'}, place[1]-place[0]))
	}
	return data
}
