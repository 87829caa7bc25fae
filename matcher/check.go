package matcher

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Bounds of what a record may hold. Texts are counted in characters (Unicode code points).
const (
	MaxLabel       = 500   // titles, labels, codes and names
	MaxText        = 20000 // descriptions and presentations
	MaxSkills      = 500   // skills of one record
	MaxItems       = 200   // items of any other list
	MaxRevision    = 1<<53 - 1
	MaxHeadcount   = 1_000_000
	MaxPositions   = 100_000
	MaxDistance    = 20_000 // kilometres
	MaxTravel      = 1440   // minutes
	MaxWeeklyHours = 168
	MaxYears       = 60 // of experience asked
)

// checker collects every broken rule of one record, each with its path.
type checker struct {
	found []Invalid
	path  []step
}

// step is one part of a path: a member, and the place in its list (-1 = no list).
type step struct {
	name  string
	index int
}

// fail notes a broken rule of the field; an empty field is the place that the checker stands at.
func (c *checker) fail(field, reason string) {
	var b strings.Builder
	for _, s := range append(c.path[:len(c.path):len(c.path)], step{field, -1}) {
		if b.Len() > 0 && s.name != "" {
			b.WriteByte('.')
		}
		b.WriteString(s.name)
		if s.index >= 0 {
			fmt.Fprintf(&b, "[%d]", s.index)
		}
	}
	c.found = append(c.found, Invalid{Field: b.String(), Reason: reason})
}

// in runs the rules of a member.
func (c *checker) in(name string, rules func()) {
	c.path = append(c.path, step{name, -1})
	rules()
	c.path = c.path[:len(c.path)-1]
}

// each runs the rules of every item of a list, which may not be longer than most.
func each[T any](c *checker, name string, items []T, most int, rules func(*T)) {
	if len(items) > most {
		c.fail(name, fmt.Sprintf("must have at most %d items", most))
		return
	}
	for i := range items {
		c.path = append(c.path, step{name, i})
		rules(&items[i])
		c.path = c.path[:len(c.path)-1]
	}
}

// text bounds the length of a text.
func (c *checker) text(field, s string, most int) {
	if len(s) > most && utf8.RuneCountInString(s) > most {
		c.fail(field, fmt.Sprintf("must have at most %d characters", most))
	}
}

// named bounds a text that may not be empty.
func (c *checker) named(field, s string) {
	if s == "" {
		c.fail(field, "must not be empty")
	}
	c.text(field, s, MaxLabel)
}

// oneOf asks a text to be absent or one of the known ones.
func oneOf[T ~string](c *checker, field string, s T, known ...T) {
	if s == "" {
		return
	}
	for _, k := range known {
		if s == k {
			return
		}
	}
	c.fail(field, "must be one of "+list(known))
}

// required asks a text to be one of the known ones.
func required[T ~string](c *checker, field string, s T, known ...T) {
	if s == "" {
		c.fail(field, "is required: one of "+list(known))
		return
	}
	oneOf(c, field, s, known...)
}

func list[T ~string](known []T) string {
	parts := make([]string, len(known))
	for i, k := range known {
		parts[i] = string(k)
	}
	return strings.Join(parts, ", ")
}

// number asks a number, where known, to lie in a range.
func (c *checker) number(field string, n *float64, least, most float64) {
	if n != nil && !(*n >= least && *n <= most) {
		c.fail(field, fmt.Sprintf("must be a number from %g to %g", least, most))
	}
}

// whole asks a whole number to lie in a range.
func (c *checker) whole(field string, n, least, most int) {
	if n < least || n > most {
		c.fail(field, fmt.Sprintf("must be a whole number from %d to %d", least, most))
	}
}

// order asks that a first day does not come after a last day, where both are known.
func (c *checker) order(first string, a Date, last string, b Date) {
	if a != 0 && b != 0 && a > b {
		c.fail(last, "must not be before "+first)
	}
}
